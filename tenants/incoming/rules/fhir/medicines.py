"""MedicationRequest and MedicationStatement."""

from collections.abc import Iterator
from dataclasses import replace

from tenants.incoming.rules.fhir.facts import ERROR, Reading, checked, named, over
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import Concept, concept, first_day, quantity, reference
from tenants.incoming.rules.shapes import FactKind, IncomingFact, Shape, Why

_REQUEST = frozenset({"active", "on-hold", "cancelled", "completed", ERROR, "stopped", "draft", "unknown"})
_INTENT = frozenset(
    {
        "proposal",
        "plan",
        "order",
        "original-order",
        "reflex-order",
        "filler-order",
        "instance-order",
        "option",
    }
)
_STATEMENT = frozenset(
    {"active", "completed", ERROR, "intended", "stopped", "on-hold", "unknown", "not-taken"}
)
_OVER = frozenset({"completed", "stopped", "on-hold"})


def read_request(reading: Reading) -> Iterator[Shape]:
    """A prescription: the child takes it from the day it was written. One cancelled before use was never so."""
    node = reading.node
    status = node.code("status", _REQUEST, needed=True)
    intent = node.code("intent", _INTENT, needed=True)
    if status == "draft" or intent in ("proposal", "plan", "option") or node.flag("doNotPerform"):
        yield reading.skip(Why.NOT_TRUE_YET)
        return
    begun = first_day(node, "authoredOn", "dispenseRequest.validityPeriod.start")
    supply = node.node("dispenseRequest")
    stated = (
        first_day(supply, "validityPeriod.end") if supply is not None and status in _OVER else first_day(node)
    )
    ended = over(begun, stated, is_over=status in _OVER)
    said = _medicine(reading)
    fact = reading.fact(
        FactKind.MEDICINE,
        of="subject",
        about=said,
        on=begun,
        ended=ended,
        is_struck=status in ("cancelled", ERROR),
    )
    yield from checked(_told(fact, reading, said, "dosageInstruction"), reading)


def read_statement(reading: Reading) -> Iterator[Shape]:
    """What somebody says the child takes."""
    node = reading.node
    status = node.code("status", _STATEMENT, needed=True)
    if status in ("intended", "not-taken"):
        yield reading.skip(Why.NOT_TRUE_YET)
        return
    begun = first_day(node, "effectiveDateTime", "effectivePeriod.start", "dateAsserted")
    ended = over(begun, first_day(node, "effectivePeriod.end"), is_over=status in _OVER)
    said = _medicine(reading)
    fact = reading.fact(
        FactKind.MEDICINE, of="subject", about=said, on=begun, ended=ended, is_struck=status == ERROR
    )
    yield from checked(_told(fact, reading, said, "dosage"), reading)


def _medicine(reading: Reading) -> Concept:
    node = reading.node
    if node.node("medicationCodeableConcept") is not None:
        return concept(node.node("medicationCodeableConcept"))
    pointed = node.node("medicationReference")
    found = reading.index.medicine(reference(node, "medicationReference"), node)
    if found.text or pointed is None:
        return found
    return Concept(found.codings, pointed.text("display"))


def _told(fact: IncomingFact, reading: Reading, said: Concept, dosage: str) -> IncomingFact:
    code, system = named(said, "rxnorm")
    first = reading.node.first(dosage)
    return replace(
        fact,
        code=code,
        code_system=system,
        text=reading.words(said.text),
        dose=reading.words(_dose(first), 120) if first is not None else "",
        given_at=reading.words(_when(first), 120) if first is not None else "",
        reason=reading.words(_reason(reading.node)),
    )


def _dose(dosage: Node) -> str:
    if dosage.text("text"):
        return dosage.text("text")
    amount = dosage.first("doseAndRate")
    return quantity(amount.node("doseQuantity")) if amount is not None else ""


def _when(dosage: Node) -> str:
    """The timing in the source's words, else as "2 / 1 d" (twice in one day)."""
    timing = dosage.node("timing")
    if timing is None:
        return ""
    if said := concept(timing.node("code")).text:
        return said
    repeat = timing.node("repeat")
    if repeat is None:
        return ""
    times, period = repeat.number("frequency"), repeat.number("period")
    return f"{times:f} / {period:f} {repeat.text('periodUnit')}".strip() if times and period else ""


def _reason(node: Node) -> str:
    first = node.first("reasonCode")
    if first is not None and concept(first).text:
        return concept(first).text
    pointed = node.first("reasonReference")
    return pointed.text("display") if pointed is not None else ""

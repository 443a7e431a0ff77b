"""ORC, RXA, RXR: one dose given, refused, or taken back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from tenants.clinical.rules import CVX, VACCINES, cvx
from tenants.incoming.rules.hl7.parts import Part, Segment, day
from tenants.incoming.rules.shapes import (
    FactKind,
    IncomingFact,
    IncomingProblem,
    IncomingSkipped,
    Shape,
    Why,
)

_SYSTEMS = frozenset({"CVX", "HL70292", "292", "0292"})  # table 0292 is CVX
NOTHING_GIVEN = "998"  # CVX for a message that tells of no dose
_UNKNOWN_AMOUNT = frozenset({"", "0", "999"})
_CANCELS = frozenset({"CA", "OC", "DC", "OD", "CR", "DR", "OE", "DE"})  # ORC-1, table 0119
_SHARED_NUMBER = "9999"  # the guide's order number for everything that was not given


@dataclass(slots=True)
class Order:
    """An ORC with what follows on it; messages of old versions have none."""

    orc: Segment | None
    rxa: list[Segment] = field(default_factory=list)
    rxr: dict[int, Segment] = field(default_factory=dict)  # by the RXA before it


def orders(segments: list[Segment]) -> Iterator[Order]:
    """The orders of a message."""
    current: Order | None = None
    for one in segments:
        if one.name == "ORC":
            if current:
                yield current
            current = Order(one)
        elif one.name == "RXA":
            current = current or Order(None)
            current.rxa.append(one)
        elif one.name == "RXR" and current and current.rxa:
            current.rxr[len(current.rxa) - 1] = one
    if current:
        yield current


def read_dose(order: Order, at: int, patient: str, number: str, place: str) -> Shape:
    """What one RXA says: a dose, a refusal, a deleted dose; or why it says nothing that is kept.

    `number` is the sender's for the patient: it stays when a name is corrected.
    """
    rxa = order.rxa[at]
    code, text, unread = _vaccine(rxa.part(5))
    status = rxa.text(20).upper()

    def problem(why: str, name: str) -> IncomingProblem:
        return IncomingProblem(place=place, resource="RXA", why=why, detail=name, patient=patient)

    if status == "NA" or (code == NOTHING_GIVEN and status != "RE"):
        return IncomingSkipped(resource="RXA, nothing given", why=Why.NEGATED, count=1)
    if unread:
        return problem(Why.NOT_UNDERSTOOD, "RXA-5")
    if not text:
        return problem(Why.NO_TEXT, "RXA-5")
    given = day(rxa.text(3))
    if not given:
        return problem(Why.NOT_UNDERSTOOD if rxa.text(3) else Why.NO_DATE, "RXA-3")
    is_struck = rxa.text(21).upper() == "D" or (
        order.orc is not None and order.orc.text(1).upper() in _CANCELS and rxa.text(21).upper() != "A"
    )
    refused = status == "RE"
    return IncomingFact(
        kind=FactKind.IMMUNIZATION, patient=patient, key=_key(order, at, number, code or text, given.on),
        place=place, effective_on=given.on, precision=given.precision, is_struck=is_struck, code=code,
        code_system=CVX if code else "", text=text[:200], amount="" if refused else _amount(rxa, is_part=status == "PA"),
        given_at=_given_at(order.rxr.get(at)), was_refused=refused,
        refusal_reason=_words(rxa.part(18))[:120] if refused else "",
    )  # fmt: skip


def _vaccine(part: Part) -> tuple[str, str, bool]:
    """CVX code and words; other systems' codes (NDC, CPT) are left away, their words stay. True: a CVX nobody can read."""
    triples = [(part[at], part[at + 1], part[at + 2].upper()) for at in (1, 4, 10)]
    words = next((text for _code, text, _system in triples if text), "")
    for code, text, system in triples:
        if code and system in _SYSTEMS:
            try:
                found = cvx(code)
            except ValueError:
                return "", "", True
            return found, text or words or VACCINES.get(found, f"CVX {found}"), False
    return "", words, False


def _key(order: Order, at: int, holder: str, vaccine: str, on: str) -> str:
    """The sender's own number for the dose (ORC-3), else what makes the dose one: child, vaccine and day."""
    number = order.orc.part(3) if order.orc is not None else Part([])
    if number[1] and number[1] != _SHARED_NUMBER:
        return f"{number[2]}|{number[1]}" + (f"/{at + 1}" if len(order.rxa) > 1 else "")
    return "RXA/" + sha256(f"{holder}|{vaccine}|{on}".encode("utf-8", "replace")).hexdigest()[:32]


def _amount(rxa: Segment, *, is_part: bool) -> str:
    """How much; a dose of which only a part went in says so."""
    number, unit = rxa.text(6), rxa.part(7)
    is_told = number not in _UNKNOWN_AMOUNT and re.fullmatch(r"[\d.]{1,12}", number)
    told = f"{number} {unit[1] or unit[2]}".strip()[:50] if is_told else ""
    return ", ".join(word for word in (told, "partial" if is_part else "") if word)


def _given_at(rxr: Segment | None) -> str:
    if rxr is None:
        return ""
    return ", ".join(text for text in (_words(rxr.part(1)), _words(rxr.part(2))) if text)[:120]


def _words(part: Part) -> str:
    return part[2] or part[5] or part[1]

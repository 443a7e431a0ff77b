"""Observation, where it is growth, blood lead or another measure of the chart, or the result of a screening."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tenants.clinical.rules import LOINC, MEASURES, ScreeningResult
from tenants.incoming.rules.fhir.facts import ERROR, Reading, checked
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import Concept, concept, concepts, first_day
from tenants.incoming.rules.shapes import FactKind, IncomingFact, Shape, Why
from tenants.patients.rules import Sensitivity

_STATUS = frozenset(
    {"registered", "preliminary", "final", "amended", "corrected", "cancelled", ERROR, "unknown"}
)
# LOINC: what the chart measures, the same by other methods (measured weight, lying length, head by tape, capillary and
# venous lead), and percentiles for age: BMI, head circumference, weight for length.
MEASURED = frozenset(measure.code for measure in MEASURES.values()) | {
    "3141-9", "8306-3", "8287-5", "77307-7", "10368-9", "59576-9", "8289-1", "77606-2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screen:
    """An instrument by the LOINC code of its result, and who may read it."""

    instrument: str
    label: str


# Total scores and results whose codes were checked. Instruments without a checked code come in once they have one.
SCREENS = {
    "44261-6": Screen("PHQ-9", Sensitivity.BEHAVIOURAL),
    "89204-2": Screen("PHQ-9 modified for teens", Sensitivity.BEHAVIOURAL),
    "70274-6": Screen("GAD-7", Sensitivity.BEHAVIOURAL),
    "88124-3": Screen("Hunger Vital Sign", Sensitivity.GENERAL),
}
_ANSWERS = {"LA19952-3": ScreeningResult.POSITIVE, "LA19983-8": ScreeningResult.NEGATIVE}  # at risk, no risk
# HL7 v3 ObservationInterpretation.
_FOUND = {
    **dict.fromkeys(("POS", "A", "AA", "H", "HH", "HU"), ScreeningResult.POSITIVE),
    **dict.fromkeys(("NEG", "N"), ScreeningResult.NEGATIVE),
}
_MOST = Decimal(10) ** 8  # what the column holds


def read_observation(reading: Reading) -> Iterator[Shape]:
    """A measurement, a screening, or one more of those that are only counted."""
    node = reading.node
    status = node.code("status", _STATUS, needed=True)
    said = concept(node.node("code"))
    code = next((code for code in _loinc(said) if code in MEASURED or code in SCREENS), "")
    if not code:
        first = next(iter(_loinc(said)), "")
        yield reading.skip(Why.UNUSED_OBSERVATION, first)
        return
    if status in ("registered", "cancelled"):
        yield reading.skip(Why.NOT_TRUE_YET, code)
        return
    on = first_day(node, "effectiveDateTime", "effectivePeriod.start", "effectiveInstant")
    kind = FactKind.SCREENING if code in SCREENS else FactKind.MEASUREMENT
    fact = reading.fact(kind, of="subject", about=said, on=on, is_struck=status == ERROR)
    if not on and status != ERROR:
        yield reading.problem(Why.NO_DATE, "effectiveDateTime", fact.patient)
    elif kind is FactKind.SCREENING:
        yield from _screening(reading, fact, SCREENS[code])
    else:
        yield from _measurement(reading, fact, said, code)


def _measurement(reading: Reading, fact: IncomingFact, said: Concept, code: str) -> Iterator[Shape]:
    amount = reading.node.node("valueQuantity")
    value = amount.number("value") if amount is not None else None
    fact = replace(fact, code=code, code_system=LOINC, text=reading.words(said.text or code, 120))
    if fact.is_struck:
        yield replace(fact, value=_plain(value or Decimal(1)), unit="1")
    elif amount is None or value is None:
        yield reading.problem(Why.NO_VALUE, "valueQuantity", fact.patient)
    elif amount.text("comparator") or not 0 < value < _MOST:
        yield reading.problem(Why.NOT_UNDERSTOOD, "valueQuantity", fact.patient)
    else:
        unit = amount.text("code") or amount.text("unit")
        yield from checked(replace(fact, value=_plain(value), unit=unit[:30] or "1"), reading)


def _screening(reading: Reading, fact: IncomingFact, screen: Screen) -> Iterator[Shape]:
    node = reading.node
    score = _score(node)
    answer = concept(node.node("valueCodeableConcept"))
    result = _ANSWERS.get(answer.code_of("loinc"), "") or _interpreted(node)
    label = fact.label if fact.label != Sensitivity.GENERAL else screen.label
    if score is None and not result and not fact.is_struck:
        yield reading.problem(Why.NO_VALUE, "value", fact.patient)
        return
    yield replace(
        fact,
        instrument=screen.instrument,
        label=label,
        score=_plain(score) if score is not None else "",
        result=result or ScreeningResult.NOT_SAID,
    )


def _score(node: Node) -> Decimal | None:
    amount = node.node("valueQuantity")
    value = amount.number("value") if amount is not None else node.number("valueInteger")
    return value if value is not None and -(10**5) < value < 10**5 else None


def _interpreted(node: Node) -> str:
    codes = [code for one in concepts(node, "interpretation") for _system, code, _words in one.codings]
    return next((_FOUND[code] for code in codes if code in _FOUND), "")


def _plain(value: Decimal) -> str:
    """The number with at most four places, without an exponent."""
    return f"{value.quantize(Decimal('0.0001')).normalize():f}"


def _loinc(said: Concept) -> list[str]:
    return [code for system, code, _words in said.codings if system == "loinc" and code]

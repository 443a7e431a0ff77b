"""Condition, AllergyIntolerance."""

from collections.abc import Iterator
from dataclasses import replace

from tenants.clinical.rules import Severity
from tenants.incoming.rules.fhir.facts import ERROR, Reading, checked, named, over
from tenants.incoming.rules.fhir.values import closed, concept, concepts, first_day
from tenants.incoming.rules.shapes import FactKind, Shape, Why

_CLINICAL = frozenset({"active", "recurrence", "relapse", "inactive", "remission", "resolved"})
_ALLERGY_CLINICAL = frozenset({"active", "inactive", "resolved"})
_VERIFICATION = frozenset({"unconfirmed", "provisional", "differential", "confirmed", "refuted", ERROR})
_ALLERGY_VERIFICATION = frozenset({"unconfirmed", "confirmed", "refuted", ERROR})
_OVER = frozenset({"inactive", "remission", "resolved"})
_SUSPECTED = frozenset({"unconfirmed", "provisional", "differential"})
_SEVERITIES = {"mild": Severity.MILD, "moderate": Severity.MODERATE, "severe": Severity.SEVERE}
_WORST = (Severity.SEVERE, Severity.MODERATE, Severity.MILD)
_NOTHING_KNOWN = ("snomed", "716186003")  # no known allergy
# No known drug, food, environmental, latex allergy: a "no" to one kind, which the record has no place for.
_NOT_THAT = frozenset({"409137002", "429625007", "428607008", "1003774007"})


def read_condition(reading: Reading) -> Iterator[Shape]:
    """A diagnosis. Refuted is "was never so", as entered in error is; suspected ones are not taken."""
    node = reading.node
    status = closed(node, "clinicalStatus", _CLINICAL)
    verified = closed(node, "verificationStatus", _VERIFICATION)
    if verified in _SUSPECTED:
        yield reading.skip(Why.NOT_CONFIRMED)
        return
    said = concept(node.node("code"))
    begun = first_day(node, "onsetDateTime", "onsetPeriod.start", "recordedDate")
    stated = first_day(node, "abatementDateTime", "abatementPeriod.end")
    ended = over(begun, stated, is_over=status in _OVER)
    fact = reading.fact(
        FactKind.CONDITION,
        of="subject",
        about=said,
        on=begun,
        ended=ended,
        is_struck=verified in ("refuted", ERROR),
    )
    code, system = named(said, "icd-10-cm", "snomed")
    categories = {code for one in concepts(node, "category") for _system, code, _words in one.codings}
    yield from checked(
        replace(
            fact,
            code=code,
            code_system=system,
            text=reading.words(said.text),
            is_lasting=categories != {"encounter-diagnosis"},
        ),
        reading,
    )


def read_allergy(reading: Reading) -> Iterator[Shape]:
    """An allergy or intolerance; "no known allergy" is a fact of its own."""
    node = reading.node
    status = closed(node, "clinicalStatus", _ALLERGY_CLINICAL)
    verified = closed(node, "verificationStatus", _ALLERGY_VERIFICATION)
    said = concept(node.node("code"))
    begun = first_day(node, "onsetDateTime", "onsetPeriod.start", "recordedDate", "lastOccurrence")
    struck = verified in ("refuted", ERROR)
    if said.codes & {("snomed", code) for code in _NOT_THAT}:
        yield reading.skip(Why.NEGATED)
        return
    if _NOTHING_KNOWN in said.codes:
        fact = reading.fact(FactKind.NO_KNOWN_ALLERGIES, of="patient", about=said, on=begun, is_struck=struck)
        yield fact if begun or struck else reading.problem(Why.NO_DATE, "recordedDate", fact.patient)
        return
    ended = over(begun, first_day(node), is_over=status in _OVER)
    fact = reading.fact(FactKind.ALLERGY, of="patient", about=said, on=begun, ended=ended, is_struck=struck)
    reaction, severity = _reactions(reading)
    yield from checked(
        replace(fact, text=reading.words(said.text), reaction=reaction, severity=severity), reading
    )


def _reactions(reading: Reading) -> tuple[str, str]:
    """What happens, and how badly. Without a severity, criticality "high" (a life may be at risk) counts as severe."""
    node = reading.node
    words: list[str] = []
    found: set[str] = set()
    for one in node.nodes("reaction"):
        words += [said.text for said in concepts(one, "manifestation") if said.text]
        found.add(_SEVERITIES.get(one.code("severity", _SEVERITIES), Severity.UNKNOWN))
    critical = node.code("criticality", frozenset({"low", "high", "unable-to-assess"}))
    worst = next((severity for severity in _WORST if severity in found), Severity.UNKNOWN)
    if worst == Severity.UNKNOWN and critical == "high":
        worst = Severity.SEVERE
    return reading.words(", ".join(dict.fromkeys(words))), worst

"""From what a source says to a row of the clinical room."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Encounter,
    Immunization,
    Measurement,
    Medicine,
    NoKnownAllergies,
    Screening,
)
from tenants.clinical.rules import EncounterKind, ScreeningResult, Severity
from tenants.incoming.rules.shapes import FactKind, IncomingFact, Precision
from tenants.patients.rules import Sensitivity

MODELS: dict[str, type[ClinicalFact]] = {
    FactKind.CONDITION: Condition,
    FactKind.ALLERGY: Allergy,
    FactKind.MEDICINE: Medicine,
    FactKind.ENCOUNTER: Encounter,
    FactKind.IMMUNIZATION: Immunization,
    FactKind.SCREENING: Screening,
    FactKind.MEASUREMENT: Measurement,
    FactKind.NO_KNOWN_ALLERGIES: NoKnownAllergies,
}


def fields_of(fact: IncomingFact, *, on: date) -> dict[str, Any]:
    """The row's fields. `on` is the day a fact without any day is filed under, its precision unknown."""
    begun = date.fromisoformat(fact.effective_on) if fact.effective_on else on
    over = fact.ended_precision == Precision.UNKNOWN
    ended = date.fromisoformat(fact.ended_on) if fact.ended_on else begun if over else None
    return {
        "label": Sensitivity(fact.label),
        "effective_on": begun,
        "effective_precision": fact.precision if fact.effective_on else Precision.UNKNOWN,
        "ended_on": max(ended, begun) if ended else None,
        "ended_precision": fact.ended_precision,
        **_OWN_FIELDS[fact.kind](fact),
    }


def _coded(fact: IncomingFact) -> dict[str, Any]:
    """Code and words; a code's system is left at the model's own where there is no code."""
    if not fact.code:
        return {"text": fact.text}
    return {"text": fact.text, "code": fact.code, "code_system": fact.code_system}


def _condition(fact: IncomingFact) -> dict[str, Any]:
    return {**_coded(fact), "is_lasting": fact.is_lasting}


def _allergy(fact: IncomingFact) -> dict[str, Any]:
    severity = Severity(fact.severity or Severity.UNKNOWN)
    return {"text": fact.text, "reaction": fact.reaction, "severity": severity}


def _medicine(fact: IncomingFact) -> dict[str, Any]:
    return {**_coded(fact), "dose": fact.dose, "given_at": fact.given_at, "reason": fact.reason}


def _encounter(fact: IncomingFact) -> dict[str, Any]:
    kind = EncounterKind(fact.encounter_kind or EncounterKind.OTHER)
    return {"text": fact.text, "kind": kind, "place": fact.care_place}


def _immunization(fact: IncomingFact) -> dict[str, Any]:
    return {
        **_coded(fact),
        "dose_number": fact.dose_number,
        "amount": fact.amount,
        "given_at": fact.given_at,
        "was_refused": fact.was_refused,
        "refusal_reason": fact.refusal_reason,
    }


def _screening(fact: IncomingFact) -> dict[str, Any]:
    score = Decimal(fact.score).quantize(Decimal("0.01")) if fact.score else None
    result = ScreeningResult(fact.result or ScreeningResult.NOT_SAID)
    return {"instrument": fact.instrument, "score": score, "result": result}


def _measurement(fact: IncomingFact) -> dict[str, Any]:
    return {**_coded(fact), "value": Decimal(fact.value), "unit": fact.unit}


def _nothing(fact: IncomingFact) -> dict[str, Any]:
    return {}


_OWN_FIELDS: dict[str, Callable[[IncomingFact], dict[str, Any]]] = {
    FactKind.CONDITION: _condition,
    FactKind.ALLERGY: _allergy,
    FactKind.MEDICINE: _medicine,
    FactKind.ENCOUNTER: _encounter,
    FactKind.IMMUNIZATION: _immunization,
    FactKind.SCREENING: _screening,
    FactKind.MEASUREMENT: _measurement,
    FactKind.NO_KNOWN_ALLERGIES: _nothing,
}

"""A clinical fact in words, for every room that shows one: its name, what more there is to say, its day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _

from nestwork.practices import clock
from nestwork.web import days
from tenants.clinical import rules, words
from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Encounter,
    Equipment,
    Immunization,
    Measurement,
    Medicine,
    PrincipalDiagnosis,
    Screening,
    kind_of,
)
from tenants.patients.words import word


def named(fact: ClinicalFact) -> str:
    """What it is, in a few words."""
    if isinstance(fact, PrincipalDiagnosis):
        return fact.condition.text
    if isinstance(fact, Screening):
        return fact.instrument
    if isinstance(fact, Encounter):
        return f"{word(words.ENCOUNTER, fact.kind)}: {fact.text}"
    text = getattr(fact, "text", "")
    return text or str(words.KINDS[kind_of(fact)].one)


def told(fact: ClinicalFact) -> str:
    """What more there is to say beside the name: code, dose, reaction, number."""
    return ", ".join(str(part) for part in _parts(fact) if part)


def _parts(fact: ClinicalFact) -> list[Any]:
    if isinstance(fact, Condition):
        return [fact.code, "" if fact.is_lasting else _("not lasting")]
    if isinstance(fact, PrincipalDiagnosis):
        return [fact.condition.code]
    if isinstance(fact, Medicine):
        return [
            fact.dose,
            fact.given_at,
            _("for %(reason)s") % {"reason": fact.reason} if fact.reason else "",
        ]
    if isinstance(fact, Allergy):
        severity = "" if fact.severity == rules.Severity.UNKNOWN else word(words.SEVERITY, fact.severity)
        return [fact.reaction, severity]
    if isinstance(fact, Immunization):
        dose = _("dose %(number)d") % {"number": fact.dose_number} if fact.dose_number else ""
        return [dose, fact.amount, fact.given_at, fact.refusal_reason]
    if isinstance(fact, Measurement):
        return [f"{number(fact.value)} {words.unit(fact.unit)}".strip()]
    if isinstance(fact, Screening):
        score = _("score %(score)s") % {"score": number(fact.score)} if fact.score is not None else ""
        return [score, word(words.SCREENING, fact.result)]
    if isinstance(fact, Equipment):
        every = fact.reorder_every_days
        return [fact.supplier, _("reorder every %(days)d days") % {"days": every} if every else ""]
    return [getattr(fact, "place", "")]


def number(value: Decimal) -> str:
    """A decimal without the zeros at its end."""
    return f"{value.normalize():f}"


def since(day: date | None, precision: str) -> str:
    """A day as exactly as it is known."""
    if day is None:
        return ""
    if precision == rules.Precision.UNKNOWN:
        return _("day not known")
    if precision == rules.Precision.YEAR:
        return str(day.year)
    if precision == rules.Precision.MONTH:
        return dateformat.format(day, "F Y")
    return days.day(day, clock.today())


_ICONS = {
    "encounters": "hospital",
    "immunizations": "syringe",
    "medicines": "pill",
    "measurements": "scale",
    "conditions": "stethoscope",
    "principal-diagnoses": "star",
    "allergies": "triangle-alert",
}


def event(fact: ClinicalFact, *, is_end: bool = False) -> tuple[str, str, str]:
    """A fact as an event of a timeline: what happened, what more there is to say, the icon."""
    kind = kind_of(fact)
    icon = _ICONS.get(kind, "clipboard-check")
    if is_end:
        return f"{words.KINDS[kind].end}: {named(fact)}", "", icon
    if isinstance(fact, Encounter):
        return word(words.ENCOUNTER, fact.kind), _and(fact.text, fact.place), icon
    if isinstance(fact, Screening):
        return fact.instrument, told(fact), icon
    if isinstance(fact, Immunization) and fact.was_refused:
        return _("Immunization refused"), _and(fact.text, fact.refusal_reason), icon
    return str(words.KINDS[kind].one), _and(named(fact), told(fact)), icon


def about_when(fact: ClinicalFact, *, is_end: bool = False) -> str:
    """The year or month where the day is not known; empty where it is."""
    precision = fact.ended_precision if is_end else fact.effective_precision
    day = fact.ended_on if is_end else fact.effective_on
    return "" if precision == rules.Precision.DAY else since(day, precision)


def source_of(fact: ClinicalFact, staff: Mapping[str, str]) -> str:
    """Who says so; where that was not written down, who recorded it."""
    return fact.source or staff.get(str(fact.recorded_by_id), "")


def _and(*parts: str) -> str:
    return ", ".join(part for part in parts if part)

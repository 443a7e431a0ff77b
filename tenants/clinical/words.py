"""Words for clinical kinds, fields and values."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Role
from tenants.clinical.rules import EncounterKind, Precision, ScreeningResult, Severity
from tenants.patients.rules import WHO_READS, Sensitivity
from tenants.patients.words import SENSITIVITY

ENCOUNTER = {
    EncounterKind.OFFICE: _("Office visit"),
    EncounterKind.WELL_VISIT: _("Well visit"),
    EncounterKind.EMERGENCY: _("Emergency room"),
    EncounterKind.HOSPITAL: _("Hospital stay"),
    EncounterKind.SPECIALIST: _("Specialist visit"),
    EncounterKind.TELEHEALTH: _("Telehealth visit"),
    EncounterKind.HOME: _("Home visit"),
    EncounterKind.PROCEDURE: _("Procedure"),
    EncounterKind.OTHER: _("Seen"),
}
SCREENING = {
    ScreeningResult.NEGATIVE: _("nothing found"),
    ScreeningResult.POSITIVE: _("needs a closer look"),
    ScreeningResult.UNFINISHED: _("not finished"),
    ScreeningResult.NOT_SAID: _("meaning not said"),
}
SEVERITY = {
    Severity.UNKNOWN: _("not known how severe"),
    Severity.MILD: _("mild"),
    Severity.MODERATE: _("moderate"),
    Severity.SEVERE: _("severe"),
}
PRECISION = {
    Precision.DAY: _("this very day"),
    Precision.MONTH: _("some day of this month"),
    Precision.YEAR: _("some day of this year"),
    Precision.UNKNOWN: _("day not known"),
}
MEASURE = {
    "weight": _("Weight"),
    "height": _("Height or length"),
    "head": _("Head circumference"),
    "bmi": _("Body mass index"),
    "blood_lead": _("Lead in blood"),
    "hemoglobin": _("Hemoglobin"),
    "oxygen": _("Oxygen saturation"),
}
# UCUM as people write it
UNIT: dict[str, str | Promise] = {
    "[lb_av]": _("pounds"),
    "[in_i]": _("inches"),
    "kg/m2": "kg/m²",
    "ug/dL": "µg/dL",
    "10*3/uL": "10³/µL",
    "[degF]": "°F",
    "Cel": "°C",
    "mm[Hg]": "mmHg",
    "{score}": "",
    "1": "",
}
FIELDS = {
    "text": _("What"),
    "condition_id": _("Condition"),
    "code": _("Code"),
    "code_system": _("Kind of code"),
    "code_release": _("Release of the code"),
    "is_lasting": _("Lasting"),
    "dose": _("Dose"),
    "given_at": _("When and how"),
    "reason": _("What for"),
    "reaction": _("What happens"),
    "severity": _("How severe"),
    "kind": _("Kind"),
    "place": _("Where"),
    "dose_number": _("Dose number"),
    "amount": _("Amount"),
    "was_refused": _("Refused"),
    "refusal_reason": _("Why refused"),
    "instrument": _("Which screen"),
    "score": _("Score"),
    "result": _("What it found"),
    "value": _("Value"),
    "unit": _("Unit"),
    "supplier": _("Supplier"),
    "reorder_every_days": _("Reorder every so many days"),
    "effective_on": _("Since"),
    "effective_precision": _("How exactly this day is known"),
    "ended_on": _("Until"),
    "ended_precision": _("How exactly the end is known"),
    "source": _("Who or what says so"),
    "label": _("Who may read it"),
    "note": _("Note"),
}


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind is spoken of: heading of its list, the act of adding, of ending, and the day it carries."""

    title: str | Promise
    add: str | Promise
    one: str | Promise
    empty: str | Promise
    day: str | Promise
    end: str | Promise = ""  # empty: what happened on one day has no end


KINDS: dict[str, KindWords] = {
    "conditions": KindWords(
        _("Problem list"), _("Add a condition"), _("Condition"), _("No condition stands on the list."),
        _("Since"), _("It is over"),
    ),
    "principal-diagnoses": KindWords(
        _("Principal diagnosis"), _("Name the principal diagnosis"), _("Principal diagnosis"),
        _("No condition is named as the principal diagnosis yet."), _("Since"), _("No longer the principal one"),
    ),
    "medicines": KindWords(
        _("Medicines"), _("Add a medicine"), _("Medicine"), _("No medicine stands on the list."), _("Since"), _("Stopped"),
    ),
    "allergies": KindWords(
        _("Allergies"), _("Add an allergy"), _("Allergy"), _("Nobody has asked about allergies yet."), _("Since"),
        _("Outgrown"),
    ),
    "no-known-allergies": KindWords(
        _("No known allergies"), _("No known allergies"), _("No known allergies"), "", _("Asked on"),
    ),
    "immunizations": KindWords(
        _("Immunizations"), _("Add an immunization"), _("Immunization"), _("No immunization is recorded."), _("Given on"),
    ),
    "measurements": KindWords(
        _("Measurements"), _("Add a measurement"), _("Measurement"), _("Nothing is measured yet."), _("Measured on"),
    ),
    "screenings": KindWords(
        _("Screenings"), _("Add a screening"), _("Screening"), _("No screening is recorded."), _("Done on"),
    ),
    "equipment": KindWords(
        _("Equipment"), _("Add equipment"), _("Equipment"), _("No equipment stands on the list."), _("Since"),
        _("No longer needed"),
    ),
    "encounters": KindWords(
        _("Health history"), _("Add a stay, procedure or visit"), _("Stay, procedure or visit"),
        _("No stay, procedure or past condition is recorded."), _("On"),
    ),
}  # fmt: skip


def unit(code: str) -> str:
    """A UCUM unit as people write it."""
    return str(UNIT.get(code, code))


def label_sentence(label: Sensitivity) -> str:
    """A sensitivity label with who reads it, from the rules themselves: "HIV: read by physician and nurse"."""
    always, let_in = WHO_READS[label]
    said = {"label": str(SENSITIVITY[label]), "who": _people(always), "more": _people(let_in)}
    if not always:
        return gettext("%(label)s: only whoever wrote it; %(more)s when let in") % said
    if let_in:
        return gettext("%(label)s: %(who)s; %(more)s when let in") % said
    return gettext("%(label)s: %(who)s") % said


def _people(roles: frozenset[str]) -> str:
    return ", ".join(role.label.lower() for role in Role if role in roles)


def measure_words(key: str) -> str:
    """What is measured."""
    found: Mapping[str, str | Promise] = MEASURE
    return str(found.get(key, key))

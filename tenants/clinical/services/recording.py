"""Recording clinical facts. Rows are never changed; what follows on a row is a new one (see `replacing`)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.clinical import rules
from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Encounter,
    Equipment,
    Immunization,
    Measurement,
    Medicine,
    NoKnownAllergies,
    PrincipalDiagnosis,
    Screening,
)
from tenants.clinical.selectors import present, principal
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity


def record_condition(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, code: str = "", **fields: Any
) -> Condition:
    """Record a diagnosis or lasting condition. `code` is ICD-10-CM unless `code_system` says otherwise."""
    return write(
        Condition, child, by, text=text, effective_on=effective_on, source=source, code=code, **fields
    )


def record_medicine(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, **fields: Any
) -> Medicine:
    """Record a medicine the child takes from the day on."""
    return write(Medicine, child, by, text=text, effective_on=effective_on, source=source, **fields)


def record_allergy(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, **fields: Any
) -> Allergy:
    """Record what the child must not meet."""
    return write(Allergy, child, by, text=text, effective_on=effective_on, source=source, **fields)


def record_encounter(
    *,
    child: Child,
    by: Reader,
    text: str,
    effective_on: date,
    source: str,
    kind: str = rules.EncounterKind.OFFICE,
    **fields: Any,
) -> Encounter:
    """Record that the child was seen; `effective_on` is the day it began."""
    given = {"text": text, "effective_on": effective_on, "source": source, **fields}
    return write(Encounter, child, by, kind=rules.EncounterKind(kind), **given)


def record_immunization(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, code: str = "", **fields: Any
) -> Immunization:
    """Record a vaccine given, or refused. `code` is CVX."""
    return write(
        Immunization, child, by, text=text, effective_on=effective_on, source=source, code=code, **fields
    )


def record_screening(
    *, child: Child, by: Reader, instrument: str, effective_on: date, source: str, **fields: Any
) -> Screening:
    """Record a screen done, with its score and what it found."""
    return write(
        Screening, child, by, instrument=instrument, effective_on=effective_on, source=source, **fields
    )


def record_measurement(
    *,
    child: Child,
    by: Reader,
    code: str,
    text: str,
    value: Decimal,
    unit: str,
    effective_on: date,
    source: str,
    **fields: Any,
) -> Measurement:
    """Record a number with its UCUM unit. `code` is LOINC unless `code_system` says otherwise."""
    given = {"code": code, "text": text, "value": value, "unit": unit, **fields}
    return write(Measurement, child, by, effective_on=effective_on, source=source, **given)


def record_equipment(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, **fields: Any
) -> Equipment:
    """Record a device or supply the child needs."""
    return write(Equipment, child, by, text=text, effective_on=effective_on, source=source, **fields)


def record_no_known_allergies(
    *, child: Child, by: Reader, effective_on: date, source: str, **fields: Any
) -> NoKnownAllergies:
    """Record that somebody asked and no allergy is known. Refused while one stands on the list."""
    if present(Allergy, child, by).exists():
        raise ValidationError(_("An allergy stands on the list. End it or strike it out first."))
    return write(NoKnownAllergies, child, by, effective_on=effective_on, source=source, **fields)


def name_principal(
    *, condition: Condition, by: Reader, effective_on: date, source: str, **fields: Any
) -> PrincipalDiagnosis:
    """Name a condition of the problem list the principal diagnosis; the one named latest counts.

    It carries the condition's label. Refused for a condition that ended, was struck, or is the principal one already.
    """
    if not present(Condition, condition.child, by).filter(pk=condition.pk).exists():
        raise ValidationError(_("This condition no longer stands on the problem list. Look at it again."))
    if effective_on < condition.effective_on:
        raise ValidationError({"effective_on": _("The child has the condition only since a later day.")})
    now = principal(condition.child, by)
    if now and now.condition_id == condition.pk:
        raise ValidationError(_("This is the principal diagnosis already."))
    given = {"effective_on": effective_on, "source": source, "label": condition.label, **fields}
    return write(PrincipalDiagnosis, condition.child, by, condition=condition, **given)


def write[Fact: ClinicalFact](model: type[Fact], child: Child, by: Reader, /, **fields: Any) -> Fact:
    """Write one row with its audit line and dirty mark. Raises ValidationError by field for what cannot be."""
    by.require(Permission.EDIT_CHILDREN)
    label = Sensitivity(fields.pop("label", Sensitivity.GENERAL))
    fact = model(child=child, label=label, recorded_at=clock.now(), recorded_by_id=by.person_id, **fields)
    check_fact(fact)
    name = model._meta.model_name or ""
    action = "strike" if fact.is_struck else "correct" if fact.replaces_id else "record"
    with transaction.atomic():
        fact.save(force_insert=True)
        record(by=by, action=f"{name}.{action}", subject=name, subject_id=fact.pk, child_id=child.pk)
        mark(period=fact.effective_on, room="clinical")
    return fact


def check_fact(fact: ClinicalFact) -> None:
    """A day that came already, an end that is not before it, and texts that fit."""
    today = clock.today()
    if fact.effective_on > today:
        raise ValidationError({"effective_on": _("Choose today or an earlier day.")})
    if fact.ended_on and fact.ended_on < fact.effective_on:
        raise ValidationError({"ended_on": _("It cannot end before it began.")})
    if fact.is_struck:
        return  # what was wrong may be struck whatever it says
    fact.clean_fields(exclude=_NOT_TYPED)
    if isinstance(fact, Measurement) and fact.value <= 0:
        raise ValidationError({"value": _("Write a number above zero.")})


_NOT_TYPED = {"id", "child", "replaces", "condition", "recorded_at"}

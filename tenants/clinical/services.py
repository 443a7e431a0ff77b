"""Verbs on clinical facts: record, correct, strike out. Rows are never changed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
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
    Screening,
)
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity


def record_condition(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, code: str = "", **fields: Any
) -> Condition:
    """Record a diagnosis or lasting condition. `code` is ICD-10-CM unless `code_system` says otherwise."""
    return _recorded(
        Condition, child, by, text=text, effective_on=effective_on, source=source, code=code, **fields
    )


def record_medicine(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, **fields: Any
) -> Medicine:
    """Record a medicine the child takes from the day on."""
    return _recorded(Medicine, child, by, text=text, effective_on=effective_on, source=source, **fields)


def record_allergy(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, **fields: Any
) -> Allergy:
    """Record what the child must not meet."""
    return _recorded(Allergy, child, by, text=text, effective_on=effective_on, source=source, **fields)


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
    return _recorded(Encounter, child, by, kind=rules.EncounterKind(kind), **given)


def record_immunization(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, code: str = "", **fields: Any
) -> Immunization:
    """Record a vaccine given, or refused. `code` is CVX."""
    return _recorded(
        Immunization, child, by, text=text, effective_on=effective_on, source=source, code=code, **fields
    )


def record_screening(
    *, child: Child, by: Reader, instrument: str, effective_on: date, source: str, **fields: Any
) -> Screening:
    """Record a screen done, with its score and what it found."""
    return _recorded(
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
    return _recorded(Measurement, child, by, effective_on=effective_on, source=source, **given)


def record_equipment(
    *, child: Child, by: Reader, text: str, effective_on: date, source: str, **fields: Any
) -> Equipment:
    """Record a device or supply the child needs."""
    return _recorded(Equipment, child, by, text=text, effective_on=effective_on, source=source, **fields)


def correct[Fact: ClinicalFact](*, fact: Fact, by: Reader, reason: str, **changes: Any) -> Fact:
    """Replace a fact by a corrected row; the old one stays. Raises ValidationError when that was done already."""
    return _replaced(fact, by, reason, changes)


def strike[Fact: ClinicalFact](*, fact: Fact, by: Reader, reason: str) -> Fact:
    """Say that a fact was never so (entered for the wrong child): it leaves every page, the rows stay."""
    return _replaced(fact, by, reason, {"is_struck": True})


_OWN = frozenset({"id", "replaces", "recorded_at", "recorded_by_id", "note", "is_struck"})


def _replaced[Fact: ClinicalFact](fact: Fact, by: Reader, reason: str, changes: dict[str, Any]) -> Fact:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is corrected.")})
    kept = {
        field.attname: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in _OWN
    }
    given = {**kept, **changes, "replaces": fact, "note": reason.strip()}
    given.pop("child_id")
    try:
        with transaction.atomic():
            mark(
                period=fact.effective_on, room="clinical"
            )  # the quarter it leaves, when the day is corrected
            return _recorded(type(fact), fact.child, by, **given)
    except IntegrityError as error:  # one correction per row is a constraint
        raise ValidationError(_("Somebody corrected this already. Look at it again.")) from error


def _recorded[Fact: ClinicalFact](model: type[Fact], child: Child, by: Reader, /, **fields: Any) -> Fact:
    by.require(Permission.EDIT_CHILDREN)
    label = Sensitivity(fields.pop("label", Sensitivity.GENERAL))
    if fields["effective_on"] > clock.today():
        raise ValidationError({"effective_on": _("Choose today or an earlier day.")})
    fact = model(child=child, label=label, recorded_at=clock.now(), recorded_by_id=by.person_id, **fields)
    name = model._meta.model_name or ""
    with transaction.atomic():
        fact.save(force_insert=True)
        record(by=by, action=f"{name}.record", subject=name, subject_id=fact.pk, child_id=child.pk)
        mark(period=fact.effective_on, room="clinical")
    return fact

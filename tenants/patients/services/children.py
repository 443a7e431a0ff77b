"""Verbs on the child: add, change, record a death, merge and unmerge."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import rules
from tenants.patients.models import Child
from tenants.patients.services.history import apply, keep, one_of, only, told
from tenants.patients.signals import child_died, life_corrected

CHILD_FIELDS = (
    "given_name",
    "middle_name",
    "family_name",
    "name_used",
    "birth_date",
    "sex",
    "pronouns",
    "record_number",
    "language",
    "needs_interpreter",
    "payer_kind",
    "zip_code",
    "school",
    "strengths",
    "emergency_note",
    "primary_clinician_id",
    "coordinator_id",
    "roster_state",
)


def add_child(*, by: Reader, given_name: str, family_name: str, birth_date: date, **fields: Any) -> Child:
    """Put a new child on the record. Raises ValidationError by field; a record number is used once."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, CHILD_FIELDS)
    given = {"given_name": given_name, "family_name": family_name, "birth_date": birth_date, **fields}
    child = Child(**checked_child(given))
    with transaction.atomic():
        _refuse_taken_number(child)
        child.save(force_insert=True)
        told(by=by, action="child.add", subject="child", row_id=child.pk, child=child)
    return child


def change_child(*, child: Child, by: Reader, reason: str = "", **fields: Any) -> Child:
    """Change fields of the child and keep what they were. Nothing is written when nothing differs."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, CHILD_FIELDS)
    return _change(child, by, checked_child(fields), reason)


def record_death(*, child: Child, by: Reader, deceased_on: date, reason: str = "") -> Child:
    """Record that the child has died: every room that hears of it stops at once; the record is kept."""
    by.require(Permission.EDIT_CHILDREN)
    if not child.birth_date <= deceased_on <= clock.today():
        raise ValidationError({"deceased_on": _("Choose a day from the birth date until today.")})
    with transaction.atomic():
        changed = _change(child, by, {"deceased_on": deceased_on}, reason)
        child_died.send(sender=Child, child=changed, by=by)
    return changed


def correct_death(*, child: Child, by: Reader, reason: str) -> Child:
    """Take back a death recorded by mistake. What was stopped stays stopped and is started again by hand."""
    by.require(Permission.EDIT_CHILDREN)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is corrected.")})
    return _change(child, by, {"deceased_on": None}, reason)


def _change(child: Child, by: Reader, fields: Mapping[str, Any], reason: str) -> Child:
    with transaction.atomic():
        locked = Child.objects.select_for_update().get(pk=child.pk)
        before, after = apply(locked, fields)
        if after:
            _refuse_taken_number(locked)
            locked.save(update_fields=list(after))
            keep(
                by=by,
                subject="child",
                subject_id=locked.pk,
                child=locked,
                before=before,
                after=after,
                reason=reason,
            )
        if after.keys() & {"birth_date", "deceased_on"}:
            life_corrected.send(sender=Child, child=locked, by=by)
    return locked


def checked_child(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept; raises ValidationError by field."""
    clean: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    for name in ("given_name", "family_name"):
        if name in clean and not clean[name]:
            raise ValidationError({name: _("Write the name.")})
    if "birth_date" in clean and not rules.is_birth_date_possible(clean["birth_date"], clock.today()):
        raise ValidationError({"birth_date": _("Choose a birth date from the last 26 years.")})
    if clean.get("zip_code") and not re.fullmatch(r"\d{5}(-\d{4})?", clean["zip_code"]):
        raise ValidationError({"zip_code": _("Write five digits, as in 02860.")})
    for name, kind in (
        ("sex", rules.Sex),
        ("payer_kind", rules.PayerKind),
        ("roster_state", rules.RosterState),
    ):
        if name in clean:
            one_of(name, clean[name], kind)
    return clean


def _refuse_taken_number(child: Child) -> None:
    if not child.record_number or child.merged_into_id:
        return
    others = Child.objects.not_merged().filter(record_number=child.record_number).exclude(pk=child.pk)
    if others.exists():
        raise ValidationError({"record_number": _("Another child has this record number.")})

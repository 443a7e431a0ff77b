"""Changing a row and keeping what it was before, in one place for every table of the room."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.patients.models import Child, ChildChange


def storable(value: Any) -> Any:
    """A field's value as JSON keeps it."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, date | datetime | time | uuid.UUID | Decimal):
        return str(value)
    return value


def only(fields: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Raise TypeError for a field this verb does not take: a mistake of the caller, not of a person."""
    strange = set(fields) - set(allowed)
    if strange:
        raise TypeError(f"unknown fields: {', '.join(sorted(strange))}")


def one_of(field: str, value: str, kind: type[StrEnum]) -> None:
    """Raise ValidationError unless the value is a member of the enumeration."""
    if value not in list(kind):
        raise ValidationError({field: _("Choose one of the list.")})


def apply[Row: models.Model](row: Row, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the fields that differ; the values before and after, by field."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in fields.items():
        old = getattr(row, name)
        if old != value:
            before[name], after[name] = storable(old), storable(value)
            setattr(row, name, value)
    return before, after


def keep(
    *,
    by: Reader,
    subject: str,
    subject_id: uuid.UUID,
    child: Child | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str = "",
) -> None:
    """Write the history row, the audit line (names of fields only) and the dirty mark of a change."""
    ChildChange.objects.create(
        child=child,
        subject=subject,
        subject_id=subject_id,
        before=dict(before),
        after=dict(after),
        reason=reason,
        by_id=by.person_id,
        by_name=by.name,
        at=clock.now(),
    )
    told(
        by=by, action=f"{subject}.change", subject=subject, row_id=subject_id, child=child, fields=list(after)
    )


def told(
    *,
    by: Reader,
    action: str,
    subject: str,
    row_id: uuid.UUID,
    child: Child | None = None,
    fields: Collection[str] = (),
) -> None:
    """Write the audit line and mark the quarter as changed."""
    detail = {"fields": sorted(fields)} if fields else None
    child_id = child.pk if child else None
    record(by=by, action=action, subject=subject, subject_id=row_id, child_id=child_id, detail=detail)
    mark(period=clock.today(), room="patients")

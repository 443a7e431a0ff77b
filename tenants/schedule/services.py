"""Verbs on appointments and the on-call roster."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from nestwork.staff.selectors import active_staff
from tenants.patients.models import Child
from tenants.schedule import rules
from tenants.schedule.models import Appointment, OnCallShift
from tenants.schedule.rules import AppointmentKind, AppointmentState, CouldNotGoReason


def add_appointment(
    *,
    by: Reader,
    child: Child,
    starts_at: datetime,
    minutes: int = 30,
    kind: str = AppointmentKind.FOLLOW_UP,
    clinician_id: uuid.UUID | None = None,
    reason: str = "",
    source: str = "",
) -> Appointment:
    """Enter a visit. Raises ValidationError; a child who has died gets none."""
    by.require(Permission.EDIT_SCHEDULE)
    if Child.objects.deceased(of=[child]).exists():
        raise ValidationError(_("A death is recorded for this child. Nothing is planned any more."))
    if not 5 <= minutes <= rules.LONGEST_VISIT_MINUTES:
        raise ValidationError({"minutes": _("Choose between 5 minutes and 8 hours.")})
    visit = Appointment(
        child=child,
        starts_at=starts_at,
        minutes=minutes,
        kind=AppointmentKind(kind),
        clinician_id=clinician_id,
        reason=reason.strip(),
        created_by_id=by.person_id,
        source=source,
    )
    with transaction.atomic():
        visit.save(force_insert=True)
        _said(by, "appointment.add", visit)
    return visit


def change_appointment(
    *, appointment: Appointment, by: Reader, state: str, could_not_go_reason: str = ""
) -> Appointment:
    """Say how a visit went: kept, cancelled, or that the family could not go and why."""
    by.require(Permission.EDIT_SCHEDULE)
    new = AppointmentState(state)
    why = CouldNotGoReason(could_not_go_reason) if new is AppointmentState.COULD_NOT_GO else ""
    with transaction.atomic():
        locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
        before = locked.state
        if new is AppointmentState.PLANNED and Child.objects.deceased(of=[locked.child]).exists():
            raise ValidationError(_("A death is recorded for this child. Nothing is planned any more."))
        locked.state, locked.could_not_go_reason = new, why
        locked.save(update_fields=["state", "could_not_go_reason"])
        _said(by, "appointment.change", locked, before=before, after=new.value, why=str(why))
    return locked


def cancel_planned_for(*, child: Child, by: Reader) -> int:
    """Cancel every planned visit of a child who has died; the number of visits cancelled."""
    ahead = Appointment.objects.of(child).filter(state=AppointmentState.PLANNED, starts_at__gte=clock.now())
    with transaction.atomic():
        visits = list(ahead.select_for_update(of=("self",)))
        for visit in visits:
            visit.state = AppointmentState.CANCELLED
            visit.save(update_fields=["state"])
            _said(by, "appointment.change", visit, before="planned", after="cancelled", why="death")
    return len(visits)


def add_shift(*, by: Reader, person_id: uuid.UUID, starts_at: datetime, ends_at: datetime) -> OnCallShift:
    """Put a colleague on call. Raises ValidationError for somebody else, no length, or the same hours twice."""
    by.require(Permission.EDIT_SCHEDULE)
    if person_id not in {member.pk for member in active_staff()}:
        raise ValidationError({"person": _("Choose somebody who works in this practice.")})
    if not timedelta(0) < ends_at - starts_at <= timedelta(hours=rules.LONGEST_SHIFT_HOURS):
        raise ValidationError({"ends_at": _("Choose an end after the beginning, at most a week later.")})
    if OnCallShift.objects.filter(person_id=person_id, starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise ValidationError({"starts_at": _("This person is on call in these hours already.")})
    with transaction.atomic():
        shift = OnCallShift.objects.create(
            person_id=person_id, starts_at=starts_at, ends_at=ends_at, created_by_id=by.person_id
        )
        _said_shift(by, "on_call.add", shift)
    return shift


def remove_shift(*, shift: OnCallShift, by: Reader) -> None:
    """Take a shift off the roster; the audit line keeps who it was and when."""
    by.require(Permission.EDIT_SCHEDULE)
    with transaction.atomic():
        _said_shift(by, "on_call.remove", shift)
        shift.delete()


def _said(by: Reader, action: str, visit: Appointment, **detail: Any) -> None:
    record(
        by=by,
        action=action,
        subject="appointment",
        subject_id=visit.pk,
        child_id=visit.child_id,
        detail=detail,
    )
    mark(period=clock.local(visit.starts_at).date(), room="schedule")


def _said_shift(by: Reader, action: str, shift: OnCallShift) -> None:
    detail = {
        "person": str(shift.person_id),
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
    }
    record(by=by, action=action, subject="on_call", subject_id=shift.pk, detail=detail)

"""Reads of appointments and the on-call roster."""

import uuid
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.schedule.models import Appointment, OnCallShift
from tenants.schedule.rules import AppointmentState


def appointments_of(child: Child) -> QuerySet[Appointment]:
    """All appointments of a child the reader has opened, latest first."""
    return Appointment.objects.of(child).order_by("-starts_at")


def appointments_between(reader: Reader, first: date, last: date) -> QuerySet[Appointment]:
    """Appointments of children the reader may open, from the first day to the last one, in order."""
    rows = Appointment.objects.visible_to(reader).select_related("child")
    return rows.filter(
        starts_at__gte=start_of(first), starts_at__lt=start_of(last + timedelta(days=1))
    ).order_by("starts_at")


def appointment_for(reader: Reader, appointment_id: uuid.UUID) -> Appointment:
    """One appointment; Appointment.DoesNotExist alike for none and for a child the reader may not open."""
    return Appointment.objects.visible_to(reader).select_related("child").get(pk=appointment_id)


def next_visit(child: Child) -> Appointment | None:
    """The next planned appointment from now on."""
    ahead = Appointment.objects.of(child).filter(state=AppointmentState.PLANNED, starts_at__gte=clock.now())
    return ahead.order_by("starts_at").first()


def on_call_at(moment: datetime) -> list[uuid.UUID]:
    """Who answers for the practice at a moment, the latest to begin first."""
    shifts = OnCallShift.objects.filter(starts_at__lte=moment, ends_at__gt=moment)
    return list(shifts.order_by("-starts_at").values_list("person_id", flat=True))


def on_call_now() -> list[uuid.UUID]:
    """Who answers for the practice now; empty when nobody is entered."""
    return on_call_at(clock.now())


def shifts_between(first: date, last: date) -> QuerySet[OnCallShift]:
    """Shifts that touch the days, in order."""
    until = start_of(last + timedelta(days=1))
    return OnCallShift.objects.filter(ends_at__gt=start_of(first), starts_at__lt=until).order_by("starts_at")


def shift(shift_id: uuid.UUID) -> OnCallShift:
    """One shift; OnCallShift.DoesNotExist."""
    return OnCallShift.objects.get(pk=shift_id)


def start_of(day: date) -> datetime:
    """Midnight of the day in the practice's zone."""
    return datetime(day.year, day.month, day.day, tzinfo=clock.local(clock.now()).tzinfo)

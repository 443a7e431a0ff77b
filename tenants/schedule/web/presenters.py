"""Words and order of the schedule."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nestwork.practices import clock
from nestwork.web import days
from tenants.patients.words import word
from tenants.schedule import words
from tenants.schedule.models import Appointment, OnCallShift
from tenants.schedule.selectors import start_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit in words."""

    visit: Appointment
    kind: str
    state: str
    tag: str
    why: str
    clinician: str


def visits_shown(visits: Iterable[Appointment], people: Mapping[uuid.UUID, str]) -> list[Visit]:
    """Visits with names."""
    return [
        Visit(
            visit,
            word(words.APPOINTMENT, visit.kind),
            word(words.STATE, visit.state),
            next((tag for state, tag in words.STATE_TAGS.items() if state == visit.state), "plain"),
            words.why(visit),
            people.get(visit.clinician_id, "") if visit.clinician_id else "",
        )
        for visit in visits
    ]


def by_day(lines: Iterable[Visit], first: date) -> list[tuple[date, list[Visit]]]:
    """Seven days, each with its visits."""
    days: dict[date, list[Visit]] = {first + timedelta(days=n): [] for n in range(7)}
    for line in lines:
        days.setdefault(clock.local(line.visit.starts_at).date(), []).append(line)
    return list(days.items())


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift as a day tells it; `is_first` on the first day of the week that shows it."""

    shift: OnCallShift
    name: str
    hours: str
    is_now: bool
    is_first: bool


def shifts_by_day(
    shifts: Iterable[OnCallShift], people: Mapping[uuid.UUID, str], first: date
) -> list[tuple[date, list[Shift]]]:
    """Seven days with everybody whose shift touches the day."""
    now, today = clock.now(), clock.today()
    standing = list(shifts)
    week = [first + timedelta(days=n) for n in range(7)]
    return [
        (
            day,
            [
                Shift(
                    one,
                    people.get(one.person_id, ""),
                    hours_on(day, one),
                    day == today and one.starts_at <= now < one.ends_at,
                    day == first or one.starts_at >= start_of(day),
                )
                for one in standing
                if one.starts_at < start_of(day + timedelta(days=1)) and one.ends_at > start_of(day)
            ],
        )
        for day in week
    ]


def hours_on(day: date, shift: OnCallShift) -> str:
    """The part of the shift that falls on the day: until 8 AM, from 8 AM, 8 AM to 5 PM, all day."""
    since, until = clock.local(shift.starts_at).time(), clock.local(shift.ends_at).time()
    said = {"since": days.hour(since), "until": days.hour(until)}
    starts_before = shift.starts_at < start_of(day)
    if shift.ends_at >= start_of(day + timedelta(days=1)):
        return _("all day") if starts_before else _("from %(since)s") % said
    return _("until %(until)s") % said if starts_before else _("%(since)s to %(until)s") % said


# Weeks that can be asked for: the days before and after them are still days of the calendar.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)


def week_of(asked: str) -> date:
    """The Monday of the asked day (2026-03-19), or of today."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = clock.today()
    if not FIRST_DAY <= day <= LAST_DAY:
        day = clock.today()
    return day - timedelta(days=day.weekday())

"""What the child page gathers from the rooms below."""

from dataclasses import dataclass
from datetime import date, datetime

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity.models import Entry
from tenants.activity.selectors import entries_of
from tenants.clinical import selectors as clinical
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
)
from tenants.patients.models import Child, ChildChange
from tenants.patients.selectors import changes_of
from tenants.registry.models import NeedLevel
from tenants.registry.selectors import level_history, level_of
from tenants.schedule.models import Appointment
from tenants.schedule.rules import AppointmentState
from tenants.schedule.selectors import appointments_of
from tenants.worklist.models import Item
from tenants.worklist.selectors import open_items_of

LATELY = 5
TIMELINE = 100


def need_level(child: Child) -> int | None:
    """The confirmed need level 0 to 4 that stands today."""
    level = level_of(child)
    return level.level if level else None


def lately(child: Child, reader: Reader) -> list[Entry]:
    """The latest rows of the activity log."""
    return list(entries_of(child, reader)[:LATELY])


def open_items(child: Child, reader: Reader) -> list[Item]:
    """What is still to do for the child, soonest first."""
    return list(open_items_of(child, reader))


Event = Entry | Appointment | NeedLevel | ClinicalFact | ChildChange
FACTS: tuple[type[ClinicalFact], ...] = (
    Encounter,
    Screening,
    Immunization,
    Condition,
    PrincipalDiagnosis,
    Medicine,
    Allergy,
    Measurement,
    Equipment,
)
LASTING = (Condition, Medicine, Allergy, Equipment)  # begin and end: two events


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the timeline with the time it happened (a bare day counts from its beginning)."""

    at: datetime
    event: Event
    is_end: bool = False  # of a condition, a medicine


def timeline(child: Child, reader: Reader) -> list[Moment]:
    """What happened, latest first: at most a hundred of each kind and in all. One statement a kind."""
    moments = [Moment(entry.started_at, entry) for entry in entries_of(child, reader)[:TIMELINE]]
    past = appointments_of(child).exclude(state=AppointmentState.PLANNED)
    moments += [Moment(visit.starts_at, visit) for visit in past[:TIMELINE]]
    moments += [
        Moment(_start(level.effective_on), level) for level in level_history(child, reader)[:TIMELINE]
    ]
    for kind in FACTS:
        facts = list(clinical.standing(kind, child, reader)[:TIMELINE])
        moments += [Moment(_start(fact.effective_on), fact) for fact in facts]
        if kind in LASTING:
            moments += [Moment(_start(fact.ended_on), fact, is_end=True) for fact in facts if fact.ended_on]
    changes = changes_of(child).filter(subject="child")
    moments += [Moment(change.at, change) for change in changes[:TIMELINE]]
    return sorted(moments, key=lambda one: one.at, reverse=True)[:TIMELINE]


def _start(day: date) -> datetime:
    zone = clock.local(clock.now()).tzinfo
    return datetime(day.year, day.month, day.day, tzinfo=zone)

"""Reads of the activity log."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, Q, QuerySet

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity.models import Entry
from tenants.activity.rules import Kind, Outcome
from tenants.patients.models import Child


@dataclass(slots=True)
class DayOfWork:
    """One person's day: the rows, newest first, minutes by kind, and how many rows have no minutes yet."""

    entries: list[Entry] = field(default_factory=list)
    minutes: Counter[str] = field(default_factory=Counter)
    without_minutes: int = 0

    @property
    def total(self) -> int:
        """All minutes of the day."""
        return self.minutes.total()


def entries_of(child: Child, reader: Reader) -> QuerySet[Entry]:
    """The standing rows of a child, newest first."""
    return Entry.objects.visible_to(reader).standing().of(child)


def entries(reader: Reader) -> QuerySet[Entry]:
    """Every standing row the reader may see, newest first."""
    return Entry.objects.visible_to(reader).standing().select_related("child")


def entry_for(reader: Reader, entry_id: uuid.UUID) -> Entry:
    """One row, standing or not; raises Entry.DoesNotExist when there is none the reader may see."""
    entry: Entry = (
        Entry.objects.visible_to(reader).select_related("child", "item", "follow_up_item").get(id=entry_id)
    )
    return entry


def open_minutes(reader: Reader, entry_id: uuid.UUID) -> Entry:
    """The reader's own standing row without minutes; raises Entry.DoesNotExist."""
    rows = Entry.objects.visible_to(reader).standing().by_person(reader.person_id)
    entry: Entry = rows.select_related("child", "item", "contact").get(id=entry_id, minutes=None)
    return entry


def is_superseded(entry: Entry) -> bool:
    """Whether a later row took it back or stands in for it."""
    return Entry.objects.filter(Q(undoes=entry) | Q(replaces=entry)).exists()


def day_of(reader: Reader, *, on: dt.date | None = None) -> DayOfWork:
    """The reader's own day in the practice's zone, in one query."""
    day = DayOfWork()
    rows = (
        Entry.objects.visible_to(reader)
        .standing()
        .by_person(reader.person_id)
        .on_day(on or clock.today())
        .select_related("child", "item")
    )
    for entry in rows.order_by("-recorded_at"):
        day.entries.append(entry)
        if entry.minutes is None:
            day.without_minutes += 1
        else:
            day.minutes[Kind(entry.kind)] += entry.minutes
    return day


def last_contacts(children: Iterable[uuid.UUID]) -> dict[uuid.UUID, dt.datetime]:
    """When somebody last talked with the family of each child; children never reached are left out."""
    rows = (
        Entry.objects.standing()
        .filter(child__head_id__in=list(children), outcome=Outcome.TALKED)
        .values_list("child__head_id")
        .annotate(last=Max("started_at"))
        .order_by()
    )
    return dict(rows)

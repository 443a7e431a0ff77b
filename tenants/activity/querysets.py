"""Reads of the log that go through the child's visibility and leave out what was taken back."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Self

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.facts import ChildFactQuerySet

if TYPE_CHECKING:
    from tenants.activity.models import Entry  # noqa: F401 - named in the string below, where ruff does not look


class EntryQuerySet(ChildFactQuerySet["Entry"]):
    """Log rows, narrowed by who reads, by person and by whether they still stand."""

    def visible_to(self, reader: Reader) -> Self:
        """Rows of children the reader may open, and the reader's own office work."""
        if reader.is_system:
            return self
        return super().visible_to(reader) | self.filter(child=None, person_id=reader.person_id)

    def standing(self) -> Self:
        """Rows that count: not undone, not corrected, and not an undo themselves."""
        return self.filter(undoes=None, undone_by=None, replaced_by=None)

    def by_person(self, person_id: uuid.UUID | None) -> Self:
        """The person's own work."""
        return self.filter(person_id=person_id)

    def on_day(self, day: dt.date) -> Self:
        """Work that began on the day in the practice's zone."""
        zone = clock.local(clock.now()).tzinfo
        start = dt.datetime.combine(day, dt.time.min, tzinfo=zone)
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=zone)
        return self.filter(started_at__gte=start, started_at__lt=end)

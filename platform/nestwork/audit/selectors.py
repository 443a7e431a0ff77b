"""Who opened this record? What did this person open? Reads of the practice's audit for its administrator."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from nestwork.audit.visibility import children
from nestwork.practices.active import require_practice

# Days an audit can be asked for: midnight before and after each is still a moment of the calendar.
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 1, 1))]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is asked; every field may be empty. Days are whole days of the practice's zone, both ends included."""

    child_id: UUID | None = None
    person_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    action: str = ""
    with_lists: bool = False  # also list pages on which the child merely stood

    def as_detail(self) -> dict[str, str]:
        """The filter for the audit line about looking at the audit."""
        given = {
            "person": self.person_id,
            "since": self.since,
            "until": self.until,
            "action": self.action,
            "lists": self.with_lists,
        }
        return {name: str(value) for name, value in given.items() if value}


def audit_lines(reader: Reader, asked: AuditFilter) -> QuerySet[AuditEvent]:
    """Lines that fit, the newest first. Nothing about a child that is blocked for the reader is among them.

    A blocked child and a child that does not exist give the same empty answer.
    """
    reader.require(Permission.SEE_AUDIT)
    lines = AuditEvent.objects.order_by("-at", "-id")
    hidden = list(children().hidden(reader))
    if hidden:
        lines = lines.exclude(child_id__isnull=False, child_id__in=hidden)
        lines = lines.exclude(subject_id__isnull=False, subject_id__in=hidden)
    if asked.child_id is not None:
        lines = lines.filter(
            _about(list(children().ids_of(reader, asked.child_id)), with_lists=asked.with_lists)
        )
    if asked.person_id is not None:
        lines = lines.filter(person_id=asked.person_id)
    if asked.action:
        lines = lines.filter(action=asked.action)
    if asked.since is not None:
        lines = lines.filter(at__gte=_midnight(asked.since))
    if asked.until is not None:
        lines = lines.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return lines


def _about(ids: list[UUID], *, with_lists: bool) -> Q:
    about = Q(child_id__in=ids)
    return about | Q(shown__overlap=ids) if with_lists else about


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=require_practice().zone)

"""The practice's clock: times are UTC in the database, dates are the practice's own."""

from datetime import UTC, date, datetime

from django.utils import timezone

from nestwork.practices.active import active_practice
from nestwork.practices.models import Practice


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today(practice: Practice | None = None) -> date:
    """Today's date in the given practice's zone, else in the active practice's, else in UTC on the network host."""
    return local(now(), practice).date()


def local(moment: datetime, practice: Practice | None = None) -> datetime:
    """An aware moment on the wall clock of the given or the active practice; UTC on the network host."""
    where = practice or active_practice()
    return moment.astimezone(where.zone if where is not None else UTC)

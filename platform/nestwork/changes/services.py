"""Mark a quarter as changed, in the transaction of the change."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection

from nestwork.changes.models import DirtyMark
from nestwork.practices import clock


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter that holds the day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def mark(*, period: date, room: str) -> None:
    """Mark the quarter holding `period` as changed by `room`. A batch marks once, not once a row."""
    DirtyMark.objects.create(quarter_start=quarter_start(period), room=room)


def mark_each(*, periods: Iterable[date], room: str) -> None:
    """Mark every quarter that holds one of these days, once, in one statement."""
    starts = sorted({quarter_start(day) for day in periods})
    DirtyMark.objects.bulk_create(DirtyMark(quarter_start=start, room=room) for start in starts)


_TAKE = """
WITH seen AS (DELETE FROM dirty_mark RETURNING room, quarter_start)
SELECT room, min(quarter_start) FROM seen GROUP BY room
"""


def take_marks() -> dict[str, date]:
    """Delete the marks that stand and say for each room the first quarter it marked.

    Runs in the transaction that counts again, before it counts: a mark made meanwhile stays for the next time, and
    when the count fails all of them come back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE)
        return dict(cursor.fetchall())


def mark_since(*, first: date, room: str) -> None:
    """Mark the quarter holding `first` and every later one up to today's: what is counted at the end of each changes.

    A day to come marks its own quarter only. A batch marks once, from its earliest day.
    """
    start, last = quarter_start(first), quarter_start(clock.today())
    quarters = [start]
    while quarters[-1] < last:
        quarters.append(quarter_start(quarters[-1] + timedelta(days=100)))
    DirtyMark.objects.bulk_create(DirtyMark(quarter_start=quarter, room=room) for quarter in quarters)

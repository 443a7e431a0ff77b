"""Mark a quarter as changed, in the transaction of the change."""

from datetime import date

from nestwork.changes.models import DirtyMark


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter that holds the day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def mark(*, period: date, room: str) -> None:
    """Mark the quarter holding `period` as changed by `room`. A batch marks once, not once a row."""
    DirtyMark.objects.create(quarter_start=quarter_start(period), room=room)

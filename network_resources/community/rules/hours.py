"""Opening hours as HSDS schedules say them (weekdays, opening, closing), and what families ask of them.

A schedule with other repetitions than weekly ones keeps its words and is never counted as open.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from network_resources.community.rules.hsds import WEEKDAYS

EVENING = dt.time(18)  # open until six or later counts as evenings
_WEEKEND = frozenset({"SA", "SU"})


@dataclass(frozen=True, slots=True)
class Hours:
    """One line of opening hours, local time. Without weekdays every day is meant when it repeats daily."""

    days: tuple[str, ...]
    opens: dt.time | None
    closes: dt.time | None
    words: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    is_weekly: bool = True

    def holds_on(self, day: dt.date) -> bool:
        """Whether the line is in force on this day at all."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def weekdays(byday: str, *, freq: str = "WEEKLY") -> tuple[str, ...]:
    """The weekdays of an RRULE's BYDAY in the week's order; none for numbered ones ("2TU" is not each Tuesday)."""
    if freq.upper() == "DAILY" and not byday:
        return WEEKDAYS
    named = {part.strip().upper() for part in byday.replace(";", ",").split(",")}
    return tuple(day for day in WEEKDAYS if day in named) if named <= set(WEEKDAYS) else ()


def is_open(lines: Iterable[Hours], *, now: dt.datetime) -> bool:
    """Whether one of the lines is open at this local moment."""
    today, moment = WEEKDAYS[now.weekday()], now.time()
    return any(
        line.is_weekly
        and line.holds_on(now.date())
        and today in line.days
        and line.opens is not None
        and line.closes is not None
        and line.opens <= moment < line.closes
        for line in lines
    )


def has_evenings(lines: Iterable[Hours], *, on: dt.date) -> bool:
    """Whether it is open until six or later on a day of the working week."""
    return any(
        line.is_weekly
        and line.holds_on(on)
        and line.closes is not None
        and line.closes >= EVENING
        and bool(set(line.days) - _WEEKEND)
        for line in lines
    )


def has_weekends(lines: Iterable[Hours], *, on: dt.date) -> bool:
    """Whether it opens on a Saturday or Sunday."""
    return any(
        line.is_weekly and line.holds_on(on) and line.opens is not None and bool(set(line.days) & _WEEKEND)
        for line in lines
    )

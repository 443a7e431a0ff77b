"""Which quarters have to be counted. Plain Python."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reporting.measures.quarters import Quarter, between

KEPT_QUARTERS = 12  # three years of history are kept up to date without being asked for


@dataclass(frozen=True, slots=True)
class Look:
    """The last time a quarter was counted: the day the numbers stand for, whether it was over by then, and when."""

    counted_on: dt.date
    is_closed: bool
    at: dt.datetime


def kept_quarters(*, today: dt.date, first: dt.date | None, counted: Mapping[Quarter, Look]) -> list[Quarter]:
    """The quarters whose figures are kept up to date: the last three years since the first enrolment, and any
    older one that somebody had counted."""
    running = Quarter.holding(today)
    oldest = running.moved(1 - KEPT_QUARTERS)
    begin = max(oldest, min(running, Quarter.holding(first))) if first else running
    return sorted({*between(begin, running), *counted})


def due_quarters(
    *,
    today: dt.date,
    first: dt.date | None,
    counted: Mapping[Quarter, Look],
    changed_since: dt.date | None,
) -> list[Quarter]:
    """The kept quarters that have to be counted now.

    A quarter is due when it was never counted, when a change reaches it, when it has ended since it was last
    counted, and once each day while it runs. `changed_since` is the first quarter a change reaches.
    """
    return [
        quarter
        for quarter in kept_quarters(today=today, first=first, counted=counted)
        if _is_stale(quarter, counted.get(quarter), today)
        or (changed_since is not None and quarter.start >= changed_since)
    ]


def _is_stale(quarter: Quarter, look: Look | None, today: dt.date) -> bool:
    if look is None:
        return True
    if quarter.is_over(today):
        return not look.is_closed
    return look.counted_on != today

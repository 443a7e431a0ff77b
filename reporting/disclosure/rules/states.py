"""The life of a release, and the steps its history names. Plain Python."""

import datetime as dt
from enum import StrEnum

from reporting.measures.quarters import Quarter

OFFERED_QUARTERS = 8
# The day ends last twelve hours west of UTC: only then a quarter is over in every practice.
_LAST_ZONE = dt.timedelta(hours=12)


class State(StrEnum):
    """Where a release stands."""

    COMPUTING = "computing"
    READY = "ready"  # protected, and looked at by the network administrator
    APPROVED = "approved"  # it has left, and stands for good
    REJECTED = "rejected"
    FAILED = "failed"


# A release in one of these takes the place of its measure and shape.
TAKING_A_PLACE = (State.COMPUTING, State.READY, State.APPROVED)


class Step(StrEnum):
    """One line of a release's history."""

    REQUESTED = "requested"
    PROTECTED = "protected"
    FAILED = "failed"
    APPROVED = "approved"
    REJECTED = "rejected"


class Failure(StrEnum):
    """Why a release ended before it was ready; nothing of it is kept."""

    NOBODY_COUNTED = "nobody_counted"
    STOPPED = "stopped"  # somebody stopped the work, or it died several times
    FAULT = "fault"


def is_over_everywhere(quarter: Quarter, now: dt.datetime) -> bool:
    """Whether the quarter has ended in every time zone of a practice; `now` is aware."""
    return quarter.is_over((now.astimezone(dt.UTC) - _LAST_ZONE).date())


def closed_quarters(now: dt.datetime) -> list[Quarter]:
    """The last quarters that are over everywhere, the newest first."""
    running = Quarter.holding((now.astimezone(dt.UTC) - _LAST_ZONE).date())
    return [running.moved(-distance) for distance in range(1, OFFERED_QUARTERS + 1)]

"""Need levels, contact cadence and the filters of the registry list. Plain Python."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

LEVELS = (0, 1, 2, 3, 4)


class Move(StrEnum):
    """A child comes onto the registry or goes off it."""

    ENTERED = "entered"
    LEFT = "left"


class Decision(StrEnum):
    """What a need-level row says: somebody proposes, a physician confirms or declines."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


# The only keys a filter may carry in a URL or a saved view: never a name, a number or free text.
FILTER_KEYS = (
    "level",
    "clinician",
    "coordinator",
    "language",
    "condition",
    "last_contact",
    "next_contact",
    "age",
    "roster",
    "sort",
)


def next_contact_day(*, last_contact: dt.date | None, cadence_days: int, today: dt.date) -> dt.date:
    """The day the next contact is due: the cadence after the last one, never in the past.

    A child nobody talked with yet is due today.
    """
    if last_contact is None:
        return today
    return max(today, last_contact + dt.timedelta(days=cadence_days))


def only_allowed(filters: Mapping[str, object]) -> dict[str, str]:
    """Keep the filter keys a saved view may hold, as short text; drop everything else."""
    return {
        key: str(filters[key])[:60] for key in FILTER_KEYS if key in filters and str(filters[key]).strip()
    }

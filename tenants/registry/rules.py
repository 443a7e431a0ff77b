"""Need levels and the contact cadence. Plain Python."""

import datetime as dt
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


class BulkKind(StrEnum):
    """What was done for many children at once."""

    COORDINATOR = "coordinator"
    CALL_LIST = "call_list"
    NEXT_CONTACT = "next_contact"


def next_contact_day(*, last_contact: dt.date | None, cadence_days: int, today: dt.date) -> dt.date:
    """The day the next contact is due: the cadence after the last one, never in the past.

    A child nobody talked with yet is due today.
    """
    if last_contact is None:
        return today
    return max(today, last_contact + dt.timedelta(days=cadence_days))

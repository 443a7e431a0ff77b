"""Need levels and the contact cadence. Plain Python."""

import datetime as dt
from enum import StrEnum

from tenants.patients.rules import age_in_years

LEVELS = (0, 1, 2, 3, 4)
LAST_YEAR = 21  # the registry and its figures hold children until they turn 22
SOON_AFTER_DAYS = 2  # a proposal or request that has waited longer stands out; when it is late is a dated row


class Move(StrEnum):
    """A child comes onto the registry or goes off it."""

    ENTERED = "entered"
    LEFT = "left"


class Decision(StrEnum):
    """What a need-level row says: somebody proposes, a physician confirms or declines; each is a row of its own."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    KEPT = "kept"  # scored again, and the level that stands came out: nobody is asked
    REPLACED = "replaced"  # a later proposal or level took this one's place before anybody decided
    UNDONE = "undone"  # the physician took the decision back


class Ask(StrEnum):
    """What a physician is asked for: duty 3.A1 names these three."""

    DIAGNOSES = "diagnoses"  # are the diagnoses on the record right
    LEVEL = "level"  # the complexity score and the need level that comes of it
    VISITS = "visits"  # does each visit need planning ahead


class Said(StrEnum):
    """What became of a request, or of one of its three questions."""

    RIGHT = "right"  # the diagnoses are right as they stand
    NOT_RIGHT = "not_right"  # they are not; the words say what has to change
    STANDS = "stands"  # the level stays as it was
    NEW_LEVEL = "new_level"
    PLAN = "plan"
    NO_PLAN = "no_plan"
    WITHDRAWN = "withdrawn"  # nobody needs an answer any more
    UNDONE = "undone"  # the physician took the answer back


class Tap(StrEnum):
    """What a physician taps below a request."""

    ALL_AS_IT_STANDS = "all"
    DIAGNOSES_RIGHT = "diagnoses_right"
    DIAGNOSES_NOT_RIGHT = "diagnoses_not_right"
    LEVEL_STANDS = "level_stands"
    PLAN = "plan"
    NO_PLAN = "no_plan"

    @property
    def answers(self) -> frozenset[Ask]:
        """The questions it answers, where they are asked."""
        return {
            Tap.ALL_AS_IT_STANDS: frozenset(Ask),
            Tap.DIAGNOSES_RIGHT: frozenset({Ask.DIAGNOSES}),
            Tap.DIAGNOSES_NOT_RIGHT: frozenset({Ask.DIAGNOSES}),
            Tap.LEVEL_STANDS: frozenset({Ask.LEVEL}),
        }.get(self, frozenset({Ask.VISITS}))

    @property
    def plans(self) -> bool | None:
        """What it says on planning visits ahead; None: as it stands."""
        return {Tap.PLAN: True, Tap.NO_PLAN: False}.get(self)


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


class NotScored(StrEnum):
    """Why a child is not scored on a day."""

    DIED = "died"
    TOO_OLD = "too_old"
    FUTURE = "future"
    BEFORE_BIRTH = "before_birth"


class CannotScoreError(ValueError):
    """The child is not scored on that day."""

    def __init__(self, why: NotScored) -> None:
        """Keep the reason."""
        super().__init__(str(why))
        self.why = why


class Waiting(StrEnum):
    """How long a proposal has waited for a physician."""

    FRESH = "fresh"
    SOON = "soon"
    LATE = "late"


def why_not_scored(*, birth_date: dt.date, has_died: bool, on: dt.date, today: dt.date) -> NotScored | None:
    """Why a score cannot hold from that day on, or None: living children of 0 to 21 years, not ahead of time."""
    if has_died:
        return NotScored.DIED
    if on > today:
        return NotScored.FUTURE
    if on < birth_date:
        return NotScored.BEFORE_BIRTH
    return NotScored.TOO_OLD if age_in_years(birth_date, on) > LAST_YEAR else None


def waiting(days: int, late_after: int) -> Waiting:
    """How a proposal or request that has waited so many days stands out; late when more than `late_after`."""
    if days > late_after:
        return Waiting.LATE
    return Waiting.SOON if days > SOON_AFTER_DAYS else Waiting.FRESH


def years_ago(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; 29 February becomes the 28th in a common year."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def months_ago(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = dt.date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))

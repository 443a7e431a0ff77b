"""Kinds and outcomes of work, minutes, and when to try a family again. Plain Python."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of work the minutes went into."""

    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting"
    REFERRAL = "referral"
    RECORDS = "records"
    CARE_PLAN = "care_plan"
    PAPERWORK = "paperwork"
    OTHER = "other"


class Outcome(StrEnum):
    """How a call went, or that the work was simply done."""

    TALKED = "talked"
    LEFT_MESSAGE = "left_message"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    DONE = "done"  # work that is not a call


CALL_OUTCOMES = (Outcome.TALKED, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER, Outcome.CALL_BACK)  # keys 1 to 4

LONGEST_ENTRY_MINUTES = 12 * 60  # a typing slip above this; nobody works longer in one piece
LONGEST_TIMER_MINUTES = 120  # a panel left open longer is no measure of a talk


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The day and, for the same day, the hour from which to try again."""

    day: dt.date
    from_time: dt.time | None = None


def closes_item(outcome: Outcome) -> bool:
    """Whether the work is finished: only a talk or plain "done" finishes it."""
    return outcome in {Outcome.TALKED, Outcome.DONE}


def next_weekday(day: dt.date, days: int = 1) -> dt.date:
    """The day `days` weekdays (Monday to Friday) after the given one."""
    while days > 0:
        day += dt.timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return day


def when_to_try_again(outcome: Outcome, *, now: dt.datetime, attempts: int) -> TryAgain:
    """When to call again after a call that did not reach the family; `now` is local time.

    A first missed call before 15:00 is tried again two hours later the same day, others on the next weekday. After
    a message the family gets two weekdays. A family that asked to be called back is called back in an hour, or on
    the next weekday after 16:00. The house's own choice; the caller may name another day.
    """
    today = now.date()
    if outcome == Outcome.LEFT_MESSAGE:
        return TryAgain(next_weekday(today, 2))
    if outcome == Outcome.CALL_BACK and now.hour < 16:
        return TryAgain(today, (now + dt.timedelta(hours=1)).time().replace(second=0, microsecond=0))
    if outcome == Outcome.NO_ANSWER and attempts == 0 and now.hour < 15:
        return TryAgain(today, (now + dt.timedelta(hours=2)).time().replace(second=0, microsecond=0))
    return TryAgain(next_weekday(today))


def minutes_between(start: dt.datetime, end: dt.datetime) -> int | None:
    """Minutes of a talk, rounded up to whole ones; None when the panel was plainly left open."""
    seconds = (end - start).total_seconds()
    if seconds < 0 or seconds > LONGEST_TIMER_MINUTES * 60:
        return None
    return max(1, -int(-seconds // 60))

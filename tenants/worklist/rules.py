"""Kinds and states of due work, and what may happen to it. Plain Python."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What an item asks for. The room that pushes it chooses the kind."""

    NEEDED_CONTACT = "needed_contact"  # the next contact the child's need level asks for
    PRE_VISIT_CALL = "pre_visit_call"
    AFTER_VISIT_CALL = "after_visit_call"
    HOSPITAL_CALL = "hospital_call"
    CALL_BACK = "call_back"
    FOLLOW_UP = "follow_up"  # the next step somebody agreed on
    TELL_FAMILY = "tell_family"  # a result or an answer the family waits for
    CONFIRM_LEVEL = "confirm_level"
    ANSWER_REQUEST = (
        "answer_request"  # somebody asks the physician for diagnoses, level or planning of visits
    )
    MATCH_REVIEW = "match_review"
    DESK_TASK = "desk_task"
    REFERRAL_STEP = "referral_step"  # the one next step of a referral


class State(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What happened to an item; each is one event row."""

    OPENED = "opened"
    MOVED = "moved"
    ASSIGNED = "assigned"
    TRIED = "tried"  # somebody called and did not reach the family
    DONE = "done"
    UNDONE = "undone"
    CANCELLED = "cancelled"


PHONE_KINDS = frozenset(
    {
        Kind.NEEDED_CONTACT,
        Kind.PRE_VISIT_CALL,
        Kind.AFTER_VISIT_CALL,
        Kind.HOSPITAL_CALL,
        Kind.CALL_BACK,
        Kind.FOLLOW_UP,
        Kind.TELL_FAMILY,
    }
)

# Talks with the family that are written down on a page of their own, not in the call panel.
TALKED_ELSEWHERE = frozenset({Kind.REFERRAL_STEP})

# Ended by confirming or declining, merging or keeping apart, by what came of a referral; closing them unread would
# lose the question.
ENDED_BY_DECIDING = frozenset(
    {Kind.CONFIRM_LEVEL, Kind.ANSWER_REQUEST, Kind.MATCH_REVIEW, Kind.REFERRAL_STEP}
)

# Steps that show that somebody took the work up; an untouched item may still be taken back.
WORKED_ON = frozenset({Step.MOVED, Step.ASSIGNED, Step.TRIED, Step.DONE})

# Steps that an undo takes back; giving the item to somebody is corrected by giving it to somebody else.
TAKEN_BACK = frozenset({Step.MOVED, Step.TRIED, Step.DONE, Step.CANCELLED})


class CannotMoveError(ValueError):
    """The item must be done on its day: it is urgent, or the new day lies in the past."""


class AlreadyClosedError(Exception):
    """Somebody closed the item first. `by_id` is that person, None for a system task."""

    def __init__(self, by_id: uuid.UUID | None, state: State) -> None:
        """Keep who did it and how the item ended."""
        super().__init__(f"already {state}")
        self.by_id = by_id
        self.state = state


class DecideFirstError(ValueError):
    """The item ends by a decision on its own page, not by marking it done."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The row that closes an item, and the day somebody chose for the next one."""

    source: str
    source_id: uuid.UUID
    next_on: date | None = None


def needs_phone(kind: str) -> bool:
    """Whether the item is a talk with somebody rather than desk work."""
    return kind in PHONE_KINDS


def reaches_family(kind: str) -> bool:
    """Whether somebody of the family must be reached for it, wherever the talk is written down."""
    return kind in PHONE_KINDS or kind in TALKED_ELSEWHERE


def day_to_move_to(*, today: date, due_on: date, wanted: date, is_urgent: bool) -> date:
    """Return the day the item moves to.

    Raises CannotMoveError for an urgent item moved later and for a day before today.
    """
    if wanted < today:
        raise CannotMoveError("past")
    if is_urgent and wanted > max(due_on, today):
        raise CannotMoveError("urgent")
    return wanted


def is_ended_by_deciding(kind: str) -> bool:
    """Whether the item ends by a decision on its own page."""
    return kind in ENDED_BY_DECIDING

"""Where a referral stands, the five lanes of the board and the one next step. Plain Python."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of help a referral asks for. Community resources have their process here; the others follow."""

    COMMUNITY = "community"
    MEDICAL = "medical"
    DEVELOPMENTAL = "developmental"
    BEHAVIOURAL = "behavioural"
    SOCIAL = "social"
    SCHOOL = "school"
    AGENCY = "agency"
    VOCATIONAL = "vocational"
    HEALTH_TEAM = "health_team"  # community health team


STARTED_HERE = frozenset({Kind.COMMUNITY})  # kinds whose process this version knows


class Stage(StrEnum):
    """How far the loop has come; each step writes one."""

    ORDERED = "ordered"
    TO_SEND = "to_send"
    SENT = "sent"
    BOOKED = "booked"
    SEEN = "seen"
    REPORT_IN = "report_in"
    READ = "read"
    FAMILY_TOLD = "family_told"
    CLOSED = "closed"
    DECLINED = "declined"  # the family does not want it
    UNREACHABLE = "unreachable"
    COULD_NOT_GO = "could_not_go"
    CANCELLED = "cancelled"


ENDED = frozenset({Stage.CLOSED, Stage.DECLINED, Stage.UNREACHABLE, Stage.CANCELLED})


class Lane(StrEnum):
    """The columns of the board."""

    TO_SEND = "to_send"
    SENT = "sent"
    DATE_SET = "date_set"
    SEEN = "seen"
    TELL_FAMILY = "tell_family"


_LANES = {
    Stage.ORDERED: Lane.TO_SEND,
    Stage.TO_SEND: Lane.TO_SEND,
    Stage.SENT: Lane.SENT,
    Stage.COULD_NOT_GO: Lane.SENT,
    Stage.BOOKED: Lane.DATE_SET,
    Stage.SEEN: Lane.SEEN,
    Stage.REPORT_IN: Lane.TELL_FAMILY,
    Stage.READ: Lane.TELL_FAMILY,
    Stage.FAMILY_TOLD: Lane.TELL_FAMILY,
}


class Outcome(StrEnum):
    """What came of it, as the family or the service said."""

    GOT_HELP = "got_help"
    WAITING_LIST = "waiting_list"  # no end: asked again
    COULD_NOT_GO = "could_not_go"
    NOT_HELPFUL = "not_helpful"
    NOT_TAKEN = "not_taken"  # the service could not take the family


class NextStep(StrEnum):
    """What somebody has to do so that the loop goes on."""

    ASK_FAMILY = "ask_family"  # what may be shared, and who makes the contact
    CONTACT_SERVICE = "contact_service"
    ASK_HOW_IT_WENT = "ask_how_it_went"
    ASK_WAITING = "ask_waiting"
    ASK_AFTER_DATE = "ask_after_date"
    ASK_OUTCOME = "ask_outcome"
    HELP_GO = "help_go"
    TELL_FAMILY = "tell_family"


_NEXT = {
    Stage.ORDERED: NextStep.ASK_FAMILY,
    Stage.TO_SEND: NextStep.CONTACT_SERVICE,
    Stage.SENT: NextStep.ASK_HOW_IT_WENT,
    Stage.BOOKED: NextStep.ASK_AFTER_DATE,
    Stage.SEEN: NextStep.ASK_OUTCOME,
    Stage.COULD_NOT_GO: NextStep.HELP_GO,
    Stage.REPORT_IN: NextStep.TELL_FAMILY,
}


class Books(StrEnum):
    """Who makes the contact; each has limits of its own."""

    FAMILY = "family"
    PRACTICE = "practice"


class Urgency(StrEnum):
    """How soon it is needed."""

    ROUTINE = "routine"
    URGENT = "urgent"


class CannotGo(StrEnum):
    """Why a family could not go: structured, so that somebody can help with it."""

    RIDE = "ride"
    WORK = "work"
    COST = "cost"
    LANGUAGE = "language"
    CHILD_CARE = "child_care"
    HOURS = "hours"
    FEAR = "fear"
    DID_NOT_KNOW = "did_not_know"
    ILLNESS = "illness"
    OTHER = "other"


class CancelReason(StrEnum):
    """Why a referral ends before it was tried to the end."""

    NOT_NEEDED = "not_needed"
    OTHER_HELP = "other_help"
    WRONG_SERVICE = "wrong_service"
    MISTAKE = "mistake"
    CHILD_DIED = "child_died"  # written by the record, never chosen


CHOSEN_CANCEL_REASONS = tuple(reason for reason in CancelReason if reason is not CancelReason.CHILD_DIED)


def is_ended(stage: str) -> bool:
    """Whether nothing more is to be done."""
    return Stage(stage) in ENDED


def lane_of(stage: str) -> Lane | None:
    """The column of the board; None when ended."""
    return _LANES.get(Stage(stage))


def next_step(stage: str, outcome: str = "") -> NextStep | None:
    """The one next step; None exactly when the referral has ended.

    Raises KeyError for a stage that no process of this version comes to.
    """
    if is_ended(stage):
        return None
    if Stage(stage) is Stage.SENT and outcome == Outcome.WAITING_LIST:
        return NextStep.ASK_WAITING
    return _NEXT[Stage(stage)]

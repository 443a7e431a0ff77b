"""What may be answered at each next step of a community referral, and where it leads. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tenants.referrals.rules.stages import Books, NextStep, Outcome, Stage


class Answer(StrEnum):
    """What somebody reports."""

    FAMILY_CALLS = "family_calls"
    WE_CALL = "we_call"
    DECLINED = "declined"
    CONTACTED = "contacted"
    DATE_SET = "date_set"
    NOT_TAKEN = "not_taken"
    GOT_HELP = "got_help"
    WENT = "went"
    WAITING_LIST = "waiting_list"
    COULD_NOT_GO = "could_not_go"
    NOT_HELPFUL = "not_helpful"
    STOPPED = "stopped"
    TOLD = "told"
    UNREACHABLE = "unreachable"


class Evidence(StrEnum):
    """What a step rests on."""

    ORDER = "order"  # somebody of the practice decided it
    FAMILY_SAID = "family_said"
    SERVICE_SAID = "service_said"
    LETTER = "letter"  # sent to the family after calls that reached nobody


class Asks(StrEnum):
    """What an answer must bring."""

    DAY = "day"  # the day of the appointment
    REASON = "reason"  # why the family could not go
    CONSENT = "consent"  # facts leave the practice
    ATTEMPTS = "attempts"  # enough calls were tried before


@dataclass(frozen=True, slots=True)
class Move:
    """An answer, the stage it leads to and what it must bring."""

    answer: Answer
    stage: Stage
    evidence: Evidence = Evidence.FAMILY_SAID
    outcome: Outcome | None = None
    books: Books | None = None  # None: as before
    asks: frozenset[Asks] = frozenset()


class StepRefusedError(ValueError):
    """The answer does not fit: `code` is not_offered, no_day, day_before, no_reason, no_source, no_consent, no_notice,
    few_attempts, future or before_last."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


def _asks(*several: Asks) -> frozenset[Asks]:
    return frozenset(several)


_BY_SERVICE = Evidence.SERVICE_SAID
_FAMILY_CALLS = Move(Answer.FAMILY_CALLS, Stage.SENT, books=Books.FAMILY)
_WE_CALL = Move(Answer.WE_CALL, Stage.TO_SEND, books=Books.PRACTICE)
_DECLINED = Move(Answer.DECLINED, Stage.DECLINED)
_GOT_HELP = Move(Answer.GOT_HELP, Stage.CLOSED, outcome=Outcome.GOT_HELP)
_NOT_HELPFUL = Move(Answer.NOT_HELPFUL, Stage.CLOSED, outcome=Outcome.NOT_HELPFUL)
_NOT_TAKEN = Move(Answer.NOT_TAKEN, Stage.CLOSED, outcome=Outcome.NOT_TAKEN)  # the family says so: it knows
_DATE_SET = Move(Answer.DATE_SET, Stage.BOOKED, asks=_asks(Asks.DAY))
_WAITING = Move(Answer.WAITING_LIST, Stage.SENT, outcome=Outcome.WAITING_LIST)
_COULD_NOT_GO = Move(Answer.COULD_NOT_GO, Stage.COULD_NOT_GO, asks=_asks(Asks.REASON))
_STOPPED = Move(Answer.STOPPED, Stage.CLOSED, outcome=Outcome.COULD_NOT_GO)
_UNREACHABLE = Move(Answer.UNREACHABLE, Stage.UNREACHABLE, Evidence.LETTER, asks=_asks(Asks.ATTEMPTS))

MOVES: Mapping[NextStep, tuple[Move, ...]] = {
    NextStep.ASK_FAMILY: (_FAMILY_CALLS, _WE_CALL, _DECLINED, _UNREACHABLE),
    NextStep.CONTACT_SERVICE: (
        Move(Answer.CONTACTED, Stage.SENT, _BY_SERVICE, asks=_asks(Asks.CONSENT)),
        Move(Answer.DATE_SET, Stage.BOOKED, _BY_SERVICE, asks=_asks(Asks.CONSENT, Asks.DAY)),
        Move(Answer.NOT_TAKEN, Stage.REPORT_IN, _BY_SERVICE, Outcome.NOT_TAKEN),
        _FAMILY_CALLS,
        _DECLINED,
    ),
    NextStep.ASK_HOW_IT_WENT: (
        _GOT_HELP, _DATE_SET, _WAITING, _COULD_NOT_GO, _NOT_HELPFUL, _NOT_TAKEN, _DECLINED, _UNREACHABLE,
    ),
    NextStep.ASK_WAITING: (
        _GOT_HELP, _DATE_SET, _WAITING, _COULD_NOT_GO, _NOT_HELPFUL, _NOT_TAKEN, _DECLINED, _UNREACHABLE,
    ),
    NextStep.ASK_AFTER_DATE: (
        _GOT_HELP, Move(Answer.WENT, Stage.SEEN), _COULD_NOT_GO, _DATE_SET, _NOT_HELPFUL, _NOT_TAKEN, _UNREACHABLE,
    ),
    NextStep.ASK_OUTCOME: (_GOT_HELP, _NOT_HELPFUL, _NOT_TAKEN, Move(Answer.WENT, Stage.SEEN), _UNREACHABLE),
    NextStep.HELP_GO: (_FAMILY_CALLS, _DATE_SET, _WE_CALL, _STOPPED, _DECLINED, _UNREACHABLE),
    NextStep.TELL_FAMILY: (
        Move(Answer.TOLD, Stage.CLOSED, outcome=Outcome.NOT_TAKEN),
        _UNREACHABLE,
    ),
}  # fmt: skip

LEFT_HOUSE = frozenset({Answer.CONTACTED, Answer.DATE_SET})  # with Asks.CONSENT: a correction, never an undo


def move_for(step: NextStep | None, answer: str) -> Move:
    """The move of an answer at a next step; raises StepRefusedError where it is not offered."""
    for move in MOVES[step] if step is not None else ():
        if move.answer == answer:
            return move
    raise StepRefusedError("not_offered")

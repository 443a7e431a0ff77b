"""Steps of a loop: what was answered, by whom, and what comes next."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity import services as activity
from tenants.activity.rules import Kind as WorkKind
from tenants.activity.rules import Outcome as CallOutcome
from tenants.activity.rules import when_to_try_again
from tenants.consent.rules import RecipientKind
from tenants.consent.selectors import may_disclose
from tenants.consent.services import record_disclosure
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tenants.referrals import selectors
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules.answers import Asks, Evidence, Move, StepRefusedError, move_for
from tenants.referrals.rules.limits import ATTEMPTS, pick
from tenants.referrals.rules.stages import CancelReason, CannotGo, Stage
from tenants.referrals.selectors import Standing
from tenants.referrals.services.trail import ask_next, close_item, drop_item, locked, write
from tenants.worklist import services as worklist
from tenants.worklist.models import Item


class StaleStepError(ValueError):
    """Somebody took a step since the page was opened; nothing was changed."""


class AlreadyEndedError(ValueError):
    """The referral has ended."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports. `said_by` names who said it; `day` is the appointment's; `happened_on` not to come.

    `after` is the number of the last step as the person saw it; None: whatever stands.
    """

    answer: str
    said_by: str = ""
    day: dt.date | None = None
    reason: str = ""
    note: str = ""
    happened_on: dt.date | None = None
    has_notice: bool = False  # the notice of 42 CFR Part 2 went along
    after: int | None = None


def take_step(*, referral: Referral, by: Reader, report: Report) -> ReferralStep:
    """Take the next step as reported: its item is done, the one after stands on the list, the work is logged.

    Raises StaleStepError, AlreadyEndedError and StepRefusedError of the rules. Where facts go to the service, a
    consent in force must allow it, and what left is written down.
    """
    by.require(Permission.START_REFERRALS)
    with transaction.atomic():
        child, now = _now(referral, report.after)
        move = move_for(now.next_step, report.answer)
        day = report.happened_on or clock.today()
        _check(now, child, move, report, day)
        step = write(
            referral, child, by, move.stage, day,
            number=now.step.number + 1,
            outcome=move.outcome or "",
            books=move.books or now.step.books,
            evidence=move.evidence,
            said_by=report.said_by.strip()[:200],
            reason=report.reason if Asks.REASON in move.asks else "",
            note=report.note.strip()[:1000],
            appointment_on=report.day if Asks.DAY in move.asks else None,
            left_house=Asks.CONSENT in move.asks,
        )  # fmt: skip
        if step.left_house:
            _disclose(referral, child, by, report)
        close_item(now.item, step, by)
        _log(child, by, now.item, move, step)
        ask_next(referral, child, step, by)
    return step


def cancel(*, referral: Referral, by: Reader, reason: str, note: str = "") -> ReferralStep:
    """End the referral before it was tried to the end; its item goes. Raises AlreadyEndedError."""
    if reason != CancelReason.CHILD_DIED:  # written when a death is, by whoever may write that
        by.require(Permission.START_REFERRALS)
    with transaction.atomic():
        child, now = _now(referral, None)
        step = write(
            referral, child, by, Stage.CANCELLED, clock.today(),
            number=now.step.number + 1,
            books=now.step.books,
            evidence=Evidence.ORDER,
            said_by=by.name[:200],
            reason=CancelReason(reason),
            note=note.strip()[:1000],
        )  # fmt: skip
        drop_item(now.item, by, "the referral was cancelled")
    return step


def not_reached(*, referral: Referral, by: Reader, after: int | None = None, note: str = "") -> Item:
    """Note a call that reached nobody: the item stays and comes again. Raises StaleStepError, AlreadyEndedError."""
    by.require(Permission.START_REFERRALS)
    with transaction.atomic():
        child, now = _now(referral, after)
        if now.item is None:
            raise AlreadyEndedError
        local = clock.local(clock.now())
        again = when_to_try_again(CallOutcome.NO_ANSWER, now=local, attempts=now.item.attempts)
        hour = again.from_time and dt.datetime.combine(again.day, again.from_time, tzinfo=local.tzinfo)
        item = worklist.try_again(
            item=now.item, by=by, due_on=again.day, window_from=hour or None, reason="no_answer"
        )
        activity.log(
            by=by,
            child=child,
            kind=WorkKind.CALL,
            outcome=CallOutcome.NO_ANSWER,
            note=note.strip(),
            item=item,
        )
    return item


def _now(referral: Referral, after: int | None) -> tuple[Child, Standing]:
    """Where the referral stands, with its child locked so that it stays so."""
    child = locked(Child.objects.get(pk=referral.child_id))
    now = selectors.standing(referral)
    if after is not None and after != now.step.number:
        raise StaleStepError
    if not now.is_open:
        raise AlreadyEndedError
    return child, now


def _check(now: Standing, child: Child, move: Move, report: Report, day: dt.date) -> None:
    """Whether the report brings what the answer must bring; raises StepRefusedError."""
    if not report.said_by.strip():
        raise StepRefusedError("no_source")
    if day > clock.today():
        raise StepRefusedError("future")
    if day < now.step.effective_on:
        raise StepRefusedError("before_last")
    if Asks.DAY in move.asks and report.day is None:
        raise StepRefusedError("no_day")
    if Asks.DAY in move.asks and report.day is not None and report.day < day:
        raise StepRefusedError("day_before")
    if Asks.REASON in move.asks and report.reason not in set(CannotGo):
        raise StepRefusedError("no_reason")
    if Asks.ATTEMPTS in move.asks and not has_tried_enough(now.referral):
        raise StepRefusedError("few_attempts")
    if Asks.CONSENT in move.asks:
        _check_leaving(now.referral, child, report)


def has_tried_enough(referral: Referral) -> bool:
    """Whether enough calls reached nobody for a letter to end the referral."""
    return selectors.attempts(referral) >= pick(selectors.limits(), ATTEMPTS).days


def _check_leaving(referral: Referral, child: Child, report: Report) -> None:
    if not may_disclose(child, recipient_kind=RecipientKind.COMMUNITY, labels=leaving(referral)):
        raise StepRefusedError("no_consent")
    if referral.label == Sensitivity.SUBSTANCE_USE and not report.has_notice:
        raise StepRefusedError("no_notice")


def leaving(referral: Referral) -> list[str]:
    """The labels of what a call to the service tells: who the child is, and for what."""
    return sorted({Sensitivity.GENERAL, Sensitivity(referral.label)})


def _disclose(referral: Referral, child: Child, by: Reader, report: Report) -> None:
    record_disclosure(
        by=by,
        child=child,
        recipient_kind=RecipientKind.COMMUNITY,
        recipient_name=", ".join(filter(None, (referral.service_name, referral.organization)))[:200],
        what=referral.question or referral.need or referral.kind,
        labels=leaving(referral),
        notice_included=report.has_notice,
    )


def _log(child: Child, by: Reader, item: Item | None, move: Move, step: ReferralStep) -> None:
    """The work is on the log once; a talk with the family counts as one."""
    talked = move.evidence is Evidence.FAMILY_SAID and item is not None
    activity.log(
        by=by,
        child=child,
        kind=WorkKind.REFERRAL,
        outcome=CallOutcome.TALKED if talked else CallOutcome.DONE,
        note=step.note,
        item=item,
    )

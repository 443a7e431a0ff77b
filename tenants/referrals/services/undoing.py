"""Take one's own step of today back: a new row, and the step before stands again."""

import datetime as dt

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity import services as activity
from tenants.activity.models import Entry
from tenants.patients.models import Child
from tenants.referrals import selectors
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules.answers import Evidence
from tenants.referrals.rules.stages import CancelReason, Stage
from tenants.referrals.selectors import Standing
from tenants.referrals.services.trail import ask_next, drop_item, locked, write
from tenants.worklist import selectors as worklist


class CannotUndoError(ValueError):
    """Why not: `not_last`, `not_yours`, `too_late`, `already`, `left_house`, `worked_on` or `child_has_died`."""


def undo(*, referral: Referral, by: Reader, number: int) -> ReferralStep:
    """Take step `number` back, when it is the last and one's own of today. Raises CannotUndoError.

    Taking the first one back cancels the referral. What left the practice is not taken back: a correction is a step.
    """
    by.require(Permission.START_REFERRALS)
    with transaction.atomic():
        child = locked(Child.objects.get(pk=referral.child_id))
        now = selectors.standing(referral)
        why = _why_not(now, child, by, number)
        if why:
            raise CannotUndoError(why)
        before, day = _before(now.step), _day_before(referral)
        step = _taken_back(referral, child, by, now.step, before)
        drop_item(now.item, by, "the step was taken back")
        _take_log_back(referral, by, now.step)
        ask_next(referral, child, step, by, day)
    return step


def may_be_undone(now: Standing, by: Reader) -> bool:
    """Whether the last step can be taken back by this person."""
    return by.may(Permission.START_REFERRALS) and not _why_not(now, now.child, by, now.step.number)


def _why_not(now: Standing, child: Child, by: Reader, number: int) -> str:
    step = now.step
    if child.has_died:
        return "child_has_died"
    if step.number != number:
        return "not_last"
    if step.undoes_id is not None:
        return "already"
    if by.person_id is None or step.recorded_by_id != by.person_id:
        return "not_yours"
    if clock.local(step.recorded_at).date() != clock.today():
        return "too_late"
    if step.left_house:
        return "left_house"
    if now.item is not None and worklist.was_worked_on(now.item):
        return "worked_on"
    return ""


def _take_log_back(referral: Referral, by: Reader, step: ReferralStep) -> None:
    """The talk that the step logged is taken back with it, unless somebody did that already."""
    logged = Entry.objects.standing().filter(
        item__source=selectors.SOURCE,
        item__source_id=referral.pk,
        person_id=by.person_id,
        recorded_at__gte=step.recorded_at,
    )
    for entry in logged:
        activity.undo(entry=entry, by=by)


def _day_before(referral: Referral) -> dt.date | None:
    """The day of the item that the step closed, which somebody may have moved; None where it closed none."""
    ended = worklist.items_from(selectors.SOURCE, referral.pk).filter(closed_at__isnull=False)
    return ended.order_by("-closed_at").values_list("due_on", flat=True).first()


def _before(step: ReferralStep) -> ReferralStep | None:
    return ReferralStep.objects.filter(referral=step.referral_id, number=step.number - 1).first()


def _taken_back(
    referral: Referral, child: Child, by: Reader, step: ReferralStep, before: ReferralStep | None
) -> ReferralStep:
    common = {"number": step.number + 1, "undoes": step}
    if before is None:
        return write(
            referral, child, by, Stage.CANCELLED, clock.today(), books=step.books, evidence=Evidence.ORDER,
            said_by=by.name[:200], reason=CancelReason.MISTAKE, **common,
        )  # fmt: skip
    return write(
        referral, child, by, Stage(before.stage), before.effective_on, books=before.books, evidence=before.evidence,
        outcome=before.outcome, said_by=before.said_by, reason=before.reason, note=before.note,
        appointment_on=before.appointment_on, left_house=before.left_house, **common,
    )  # fmt: skip

"""A step is one row, one item done, one item put on the list, one audit line and one mark, all or nothing."""

import datetime as dt
from typing import Any

from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from nestwork.staff.selectors import is_here
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity, labels_read_by
from tenants.referrals import selectors
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules import stages
from tenants.referrals.rules.limits import day_due, pick
from tenants.referrals.rules.stages import NextStep, Stage, Urgency
from tenants.worklist import services as worklist
from tenants.worklist.models import Item
from tenants.worklist.rules import Cause
from tenants.worklist.rules import Kind as ItemKind

ROOM = "referrals"


def locked(child: Child) -> Child:
    """The record that stands for the child, locked: two people working on its referrals wait for each other."""
    found: Child = Child.objects.select_for_update().get(pk=child.head_id)
    return found


def write(
    referral: Referral, child: Child, by: Reader, stage: Stage, happened_on: dt.date, **fields: Any
) -> ReferralStep:
    """Write the next step of the referral; `child` is the locked record that stands for its child.

    The step stays with the record the order is of, as its item does: should a merge be undone, they go with it.
    """
    step = ReferralStep(
        referral=referral,
        child_id=referral.child_id,
        label=referral.label,
        stage=stage,
        effective_on=happened_on,
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
        **fields,
    )
    step.next_on = _due(referral, step)
    step.save(force_insert=True)
    action = "referral.undone" if step.undoes_id else f"referral.{stage}"
    record(by=by, action=action, subject="referral", subject_id=referral.pk, child_id=child.pk)
    mark(period=referral.effective_on, room=ROOM)
    if happened_on != referral.effective_on:
        mark(period=happened_on, room=ROOM)
    return step


def close_item(item: Item | None, step: ReferralStep, by: Reader) -> None:
    """The step was taken: its item is done."""
    if item is not None:
        worklist.close(item=item, by=by, because=Cause(selectors.SOURCE, step.pk))


def drop_item(item: Item | None, by: Reader, reason: str) -> None:
    """The step is not wanted any more: its item goes."""
    if item is not None:
        worklist.cancel(item=item, by=by, reason=reason)


def ask_next(
    referral: Referral, child: Child, step: ReferralStep, by: Reader, due_on: dt.date | None = None
) -> Item | None:
    """Put the one next step on the list; nothing when the referral has ended."""
    following = stages.next_step(step.stage, step.outcome)
    if following is None or step.next_on is None:
        return None
    return worklist.push(
        by=by,
        child=referral.child,
        kind=ItemKind.REFERRAL_STEP,
        title=following,
        why=_to_whom(referral),
        due_on=due_on or step.next_on,
        owner_id=owner_of(child, by, referral.label),
        source=selectors.SOURCE,
        source_id=referral.pk,
        is_urgent=referral.urgency == Urgency.URGENT and following is NextStep.ASK_FAMILY,
        label=referral.label,
    )


def owner_of(child: Child, by: Reader, label: str) -> Any:
    """Who does the next step: the child's coordinator, or whoever acts where coordinators do not read the label and
    where the child has none or one who has left."""
    if by.person_id and Sensitivity(label) not in labels_read_by(Role.COORDINATOR):
        return by.person_id
    return child.coordinator_id if is_here(child.coordinator_id) else by.person_id


def _due(referral: Referral, step: ReferralStep) -> dt.date | None:
    following = stages.next_step(step.stage, step.outcome)
    if following is None:
        return None
    limit = pick(selectors.limits(), following, books=step.books, urgency=referral.urgency)
    since = step.appointment_on if step.stage == Stage.BOOKED and step.appointment_on else step.effective_on
    return day_due(limit, since=since, today=clock.today())


def _to_whom(referral: Referral) -> str:
    names = dict.fromkeys((referral.service_name, referral.organization))
    return ", ".join(name for name in names if name)

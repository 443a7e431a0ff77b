"""A physician takes a decision of today back: a new row, and the question waits again."""

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel
from tenants.registry.rules import Decision
from tenants.registry.selectors import may_be_undone
from tenants.registry.services.asking import ask_again
from tenants.registry.services.contacts import LEVEL_CHANGED
from tenants.registry.services.locks import locked
from tenants.registry.services.proposing import Wanted, ask_physician, write
from tenants.registry.services.trail import told
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.rules import Step


class CannotUndoError(ValueError):
    """The decision is somebody else's, is not of today, was undone already, or something newer stands on it."""


def undo_decision(*, decision: NeedLevel, by: Reader) -> NeedLevel:
    """Take one's own decision of today back; returns the row that says so. Raises CannotUndoError.

    The level before it stands again. An answered proposal is proposed anew and asks for a physician; a needed
    contact that the decision brought forward goes back to its day unless somebody took it up since.
    """
    by.require(Permission.CONFIRM_LEVEL)
    with transaction.atomic():
        child = locked(decision.child)
        if not may_be_undone(decision, by):
            raise CannotUndoError
        row = _taken_back(decision, by)
        told(child, "registry.level_undone", by, row.id, since=decision.effective_on)
        _put_contact_back(child, decision, by)
        if decision.answers is not None:
            _propose_again(decision.answers, child, by)
        ask_again(decision, by)
    return row


def _taken_back(decision: NeedLevel, by: Reader) -> NeedLevel:
    try:
        with transaction.atomic():  # one row takes another back: a second tap is refused
            row: NeedLevel = NeedLevel.objects.create(
                child=decision.child,
                level=decision.level,
                decision=Decision.UNDONE,
                label=decision.label,
                scoring_id=decision.scoring_id,
                score=decision.score,
                method_version=decision.method_version,
                plans_visits=decision.plans_visits,
                reason=decision.reason,
                effective_on=decision.effective_on,
                recorded_by_id=by.person_id,
                proposed_by_id=decision.proposed_by_id,
                undoes=decision,
            )
    except IntegrityError as error:
        raise CannotUndoError from error
    return row


def _propose_again(proposal: NeedLevel, child: Child, by: Reader) -> None:
    wanted = Wanted(
        level=proposal.level,
        reason=proposal.reason,
        effective_on=proposal.effective_on,
        plans_visits=proposal.plans_visits,
        scoring=proposal.scoring,
        score=proposal.score,
        method_version=proposal.method_version,
    )
    again = write(child, by, wanted, Decision.PROPOSED, proposal.proposed_by_id)
    told(child, "registry.level_proposed", by, again.id, since=again.effective_on)
    ask_physician(again, by)


def _put_contact_back(child: Child, decision: NeedLevel, by: Reader) -> None:
    contact = worklist.next_contact_of(child)
    last = worklist.last_step(contact) if contact else None
    if contact is None or last is None:
        return
    moved = last.step == Step.MOVED and last.reason == LEVEL_CHANGED
    if moved and last.by_id == decision.confirmed_by_id and last.at >= decision.recorded_at:
        worklist_verbs.take_back_attempt(item=contact, by=by)

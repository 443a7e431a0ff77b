"""Need levels: proposed by the team, confirmed or declined by a physician."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel
from tenants.registry.rules import LEVELS, Decision
from tenants.registry.services.contacts import fit_next_contact
from tenants.registry.services.trail import told
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.rules import Kind

ASKED_BY = "registry.level"  # source of the items that ask a physician to decide


class AlreadyDecidedError(ValueError):
    """Somebody confirmed or declined the proposal first."""


def set_level(
    *,
    child: Child,
    by: Reader,
    level: int,
    reason: str,
    effective_on: dt.date | None = None,
    score: Decimal | None = None,
    method_version: str = "",
) -> NeedLevel:
    """Set the need level: a physician's word counts at once, anybody else's is a proposal to a physician.

    Raises ValueError for a level outside 0 to 4 or an empty reason.
    """
    if not by.may(Permission.CONFIRM_LEVEL):
        by.require(Permission.PROPOSE_LEVEL)
    if level not in LEVELS or not reason.strip():
        raise ValueError(level)
    confirms = by.may(Permission.CONFIRM_LEVEL) and not by.is_system
    with transaction.atomic():
        row = NeedLevel.objects.create(
            child=child,
            level=level,
            decision=Decision.CONFIRMED if confirms else Decision.PROPOSED,
            score=score,
            method_version=method_version,
            reason=reason.strip(),
            effective_on=effective_on or clock.today(),
            recorded_by_id=by.person_id,
            proposed_by_id=by.person_id,
            confirmed_by_id=by.person_id if confirms else None,
        )
        told(child, "registry.level_confirmed" if confirms else "registry.level_proposed", by, row.id)
        if confirms:
            fit_next_contact(child, by)
        else:
            _ask_physician(row, by)
    return row


def confirm_level(*, proposal: NeedLevel, by: Reader, reason: str = "") -> NeedLevel:
    """A physician agrees: the level counts from the proposal's day on. Raises AlreadyDecidedError."""
    return _decide(proposal, by, Decision.CONFIRMED, reason)


def decline_level(*, proposal: NeedLevel, by: Reader, reason: str) -> NeedLevel:
    """A physician does not agree: the level stays as it was. Raises AlreadyDecidedError."""
    return _decide(proposal, by, Decision.DECLINED, reason)


def _decide(proposal: NeedLevel, by: Reader, decision: Decision, reason: str) -> NeedLevel:
    by.require(Permission.CONFIRM_LEVEL)
    if by.is_system or NeedLevel.objects.filter(answers=proposal).exists():
        raise AlreadyDecidedError
    with transaction.atomic():
        row = _answer(proposal, by, decision, reason)
        told(proposal.child, f"registry.level_{decision}", by, row.id)
        for item in worklist.items_from(ASKED_BY, proposal.id):
            if item.is_open:
                worklist_verbs.close(item=item, by=by)
        if decision == Decision.CONFIRMED:
            fit_next_contact(proposal.child, by)
    return row


def _answer(proposal: NeedLevel, by: Reader, decision: Decision, reason: str) -> NeedLevel:
    try:
        with transaction.atomic():  # one answer per proposal is a constraint: the second physician is refused
            row: NeedLevel = NeedLevel.objects.create(
                child=proposal.child,
                level=proposal.level,
                decision=decision,
                score=proposal.score,
                method_version=proposal.method_version,
                reason=reason.strip() or proposal.reason,
                effective_on=proposal.effective_on,
                recorded_by_id=by.person_id,
                proposed_by_id=proposal.proposed_by_id,
                confirmed_by_id=by.person_id,
                answers=proposal,
            )
    except IntegrityError as error:
        raise AlreadyDecidedError from error
    return row


def _ask_physician(proposal: NeedLevel, by: Reader) -> None:
    if proposal.child.has_died:
        return
    worklist_verbs.push(
        by=by,
        child=proposal.child,
        kind=Kind.CONFIRM_LEVEL,
        title=str(proposal.level),
        why=proposal.reason,
        due_on=clock.today(),
        owner_id=proposal.child.primary_clinician_id,
        source=ASKED_BY,
        source_id=proposal.id,
    )

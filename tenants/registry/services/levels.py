"""Need levels: proposed by the team, confirmed or declined by a physician."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel
from tenants.registry.rules import LEVELS, CannotScoreError, Decision, NotScored
from tenants.registry.selectors import level_of
from tenants.registry.services.asking import settle
from tenants.registry.services.contacts import fit_next_contact
from tenants.registry.services.locks import locked
from tenants.registry.services.proposing import Wanted, end_asking, put
from tenants.registry.services.trail import told


class AlreadyDecidedError(ValueError):
    """Somebody confirmed or declined the proposal first, or another one took its place."""


def set_level(
    *,
    child: Child,
    by: Reader,
    level: int,
    reason: str,
    effective_on: dt.date | None = None,
    score: Decimal | None = None,
    method_version: str = "",
    plans_visits: bool | None = None,
) -> NeedLevel:
    """Set the need level: a physician's word counts at once, anybody else's is a proposal to a physician.

    It may begin on a day to come. Raises ValueError for a level outside 0 to 4 or an empty reason, and CannotScoreError for
    a child who has died and for a day before birth.
    """
    if not by.may(Permission.CONFIRM_LEVEL):
        by.require(Permission.PROPOSE_LEVEL)
    if level not in LEVELS or not reason.strip():
        raise ValueError(level)
    wanted = Wanted(
        level=level,
        reason=reason.strip(),
        effective_on=effective_on or clock.today(),
        plans_visits=plans_visits,
        score=score,
        method_version=method_version,
    )
    with transaction.atomic():
        stands = locked(child)
        _check(stands, wanted.effective_on)
        return put(stands, by, wanted)


def _check(child: Child, day: dt.date) -> None:
    if child.has_died:
        raise CannotScoreError(NotScored.DIED)
    if day < child.birth_date:
        raise CannotScoreError(NotScored.BEFORE_BIRTH)


def confirm_level(
    *, proposal: NeedLevel, by: Reader, reason: str = "", plans_visits: bool | None = None
) -> NeedLevel:
    """A physician agrees: the level counts from the proposal's day on. Raises AlreadyDecidedError.

    `plans_visits` is the physician's own word on planning visits ahead; None takes the proposal's.
    """
    return _decide(proposal, by, Decision.CONFIRMED, reason, plans_visits)


def decline_level(*, proposal: NeedLevel, by: Reader, reason: str) -> NeedLevel:
    """A physician does not agree: the level stays as it was. Raises AlreadyDecidedError."""
    return _decide(proposal, by, Decision.DECLINED, reason, None)


def _decide(
    proposal: NeedLevel, by: Reader, decision: Decision, reason: str, plans_visits: bool | None
) -> NeedLevel:
    by.require(Permission.CONFIRM_LEVEL)
    if by.is_system or NeedLevel.objects.filter(answers=proposal).exists():
        raise AlreadyDecidedError
    with transaction.atomic():
        child = locked(proposal.child)
        row = _answer(proposal, by, decision, reason, plans_visits)
        told(child, f"registry.level_{decision}", by, row.id, since=proposal.effective_on)
        end_asking(proposal, by)
        if (
            decision == Decision.CONFIRMED or level_of(child) is not None
        ):  # declined: what stood before stands
            settle(child, by, row)
        if decision == Decision.CONFIRMED:
            fit_next_contact(child, by)
    return row


def _answer(
    proposal: NeedLevel, by: Reader, decision: Decision, reason: str, plans_visits: bool | None
) -> NeedLevel:
    try:
        with transaction.atomic():  # one answer per proposal is a constraint: the second physician is refused
            row: NeedLevel = NeedLevel.objects.create(
                child=proposal.child,
                level=proposal.level,
                decision=decision,
                label=proposal.label,
                scoring_id=proposal.scoring_id,
                score=proposal.score,
                method_version=proposal.method_version,
                plans_visits=proposal.plans_visits if plans_visits is None else plans_visits,
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

"""How a need level comes to stand: a physician's word counts, anybody else's waits for one."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import Ask, Decision
from tenants.registry.selectors import level_of
from tenants.registry.services.asking import settle
from tenants.registry.services.contacts import fit_next_contact
from tenants.registry.services.trail import told
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.rules import Kind

ASKED_BY = "registry.level"  # source of the items that ask a physician to decide


@dataclass(frozen=True, slots=True)
class Wanted:
    """A level somebody sets, with what it rests on."""

    level: int
    reason: str
    effective_on: dt.date
    plans_visits: bool | None = None
    scoring: Scoring | None = None
    score: Decimal | None = (
        None  # the sum and the version's name, where they come from elsewhere than a scoring
    )
    method_version: str = ""
    settles: frozenset[Ask] | None = (
        None  # the questions it answers; None: the level, and planning where said
    )


def may_confirm(by: Reader) -> bool:
    """Whether the reader's word on a level counts at once."""
    return by.may(Permission.CONFIRM_LEVEL) and not by.is_system


def put(child: Child, by: Reader, wanted: Wanted) -> NeedLevel:
    """Write the level as confirmed, as a proposal, or as kept where a score came to what stands already.

    Whatever waited for the child is replaced: one proposal of a child waits at a time.
    """
    decision = _decision(child, by, wanted)
    replace_waiting(child, by)
    row = write(child, by, wanted, decision, by.person_id)
    told(child, f"registry.level_{decision}", by, row.id, since=wanted.effective_on)
    if decision == Decision.CONFIRMED:
        settle(child, by, row, wanted.settles)
        fit_next_contact(child, by)
    elif decision == Decision.PROPOSED:
        ask_physician(row, by)
    return row


def write(
    child: Child, by: Reader, wanted: Wanted, decision: Decision, proposer: uuid.UUID | None
) -> NeedLevel:
    """One new row."""
    scoring = wanted.scoring
    row: NeedLevel = NeedLevel.objects.create(
        child=child,
        level=wanted.level,
        decision=decision,
        scoring=scoring,
        score=scoring.total if scoring else wanted.score,
        method_version=scoring.method_label if scoring else wanted.method_version,
        plans_visits=wanted.plans_visits,
        reason=wanted.reason,
        effective_on=wanted.effective_on,
        recorded_by_id=by.person_id,
        proposed_by_id=proposer,
        confirmed_by_id=by.person_id if decision == Decision.CONFIRMED else None,
    )
    return row


def replace_waiting(child: Child, by: Reader) -> None:
    """Proposals nobody decided on give way to what comes now; the item that asked is taken off the list."""
    for proposal in NeedLevel.objects.of(child).waiting():
        row = NeedLevel.objects.create(
            child=proposal.child,
            level=proposal.level,
            decision=Decision.REPLACED,
            label=proposal.label,
            scoring_id=proposal.scoring_id,
            score=proposal.score,
            method_version=proposal.method_version,
            plans_visits=proposal.plans_visits,
            reason=proposal.reason,
            effective_on=proposal.effective_on,
            recorded_by_id=by.person_id,
            proposed_by_id=proposal.proposed_by_id,
            answers=proposal,
        )
        told(child, "registry.level_replaced", by, row.id, since=proposal.effective_on)
        end_asking(proposal, by, "another level was proposed")


def end_asking(proposal: NeedLevel, by: Reader, reason: str = "") -> None:
    """The physician need not decide any more: done, or (with a reason) off the list."""
    for item in worklist.items_from(ASKED_BY, proposal.id):
        if not item.is_open:
            continue
        if reason:
            worklist_verbs.cancel(item=item, by=by, reason=reason)
        else:
            worklist_verbs.close(item=item, by=by)


def ask_physician(proposal: NeedLevel, by: Reader) -> None:
    """Put the question on the physician's list."""
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


def _decision(child: Child, by: Reader, wanted: Wanted) -> Decision:
    if may_confirm(by):
        return Decision.CONFIRMED
    stands = level_of(child, on=wanted.effective_on)
    if wanted.scoring is None or stands is None:
        return Decision.PROPOSED
    says_nothing_new = wanted.plans_visits in (None, stands.plans_visits)
    return Decision.KEPT if stands.level == wanted.level and says_nothing_new else Decision.PROPOSED

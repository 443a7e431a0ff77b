"""Verbs of the registry: enter and leave, levels, cadence, and the rule that nobody lacks a next contact."""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.activity.selectors import last_contacts
from tenants.patients.models import Child
from tenants.registry import selectors
from tenants.registry.cadence import seed
from tenants.registry.models import ContactCadence, Enrollment, NeedLevel
from tenants.registry.rules import LEVELS, Decision, Move, next_contact_day
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import Cause, Kind

SOURCE = "registry"


class AlreadyDecidedError(ValueError):
    """Somebody confirmed or declined the proposal first."""


def enroll(
    *, child: Child, by: Reader, reason: str, effective_on: dt.date | None = None, source: str = ""
) -> Enrollment:
    """Put the child on the registry and ask for the first contact; a child already on it stays as it is."""
    by.require(Permission.LOG_WORK)
    standing = selectors.standing_of(child)
    if standing is not None and standing.move == Move.ENTERED:
        return standing
    with transaction.atomic():
        row = _stand(child, Move.ENTERED, by, reason, effective_on, source)
        ensure_next_contact(child=child, by=by)
    return row


def leave(
    *, child: Child, by: Reader, reason: str, effective_on: dt.date | None = None, source: str = ""
) -> Enrollment | None:
    """Take the child off the registry and its needed contact off the list; None when it was not on it."""
    by.require(Permission.LOG_WORK)
    if not selectors.is_on_registry(child):
        return None
    with transaction.atomic():
        row = _stand(child, Move.LEFT, by, reason, effective_on, source)
        contact = worklist.next_contact_of(child)
        if contact is not None and row.effective_on <= clock.today():
            worklist_verbs.cancel(item=contact, by=by, reason="left the registry")
    return row


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
        _tell(child, "registry.level_confirmed" if confirms else "registry.level_proposed", by, row.id)
        if confirms:
            _fit_next_contact(child, by)
        else:
            _ask_physician(row, by)
    return row


def confirm_level(*, proposal: NeedLevel, by: Reader, reason: str = "") -> NeedLevel:
    """A physician agrees: the level counts from the proposal's day on. Raises AlreadyDecidedError."""
    return _decide(proposal, by, Decision.CONFIRMED, reason)


def decline_level(*, proposal: NeedLevel, by: Reader, reason: str) -> NeedLevel:
    """A physician does not agree: the level stays as it was. Raises AlreadyDecidedError."""
    return _decide(proposal, by, Decision.DECLINED, reason)


def set_cadence(
    *, by: Reader, level: int | None, every_days: int, effective_on: dt.date | None = None, source: str = ""
) -> ContactCadence:
    """Say how often a level is contacted from a day on; earlier rows stay as they were.

    Raises ValueError for a level outside 0 to 4 (None: no level yet) or days outside 1 to 731.
    """
    by.require(Permission.PROPOSE_LEVEL)
    if (level is not None and level not in LEVELS) or not 1 <= every_days <= 731:
        raise ValueError(every_days)
    with transaction.atomic():
        row = ContactCadence.objects.create(
            level=level,
            every_days=every_days,
            effective_on=effective_on or clock.today(),
            set_by_id=by.person_id,
            source=source or by.name[:200],
        )
        record(by=by, action="registry.cadence_set", subject="registry.cadence", subject_id=row.id)
    return row


def seed_cadence() -> None:
    """Give a practice its starting rows; a practice that has rows keeps them."""
    if ContactCadence.objects.exists():
        return
    start = seed()
    ContactCadence.objects.bulk_create(
        ContactCadence(
            level=row.level, every_days=row.every_days, effective_on=clock.today(), source=start.source
        )
        for row in start.rows
    )


def ensure_next_contact(
    *,
    child: Child,
    by: Reader,
    after: dt.date | None = None,
    because: Cause | None = None,
) -> Item | None:
    """Give a child on the registry a next contact by the cadence of its level; an open one is returned as it is.

    `after` stands in for the last talk; `because` is the row that asks for it and may name the day outright. None
    for a child who is not on the registry or has died.
    """
    if child.has_died or not selectors.is_on_registry(child):
        return None
    standing = worklist.next_contact_of(child)
    if standing is not None:
        return standing
    with transaction.atomic():
        seed_cadence()
        chosen = because.next_on if because else None
        day = chosen or selectors.proposed_contact_day(child, after=after)
        return _push_contact(child, by, day, because)


def ensure_next_contacts(*, children: Iterable[Child], by: Reader) -> int:
    """The same for many children, reading in bulk; returns how many contacts were asked for."""
    living = {child.head_id: child for child in children if not child.has_died}
    lacking = selectors.on_registry(living) - worklist.children_with_next_contact(living)
    if not lacking:
        return 0
    with transaction.atomic():
        seed_cadence()
        levels, cadences = selectors.levels_of(lacking), selectors.cadences()
        talks = last_contacts(lacking)
        for head_id in sorted(lacking):
            last = talks.get(head_id)
            day = next_contact_day(
                last_contact=clock.local(last).date() if last else None,
                cadence_days=cadences[levels.get(head_id)].every_days,
                today=clock.today(),
            )
            _push_contact(living[head_id], by, day, None)
    return len(lacking)


def set_next_contact(*, child: Child, by: Reader, on: dt.date) -> Item:
    """Set the day of the next contact; asks for one when none stands. Raises ChildHasDiedError, CannotMoveError."""
    standing = worklist.next_contact_of(child)
    if standing is None:
        return _push_contact(child, by, on, None)
    if standing.due_on == on:
        return standing
    return worklist_verbs.move(item=standing, by=by, to=on)


def _stand(
    child: Child, move: Move, by: Reader, reason: str, effective_on: dt.date | None, source: str
) -> Enrollment:
    row: Enrollment = Enrollment.objects.create(
        child=child,
        move=move,
        reason=reason,
        effective_on=effective_on or clock.today(),
        recorded_by_id=by.person_id,
        source=source,
    )
    _tell(child, f"registry.{move}", by, row.id)
    return row


def _decide(proposal: NeedLevel, by: Reader, decision: Decision, reason: str) -> NeedLevel:
    by.require(Permission.CONFIRM_LEVEL)
    if by.is_system or NeedLevel.objects.filter(answers=proposal).exists():
        raise AlreadyDecidedError
    with transaction.atomic():
        row = _answer(proposal, by, decision, reason)
        _tell(proposal.child, f"registry.level_{decision}", by, row.id)
        for item in worklist.items_from("registry.level", proposal.id):
            if item.is_open:
                worklist_verbs.close(item=item, by=by)
        if decision == Decision.CONFIRMED:
            _fit_next_contact(proposal.child, by)
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
        source="registry.level",
        source_id=proposal.id,
    )


def _fit_next_contact(child: Child, by: Reader) -> None:
    """A higher level brings the next contact forward; a lower one never postpones what was promised."""
    standing = worklist.next_contact_of(child)
    if standing is None:
        ensure_next_contact(child=child, by=by)
        return
    day = selectors.proposed_contact_day(child)
    if day < standing.due_on:
        worklist_verbs.move(item=standing, by=by, to=day, reason="need level changed")


def _push_contact(child: Child, by: Reader, day: dt.date, because: Cause | None) -> Item:
    source, source_id = (because.source, because.source_id) if because else (SOURCE, child.head_id)
    return worklist_verbs.push(
        by=by,
        child=child,
        kind=Kind.NEEDED_CONTACT,
        title="",  # the kind says it, in the language of whoever reads
        due_on=day,
        owner_id=child.coordinator_id,
        source=source,
        source_id=source_id,
    )


def _tell(child: Child, action: str, by: Reader, subject_id: uuid.UUID) -> None:
    record(by=by, action=action, subject="registry", subject_id=subject_id, child_id=child.id)
    mark(period=clock.today(), room="registry")

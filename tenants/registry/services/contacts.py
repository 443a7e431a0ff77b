"""The cadence of contacts, and the rule that nobody on the registry lacks a next one."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.activity.selectors import last_contacts
from tenants.patients.models import Child
from tenants.registry import selectors
from tenants.registry.cadence import seed
from tenants.registry.models import ContactCadence
from tenants.registry.rules import LEVELS, next_contact_day
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import CannotMoveError, Cause, Kind

SOURCE = "registry"
LEVEL_CHANGED = "need level changed"  # why a contact was brought forward


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
        days: dict[uuid.UUID, dt.date] = {}
        for head_id in sorted(lacking):
            last = talks.get(head_id)
            days[head_id] = next_contact_day(
                last_contact=clock.local(last).date() if last else None,
                cadence_days=cadences[levels.get(head_id)].every_days,
                today=clock.today(),
            )
        _push_contacts([(living[head_id], day) for head_id, day in days.items()], by)
    return len(lacking)


def set_next_contact(*, child: Child, by: Reader, on: dt.date) -> Item:
    """Set the day of the next contact; asks for one when none stands. Raises ChildHasDiedError, CannotMoveError."""
    if on < clock.today():
        raise CannotMoveError("past")
    standing = worklist.next_contact_of(child)
    if standing is None:
        return _push_contact(child, by, on, None)
    if standing.due_on == on:
        return standing
    return worklist_verbs.move(item=standing, by=by, to=on)


def fit_next_contact(child: Child, by: Reader) -> None:
    """A higher level brings the next contact forward; a lower one never postpones what was promised."""
    standing = worklist.next_contact_of(child)
    if standing is None:
        ensure_next_contact(child=child, by=by)
        return
    day = selectors.proposed_contact_day(child)
    if day < standing.due_on:
        worklist_verbs.move(item=standing, by=by, to=day, reason=LEVEL_CHANGED)


def _push_contacts(wanted: list[tuple[Child, dt.date]], by: Reader) -> None:
    """All in a handful of statements; one by one when somebody asked for one of them a moment ago."""
    items = [
        Item(
            child=child,
            kind=Kind.NEEDED_CONTACT,
            due_on=day,
            owner_id=child.coordinator_id,
            source=SOURCE,
            source_id=child.head_id,
            recorded_by_id=by.person_id,
        )
        for child, day in wanted
    ]
    try:
        with transaction.atomic():
            worklist_verbs.push_many(by=by, items=items)
    except IntegrityError:
        for child, day in wanted:
            _push_contact(child, by, day, None)


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

"""Verbs of the worklist. Each is one transaction with its event and its audit line."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record, record_many
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tenants.worklist import rules
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import AlreadyClosedError, Cause, Kind, State, Step
from tenants.worklist.selectors import last_step
from tenants.worklist.signals import item_done


class ChildHasDiedError(ValueError):
    """No work is put on the list for a child who has died."""


def push(
    *,
    by: Reader,
    child: Child,
    kind: Kind | str,
    title: str,
    due_on: dt.date,
    source: str,
    source_id: uuid.UUID | None = None,
    why: str = "",
    owner_id: uuid.UUID | None = None,
    next_action: str = "",
    is_urgent: bool = False,
    window_from: dt.datetime | None = None,
    window_until: dt.datetime | None = None,
    label: str = Sensitivity.GENERAL,
) -> Item:
    """Put an item on the list; the open item of the same source, source_id and kind is returned as it is.

    Raises ChildHasDiedError.
    """
    by.require(Permission.LOG_WORK)
    if Child.objects.deceased(of=[child]).exists():
        raise ChildHasDiedError
    standing = _standing(source, source_id, kind)
    if standing is not None:
        return standing
    item = Item(
        child=child,
        kind=Kind(kind),
        title=title,
        why=why,
        due_on=due_on,
        owner_id=owner_id,
        source=source,
        source_id=source_id,
        next_action=next_action,
        is_urgent=is_urgent,
        window_from=window_from,
        window_until=window_until,
        label=label,
        recorded_by_id=by.person_id,
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                item.save(force_insert=True)
        except IntegrityError:  # somebody pushed the same source a moment ago
            winner = _standing(source, source_id, kind)
            if winner is None:
                raise
            return winner
        _tell(item, Step.OPENED, by)
    return item


def push_many(*, by: Reader, items: Sequence[Item]) -> list[Item]:
    """Put many new items on the list in a handful of statements, each with its event and audit line.

    For callers that know that none of them stands already; raises IntegrityError when one does, and
    ChildHasDiedError before anything is written.
    """
    by.require(Permission.LOG_WORK)
    if Child.objects.deceased(of=[item.child for item in items]).exists():
        raise ChildHasDiedError
    with transaction.atomic():
        pushed = Item.objects.bulk_create(items)
        ItemEvent.objects.bulk_create(
            ItemEvent(item=item, step=Step.OPENED, by_id=by.person_id, due_on=item.due_on) for item in pushed
        )
        rows = [(item.id, item.child_id) for item in pushed]
        record_many(by=by, action=f"worklist.{Step.OPENED}", subject="worklist.item", rows=rows)
        mark(period=clock.today(), room="worklist")
    return pushed


def close(*, item: Item, by: Reader, reason: str = "", because: Cause | None = None) -> Item:
    """Mark the item done and tell the rooms above, which may ask for what comes next.

    `because` is the row that closes it (a call). Raises AlreadyClosedError when somebody was
    first.
    """
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked_open(item)
        _end(locked, State.DONE, by)
        _tell(locked, Step.DONE, by, reason=reason)
        item_done.send(sender=Item, item=locked, by=by, because=because)
    return locked


def cancel(*, item: Item, by: Reader, reason: str) -> Item:
    """Take the item off the list without it having been done. Raises AlreadyClosedError."""
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked_open(item)
        _end(locked, State.CANCELLED, by)
        _tell(locked, Step.CANCELLED, by, reason=reason)
    return locked


def move(*, item: Item, by: Reader, to: dt.date, reason: str = "") -> Item:
    """Move the item to another day. Raises rules.CannotMoveError and AlreadyClosedError."""
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked_open(item)
        before = (locked.due_on, locked.window_from)
        locked.due_on = rules.day_to_move_to(
            today=clock.today(), due_on=locked.due_on, wanted=to, is_urgent=locked.is_urgent
        )
        locked.window_from = locked.window_until = None
        locked.save(update_fields=["due_on", "window_from", "window_until"])
        _tell(locked, Step.MOVED, by, reason=reason, before=before)
    return locked


def try_again(
    *, item: Item, by: Reader, due_on: dt.date, window_from: dt.datetime | None = None, reason: str = ""
) -> Item:
    """Keep the item open after an attempt that did not reach the family. Raises AlreadyClosedError."""
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked_open(item)
        before = (locked.due_on, locked.window_from)
        locked.attempts += 1
        locked.due_on = max(due_on, clock.today())
        locked.window_from, locked.window_until = window_from, None
        locked.save(update_fields=["attempts", "due_on", "window_from", "window_until"])
        _tell(locked, Step.TRIED, by, reason=reason, before=before)
    return locked


def assign(*, item: Item, by: Reader, owner_id: uuid.UUID | None) -> Item:
    """Give the item to a person of the practice, or to nobody. Raises AlreadyClosedError."""
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked_open(item)
        locked.owner_id = owner_id
        locked.save(update_fields=["owner_id"])
        _tell(locked, Step.ASSIGNED, by)
    return locked


def reopen(*, item: Item, by: Reader, reason: str = "") -> Item:
    """Put a closed item back on the list as it stood; an open one is returned as it is.

    Raises ChildHasDiedError, and IntegrityError when the same work was put on the list again meanwhile.
    """
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked(item)
        if locked.is_open:
            return locked
        if Child.objects.deceased(of=[locked.child]).exists():
            raise ChildHasDiedError
        locked.state = State.OPEN
        locked.closed_at = locked.closed_by_id = None
        locked.save(update_fields=["state", "closed_at", "closed_by_id"])
        _tell(locked, Step.UNDONE, by, reason=reason)
    return locked


def take_back_attempt(*, item: Item, by: Reader) -> Item:
    """Undo the last attempt or move that stands: the day and hour before it stand again; else nothing changes."""
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = _locked_open(item)
        last = last_step(locked)
        if last is None or last.due_before is None:
            return locked
        locked.due_on, locked.window_from = last.due_before, last.window_before
        if last.step == Step.TRIED:
            locked.attempts = max(0, locked.attempts - 1)
        locked.save(update_fields=["due_on", "window_from", "attempts"])
        _tell(locked, Step.UNDONE, by)
    return locked


def cancel_all_for(*, child: Child, by: Reader, reason: str) -> int:
    """Take every open item of the child off the list, at once; returns how many."""
    with transaction.atomic():
        items = list(Item.objects.open().of(child).select_for_update(of=("self",)))
        for item in items:
            _end(item, State.CANCELLED, by)
            _tell(item, Step.CANCELLED, by, reason=reason)
    return len(items)


def _standing(source: str, source_id: uuid.UUID | None, kind: Kind | str) -> Item | None:
    if source_id is None:
        return None
    item: Item | None = Item.objects.open().filter(source=source, source_id=source_id, kind=kind).first()
    return item


def _locked(item: Item) -> Item:
    locked: Item = Item.objects.select_for_update(of=("self",)).select_related("child").get(id=item.id)
    return locked


def _locked_open(item: Item) -> Item:
    locked = _locked(item)
    if not locked.is_open:
        raise AlreadyClosedError(locked.closed_by_id, State(locked.state))
    return locked


def _end(item: Item, state: State, by: Reader) -> None:
    item.state = state
    item.closed_at = clock.now()
    item.closed_by_id = by.person_id
    item.save(update_fields=["state", "closed_at", "closed_by_id"])


def _tell(
    item: Item,
    step: Step,
    by: Reader,
    *,
    reason: str = "",
    before: tuple[dt.date | None, dt.datetime | None] = (None, None),
) -> None:
    ItemEvent.objects.create(
        item=item,
        step=step,
        by_id=by.person_id,
        due_on=item.due_on,
        due_before=before[0],
        window_before=before[1],
        reason=reason,
    )
    record(
        by=by, action=f"worklist.{step}", subject="worklist.item", subject_id=item.id, child_id=item.child_id
    )
    mark(period=clock.today(), room="worklist")

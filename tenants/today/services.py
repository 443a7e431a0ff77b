"""Verbs of Today: one save logs the call, closes the item and puts the next one on the list."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity import services as activity
from tenants.activity.models import Entry
from tenants.activity.rules import Kind, Outcome, closes_item, when_to_try_again
from tenants.patients.models import Child, Contact
from tenants.today.models import OpenCall
from tenants.today.rules import work_kind
from tenants.worklist import services as worklist
from tenants.worklist.models import Item
from tenants.worklist.rules import (
    AlreadyClosedError,
    Cause,
    DecideFirstError,
    Step,
    is_ended_by_deciding,
    needs_phone,
)
from tenants.worklist.rules import Kind as ItemKind
from tenants.worklist.selectors import next_contact_of


class StandsAgainError(ValueError):
    """The same work was put on the list again since the item was closed."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the person typed in the call panel. `next_on` is the day of the next step, the next contact or try.

    `next_at` is the hour (in the practice's zone) of that day from which to call: of a next step, or of the next try.
    """

    outcome: Outcome
    note: str = ""
    minutes: int | None = None
    contact: Contact | None = None
    next_step: str = ""
    next_on: dt.date | None = None
    next_at: dt.time | None = None
    started_at: dt.datetime | None = None
    once: uuid.UUID | None = None  # the panel's own id: the same panel sent twice is one call


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did. `was_closed` tells that a colleague had closed the item; the words are kept either way."""

    entry: Entry | None
    was_closed: AlreadyClosedError | None = None


def open_call(*, item: Item, by: Reader) -> dt.datetime:
    """Start the timer of a call panel, once: opening it again finds the first start."""
    by.require(Permission.LOG_WORK)
    # One statement: a second opening touches nothing and answers with the first start.
    (call,) = OpenCall.objects.bulk_create(
        [OpenCall(person_id=by.person_id, item=item)],
        update_conflicts=True,
        unique_fields=["person_id", "item"],
        update_fields=["person_id"],
    )
    return call.started_at


def drop_call(*, item: Item, by: Reader) -> None:
    """Close the panel without a log: its timer ends, nothing else happens."""
    by.require(Permission.LOG_WORK)
    _stop_timer(item, by)


def save_call(*, item: Item, by: Reader, call: Call) -> Saved:
    """Log the call, close the item or keep it for another try, and ask for what comes next, in one transaction.

    When somebody closed the item first, the call is still logged with its note and the answer says who it was. The
    same panel sent again (a double click, a lost answer) finds what the first one saved. Raises DecideFirstError where
    a decision ends the item.
    """
    if is_ended_by_deciding(item.kind):
        raise DecideFirstError(item.kind)
    entry_id = call.once or uuid.uuid4()
    standing = Entry.objects.filter(id=entry_id).first()
    if standing is not None and _is_sent_again(standing, item, by):
        return Saved(standing)
    if standing is not None:
        entry_id = uuid.uuid4()  # taken back since, or an id that is not this panel's
    try:
        return _save_or_keep(item, by, call, entry_id)
    except IntegrityError:
        standing = Entry.objects.filter(id=entry_id).first()  # the other one was quicker
        if standing is None or not _is_sent_again(standing, item, by):
            raise
        return Saved(standing)


def finish(*, item: Item, by: Reader, note: str = "", minutes: int | None = None) -> Saved:
    """Mark an item done without a call. Raises DecideFirstError where a decision ends it."""
    if is_ended_by_deciding(item.kind):
        raise DecideFirstError(item.kind)
    entry_id = uuid.uuid4()
    try:
        with transaction.atomic():
            worklist.close(item=item, by=by, because=Cause(activity.SOURCE, entry_id))
            entry = activity.log(
                by=by,
                child=item.child,
                kind=Kind.OTHER if needs_phone(item.kind) else work_kind(item.kind, is_call=False),
                minutes=minutes,
                note=note,
                item=item,
                item_step=Step.DONE,
                entry_id=entry_id,
            )
            _stop_timer(item, by)
    except AlreadyClosedError as closed:
        return Saved(None, closed)
    return Saved(entry)


def take_up_again(*, item: Item, by: Reader, reason: str = "") -> Item:
    """Put a closed item on the list again. Raises StandsAgainError when the same work stands there already.

    Raises DecideFirstError for an item that ended by a decision: taking that back brings it again.
    """
    if is_ended_by_deciding(item.kind) and not item.is_open:
        raise DecideFirstError(item.kind)
    if item.kind == ItemKind.NEEDED_CONTACT and not item.is_open and next_contact_of(item.child) is not None:
        raise StandsAgainError
    try:
        with transaction.atomic():
            return worklist.reopen(item=item, by=by, reason=reason)
    except IntegrityError as error:
        raise StandsAgainError from error


def log_time(
    *,
    by: Reader,
    kind: Kind | str,
    minutes: int,
    note: str = "",
    child: Child | None = None,
    on: dt.date | None = None,
) -> Entry:
    """Log work that no item asked for, today or on an earlier day."""
    now = clock.now()
    started = now - dt.timedelta(minutes=minutes)
    if clock.local(started).date() != clock.today():
        started = now  # work past midnight counts on the day it is logged
    if on is not None and on != clock.today():
        noon = dt.datetime.combine(on, dt.time(12), tzinfo=clock.local(now).tzinfo)
        started = noon
    return activity.log(by=by, child=child, kind=kind, minutes=minutes, note=note, started_at=started)


def _is_sent_again(entry: Entry, item: Item, by: Reader) -> bool:
    if entry.person_id != by.person_id or entry.item_id != item.id:
        return False
    return not Entry.objects.filter(undoes=entry).exists()


def _save_or_keep(item: Item, by: Reader, call: Call, entry_id: uuid.UUID) -> Saved:
    try:
        with transaction.atomic():
            return Saved(_save(item, by, call, entry_id))
    except AlreadyClosedError as closed:
        return Saved(_log(item, by, call, entry_id, "", None), closed)


def _save(item: Item, by: Reader, call: Call, entry_id: uuid.UUID) -> Entry:
    if closes_item(call.outcome):
        step = Step.DONE
        chosen = None if call.next_step else call.next_on
        worklist.close(item=item, by=by, because=Cause(activity.SOURCE, entry_id, chosen))
    else:
        step = Step.TRIED
        _keep_open(item, by, call)
    follow_up = _follow_up(item, by, call, entry_id)
    entry = _log(item, by, call, entry_id, step, follow_up)
    _stop_timer(item, by)
    return entry


def _keep_open(item: Item, by: Reader, call: Call) -> None:
    now = clock.local(clock.now())
    again = when_to_try_again(call.outcome, now=now, attempts=item.attempts)
    day, from_time = again.day, again.from_time
    if (call.next_on or call.next_at) is not None and not call.next_step:
        day, from_time = call.next_on or now.date(), call.next_at
    worklist.try_again(item=item, by=by, due_on=day, window_from=_local(day, from_time), reason=call.outcome)


def _local(day: dt.date, hour: dt.time | None) -> dt.datetime | None:
    return None if hour is None else dt.datetime.combine(day, hour, tzinfo=clock.local(clock.now()).tzinfo)


def _follow_up(item: Item, by: Reader, call: Call, entry_id: uuid.UUID) -> Item | None:
    if not call.next_step:
        return None
    day = call.next_on or clock.today() + dt.timedelta(days=0 if call.next_at else 1)
    return worklist.push(
        by=by,
        child=item.child,
        kind=ItemKind.FOLLOW_UP,
        title=call.next_step,
        due_on=day,
        window_from=_local(day, call.next_at),
        owner_id=by.person_id,
        source=activity.SOURCE,
        source_id=entry_id,
        label=item.label,
    )


def _log(
    item: Item, by: Reader, call: Call, entry_id: uuid.UUID, step: Step | str, follow_up: Item | None
) -> Entry:
    return activity.log(
        by=by,
        child=item.child,
        kind=work_kind(item.kind, is_call=True),
        outcome=call.outcome,
        minutes=call.minutes,
        note=call.note,
        contact=call.contact,
        item=item,
        item_step=step,
        follow_up_item=follow_up,
        started_at=call.started_at,
        entry_id=entry_id,
    )


def _stop_timer(item: Item, by: Reader) -> None:
    OpenCall.objects.filter(item=item, person_id=by.person_id).delete()

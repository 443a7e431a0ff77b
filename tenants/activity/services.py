"""Verbs of the activity log."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.activity.models import Entry
from tenants.activity.rules import LONGEST_ENTRY_MINUTES, Kind, Outcome
from tenants.activity.selectors import is_superseded
from tenants.patients.models import Child, Contact
from tenants.patients.rules import Sensitivity
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import AlreadyClosedError, State, Step
from tenants.worklist.services import ChildHasDiedError

SOURCE = "activity"  # items a log row asked for carry this source and the row's id


class CannotUndoError(ValueError):
    """Why not: `already`, `worked_on`, `on_list_again`, `not_yours`, `too_late` or `child_has_died`."""


def log(
    *,
    by: Reader,
    child: Child | None,
    kind: Kind | str,
    outcome: Outcome | str = Outcome.DONE,
    minutes: int | None = None,
    note: str = "",
    contact: Contact | None = None,
    item: Item | None = None,
    item_step: Step | str = "",
    follow_up_item: Item | None = None,
    started_at: dt.datetime | None = None,
    entry_id: uuid.UUID | None = None,
    replaces: Entry | None = None,
) -> Entry:
    """Write one row of work. `minutes` may be None when the person has not said yet.

    Raises ValueError for minutes outside 0 to 720.
    """
    by.require(Permission.LOG_WORK)
    if minutes is not None and not 0 <= minutes <= LONGEST_ENTRY_MINUTES:
        raise ValueError(minutes)
    started_at = started_at or clock.now()
    with transaction.atomic():
        entry = Entry.objects.create(
            id=entry_id or uuid.uuid4(),
            child=child,
            label=item.label if item else (replaces.label if replaces else Sensitivity.GENERAL),
            kind=Kind(kind),
            outcome=Outcome(outcome),
            minutes=minutes,
            note=note,
            contact=contact,
            item=item,
            item_step=item_step,
            follow_up_item=follow_up_item,
            person_id=by.person_id,
            recorded_by_id=by.person_id,
            started_at=started_at,
            effective_on=clock.local(started_at).date(),
            replaces=replaces,
        )
        _tell(entry, "activity.logged", by)
    return entry


def set_minutes(*, entry: Entry, by: Reader, minutes: int) -> Entry:
    """Say how long a piece of work took: a new row stands in for the old one."""
    return log(
        by=by,
        child=entry.child,
        kind=entry.kind,
        outcome=entry.outcome,
        minutes=minutes,
        note=entry.note,
        contact=entry.contact,
        item=entry.item,
        item_step=entry.item_step,
        follow_up_item=entry.follow_up_item,
        started_at=entry.started_at,
        replaces=entry,
    )


def undo(*, entry: Entry, by: Reader) -> Entry:
    """Take a row back with a new row: its item stands on the list again, its untouched follow-ups go.

    Raises CannotUndoError: somebody worked on the item or its follow-up since, the row was taken back already, the
    work was put on the list again, the row is somebody else's, its day is over, or the child has died since.
    """
    by.require(Permission.LOG_WORK)
    if entry.person_id != by.person_id:
        raise CannotUndoError("not_yours")
    if clock.local(entry.recorded_at).date() != clock.today():
        raise CannotUndoError("too_late")
    if entry.undoes_id is not None or is_superseded(entry):
        raise CannotUndoError("already")
    try:
        with transaction.atomic():
            _take_back_follow_ups(entry, by)
            _put_item_back(entry, by)
            undone = Entry.objects.create(
                child=entry.child,
                label=entry.label,
                kind=entry.kind,
                outcome=entry.outcome,
                item=entry.item,
                person_id=by.person_id,
                recorded_by_id=by.person_id,
                started_at=entry.started_at,
                effective_on=entry.effective_on,
                undoes=entry,
            )
            _tell(undone, "activity.undone", by)
    except IntegrityError as error:  # the same undo, or the same work on the list, a moment earlier
        raise CannotUndoError("on_list_again") from error
    except AlreadyClosedError as error:  # a colleague closed it while this ran
        raise CannotUndoError("worked_on") from error
    except ChildHasDiedError as error:
        raise CannotUndoError("child_has_died") from error
    return undone


def _take_back_follow_ups(entry: Entry, by: Reader) -> None:
    for item in worklist.items_from(SOURCE, _first_version(entry).id):
        if item.state == State.DONE or worklist.was_worked_on(item):
            raise CannotUndoError("worked_on")
        if item.is_open:
            worklist_verbs.cancel(item=item, by=by, reason="the call was taken back")


def _put_item_back(entry: Entry, by: Reader) -> None:
    if entry.item is None or not entry.item_step:
        return
    last = worklist.last_step(entry.item)
    if last is not None and last.at > _first_version(entry).recorded_at:
        has_died = Child.objects.deceased(of=[entry.item.child]).exists()
        raise CannotUndoError("child_has_died" if has_died else "worked_on")
    if entry.item_step == Step.DONE:
        worklist_verbs.reopen(item=entry.item, by=by, reason="the call was taken back")
    elif entry.item_step == Step.TRIED:
        worklist_verbs.take_back_attempt(item=entry.item, by=by)


def _first_version(entry: Entry) -> Entry:
    """The row that was written first, before corrections of its minutes."""
    while entry.replaces is not None:
        entry = entry.replaces
    return entry


def _tell(entry: Entry, action: str, by: Reader) -> None:
    record(
        by=by,
        action=action,
        subject="activity.entry",
        subject_id=entry.id,
        child_id=entry.child_id,
    )
    mark(period=clock.local(entry.started_at).date(), room="activity")

"""One act for many children, taken back as one."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry.models import BulkAct
from tenants.registry.rules import BulkKind
from tenants.registry.services.contacts import set_next_contact
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item

MOST_CHILDREN = 2000


class BulkUndoneError(ValueError):
    """The act was taken back already, or is somebody else's."""


def assign_coordinator(*, children: Iterable[Child], by: Reader, coordinator_id: uuid.UUID | None) -> BulkAct:
    """Give the children, and their next contacts, to a coordinator (or to nobody)."""
    by.require(Permission.EDIT_CHILDREN)

    def act(child: Child) -> dict[str, Any]:
        before = child.coordinator_id
        if before != coordinator_id:
            patients.change_child(child=child, by=by, coordinator_id=coordinator_id)
            _hand_over(child, by, before, coordinator_id)
        return {"coordinator": str(before or ""), "changed": before != coordinator_id}

    return _for_each(BulkKind.COORDINATOR, children, by, act, str(coordinator_id or ""))


def put_on_call_list(*, children: Iterable[Child], by: Reader) -> BulkAct:
    """Call these families today: the next contact is due today."""
    return _set_day(BulkKind.CALL_LIST, children, by, clock.today())


def set_next_contacts(*, children: Iterable[Child], by: Reader, on: dt.date) -> BulkAct:
    """Set the day of the next contact. Raises CannotMoveError for a day that is over."""
    return _set_day(BulkKind.NEXT_CONTACT, children, by, on)


def undo_bulk(*, act: BulkAct, by: Reader) -> int:
    """Put back what stood before, except where somebody has changed it since; returns how many were put back."""
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked = BulkAct.objects.select_for_update().get(id=act.id)
        if locked.undone_at is not None or locked.by_id != by.person_id:
            raise BulkUndoneError
        put_back = sum(_put_back(locked, child_id, before, by) for child_id, before in locked.before.items())
        locked.undone_at = clock.now()
        locked.save(update_fields=["undone_at"])
        record(
            by=by,
            action="registry.bulk_undone",
            subject="registry.bulk",
            subject_id=act.id,
            detail={"put_back": put_back},
        )
    return put_back


def _set_day(kind: BulkKind, children: Iterable[Child], by: Reader, day: dt.date) -> BulkAct:
    by.require(Permission.LOG_WORK)

    def act(child: Child) -> dict[str, Any]:
        standing = worklist.next_contact_of(child)
        before = standing.due_on if standing else None
        item = set_next_contact(child=child, by=by, on=day)
        return {
            "item": str(item.id),
            "due_on": before.isoformat() if before else "",
            "changed": before != item.due_on,
        }

    living = [child for child in children if not child.has_died]
    return _for_each(kind, living, by, act, day.isoformat())


def _for_each(
    kind: BulkKind,
    children: Iterable[Child],
    by: Reader,
    act: Callable[[Child], dict[str, Any]],
    value: str,
) -> BulkAct:
    with transaction.atomic():
        results = {str(child.id): act(child) for child in list(children)[:MOST_CHILDREN]}
        before = {child_id: result for child_id, result in results.items() if result.pop("changed")}
        row = BulkAct.objects.create(kind=kind, by_id=by.person_id, before=before, value=value)
        record(
            by=by,
            action=f"registry.bulk_{kind}",
            subject="registry.bulk",
            subject_id=row.id,
            detail={"children": list(before)},
        )
    return row


def _hand_over(child: Child, by: Reader, before: uuid.UUID | None, after: uuid.UUID | None) -> None:
    for item in worklist.needed_contacts_of(child):
        if item.owner_id == before:
            worklist_verbs.assign(item=item, by=by, owner_id=after)


def _put_back(act: BulkAct, child_id: str, before: dict[str, str], by: Reader) -> bool:
    if act.kind == BulkKind.COORDINATOR:
        return _put_coordinator_back(act, child_id, before, by)
    item = Item.objects.visible_to(by).open().filter(id=before["item"], due_on=act.value).first()
    if item is None:
        return False
    if not before["due_on"]:
        worklist_verbs.cancel(item=item, by=by, reason="taken back")
    else:
        worklist_verbs.take_back_attempt(item=item, by=by)
    return True


def _put_coordinator_back(act: BulkAct, child_id: str, before: dict[str, str], by: Reader) -> bool:
    child = Child.objects.visible_to(by).filter(id=child_id).first()
    if child is None or str(child.coordinator_id or "") != act.value:
        return False
    earlier = uuid.UUID(before["coordinator"]) if before["coordinator"] else None
    given = child.coordinator_id
    patients.change_child(child=child, by=by, coordinator_id=earlier)
    _hand_over(child, by, given, earlier)
    return True

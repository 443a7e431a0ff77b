"""Reads of due work. Lists and counts come from the same query."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import TAKEN_BACK, WORKED_ON, Kind, Step


def open_items(reader: Reader) -> QuerySet[Item]:
    """Every open item of children the reader may see, with the child."""
    return Item.objects.visible_to(reader).open().select_related("child__merged_into")


def due_now(reader: Reader, *, on: dt.date | None = None) -> QuerySet[Item]:
    """Open items due today (or on the given day) and earlier."""
    return open_items(reader).filter(due_on__lte=on or clock.today())


def item_for(reader: Reader, item_id: uuid.UUID) -> Item:
    """The item in any state; raises Item.DoesNotExist when there is none the reader may see."""
    item: Item = Item.objects.visible_to(reader).select_related("child__merged_into").get(id=item_id)
    return item


def open_items_of(child: Child, reader: Reader) -> QuerySet[Item]:
    """Open items of one child, soonest first."""
    items: QuerySet[Item] = Item.objects.visible_to(reader).open().of(child).select_related("child")
    return items.order_by("due_on", "recorded_at")


def needed_contacts_of(child: Child) -> QuerySet[Item]:
    """Open needed contacts of the child and of everything merged into it, soonest first."""
    items: QuerySet[Item] = Item.objects.open().of(child).filter(kind=Kind.NEEDED_CONTACT)
    return items.order_by("due_on", "recorded_at")


def next_contact_of(child: Child) -> Item | None:
    """The open needed contact of the child, whatever its day."""
    return needed_contacts_of(child).first()


def children_with_next_contact(children: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the given children (survivors of merges) for whom an open needed contact stands."""
    items = Item.objects.open().filter(child__head_id__in=list(children), kind=Kind.NEEDED_CONTACT)
    return set(items.values_list("child__head_id", flat=True))


def items_from(source: str, source_id: uuid.UUID) -> QuerySet[Item]:
    """Items in any state that the named row asked for."""
    return Item.objects.filter(source=source, source_id=source_id)


def was_worked_on(item: Item) -> bool:
    """Whether somebody took the item up after it was put on the list."""
    return ItemEvent.objects.filter(item=item, step__in=list(WORKED_ON)).exists()


def last_step(item: Item) -> ItemEvent | None:
    """The latest step that still counts: each undo takes back the one before it that was not taken back yet."""
    standing: list[ItemEvent] = []
    for event in story_of(item):
        if event.step in TAKEN_BACK:
            standing.append(event)
        elif event.step == Step.UNDONE and standing:
            standing.pop()
    return standing[-1] if standing else None


def story_of(item: Item) -> QuerySet[ItemEvent]:
    """The item's events, oldest first."""
    return ItemEvent.objects.filter(item=item).order_by("at")

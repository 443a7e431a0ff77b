"""What Today shows: the due work in the order in which to take it up, from as few queries as it takes."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, When

from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.staff.models import StaffMember
from tenants.patients.models import Child, ChildContact
from tenants.patients.rules import CALLED
from tenants.patients.selectors import contact_links
from tenants.registry.selectors import level_now
from tenants.today.models import OpenCall
from tenants.today.rules import Group, Hours, Place, Work, arrange
from tenants.worklist import selectors as worklist
from tenants.worklist.models import Item
from tenants.worklist.rules import reaches_family

ROWS_AT_ONCE = 40
TAKES_UNOWNED = frozenset({Role.COORDINATOR, Role.NURSE})  # whose list shows work nobody owns yet


@dataclass(frozen=True, slots=True)
class Due:
    """The few columns of a due item that order and counts need."""

    id: uuid.UUID
    head_id: uuid.UUID
    kind: str
    due_on: dt.date
    owner_id: uuid.UUID | None
    is_urgent: bool
    window_from: dt.datetime | None
    window_until: dt.datetime | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One item on the page with everything its row and its call panel say."""

    item: Item
    child: Child
    place: Place
    contact: ChildContact | None
    level: int | None
    owner_name: str


@dataclass(slots=True)
class TodayList:
    """The page: rows by group, and the counts that come from the same query."""

    groups: dict[Group, list[Row]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    total: int = 0
    late: int = 0
    mine: int = 0
    team: int = 0
    shown: int = 0
    matching: int = 0

    @property
    def rows(self) -> list[Row]:
        """Every row in reading order."""
        return [row for group in Group for row in self.groups.get(group, [])]


def is_mine(due: Due, reader: Reader) -> bool:
    """Whether the item stands on the reader's own list: owned, or owned by nobody and the reader takes such work."""
    if due.owner_id is None:
        return reader.role in TAKES_UNOWNED
    return due.owner_id == reader.person_id


def today_list(
    reader: Reader, *, whole_team: bool = False, kind: str = "", limit: int = ROWS_AT_ONCE
) -> TodayList:
    """Due work in order: three queries, whatever the number of items."""
    now = clock.local(clock.now())
    every = _due(reader, now.date())
    mine = [due for due in every if is_mine(due, reader)]
    chosen = every if whole_team else mine
    page = TodayList(mine=len(mine), team=len(every), total=len(chosen))
    page.kinds = Counter(due.kind for due in chosen)
    page.late = sum(due.due_on < now.date() for due in chosen)
    matching = [due for due in chosen if not kind or due.kind == kind]
    page.matching = len(matching)
    _fill(page, matching, now, limit)
    return page


def row_for(reader: Reader, item_id: uuid.UUID) -> Row:
    """One open item as a row, due or not; raises Item.DoesNotExist."""
    found = _read(worklist.open_items(reader).filter(id=item_id))
    if not found:
        raise Item.DoesNotExist
    page = TodayList()
    _fill(page, found, clock.local(clock.now()), 1)
    return page.rows[0]


def contacts_of(child: Child) -> list[ChildContact]:
    """Everybody around the child who may be called, first first."""
    return list(contact_links(child))


def started_call(reader: Reader, item: Item) -> dt.datetime | None:
    """When this person opened the item's call panel, if it is open."""
    call = OpenCall.objects.filter(person_id=reader.person_id, item=item).first()
    return call.started_at if call else None


def _due(reader: Reader, today: dt.date) -> list[Due]:
    return _read(worklist.due_now(reader, on=today))


def _read(items: QuerySet[Item]) -> list[Due]:
    columns = (
        "id",
        "child__head_id",
        "kind",
        "due_on",
        "owner_id",
        "is_urgent",
        "window_from",
        "window_until",
    )
    rows = items.order_by().values_list(*columns, level_now("child__head_id"))
    return [Due(*values) for values in rows]


def _fill(page: TodayList, chosen: Sequence[Due], now: dt.datetime, limit: int) -> None:
    heads = {due.head_id for due in chosen}
    contacts = first_contacts(heads)
    by_id = {due.id: due for due in chosen}
    works = [_work(due, contacts.get(due.head_id)) for due in chosen]
    arranged = arrange(works, now)[:limit]
    items = _items([work.id for work, _place in arranged])
    for work, where in arranged:
        item, due = items[work.id], by_id[work.id]
        page.groups.setdefault(where.group, []).append(
            Row(
                item=item,
                child=item.child,
                place=where,
                contact=contacts.get(due.head_id),
                level=work.level,
                owner_name=getattr(item, "owner_name", None) or "",
            )
        )
    page.shown = len(arranged)


def _work(due: Due, link: ChildContact | None) -> Work:
    return Work(
        id=due.id,
        is_call=reaches_family(due.kind),
        is_urgent=due.is_urgent,
        due_on=due.due_on,
        level=due.level,
        window_from=clock.local(due.window_from) if due.window_from else None,
        window_until=clock.local(due.window_until) if due.window_until else None,
        hours=_hours(link),
    )


def _hours(link: ChildContact | None) -> Hours:
    if link is None:
        return Hours(is_reachable_at_all=False)
    contact = link.contact
    return Hours(
        days=contact.preferred_days,
        since=contact.preferred_from,
        until=contact.preferred_until,
        is_reachable_at_all=not contact.do_not_contact and bool(contact.phone or contact.second_phone),
    )


def first_contacts(heads: set[uuid.UUID]) -> dict[uuid.UUID, ChildContact]:
    """Whom to call first for each child: as patients.selectors.main_contact, one row a child from the database."""
    ranks = [
        When(relationship__in=[str(who) for who in group], then=rank) for rank, group in enumerate(CALLED)
    ]
    links = (
        ChildContact.objects.filter(child__head_id__in=heads, ended_on=None, contact__do_not_contact=False)
        .select_related("contact")
        .annotate(head_id=F("child__head_id"), rank=Case(*ranks, output_field=IntegerField()))
        .exclude(rank=None)
        .order_by("child__head_id", "rank", "order", "contact__name")
        .distinct("child__head_id")
    )
    return {link.head_id: link for link in links}


def _items(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Item]:
    """Items with child and owner's name; a merged child is replaced by the one that stands for it."""
    owner = StaffMember.objects.filter(pk=OuterRef("owner_id")).values("display_name")[:1]
    rows = Item.objects.filter(id__in=ids).select_related("child").annotate(owner_name=Subquery(owner))
    items = {item.id: item for item in rows}
    merged = {item.child.head_id for item in items.values() if item.child.head_id != item.child_id}
    if merged:
        heads = {child.id: child for child in Child.objects.filter(id__in=merged)}
        for item in items.values():
            item.child = heads.get(item.child.head_id, item.child)
    return items

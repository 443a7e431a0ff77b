"""The registry list: one query narrows, sorts and counts; the rows of one page are filled in bulk."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable, OrderBy

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity.models import Entry
from tenants.activity.rules import Outcome
from tenants.activity.selectors import last_contacts
from tenants.clinical.models import Condition
from tenants.patients.models import Child
from tenants.patients.selectors import children_visible_to
from tenants.registry.filters import AGE_CHOICES, NOBODY, Filters
from tenants.registry.models import BulkAct, Enrollment, NeedLevel
from tenants.registry.rules import Move, years_ago
from tenants.registry.selectors.facts import level_now, levels_of
from tenants.registry.selectors.scorings import fits_method, unscored
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind

DAYS_AHEAD = {"today": 0, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Row:
    """One child of the list with what its row says."""

    child: Child
    level: int | None
    proposal: NeedLevel | None
    last_contact: dt.datetime | None
    next_contact: dt.date | None


def registry_list(reader: Reader, filters: Filters) -> QuerySet[Child]:
    """Children on the registry whom the reader may see, narrowed and sorted."""
    children = on_the_registry(reader)
    needed = _columns(filters)
    children = children.annotate(**needed).filter(condition_of(filters, reader))
    return children.order_by(*_order(filters.sort))


def needs_new_scoring(reader: Reader) -> QuerySet[Child]:
    """Children on the registry whose stored inputs do not answer the method in force, or who were never scored."""
    return on_the_registry(reader).alias(fits_method=fits_method()).filter(unscored())


def counts(reader: Reader, several: Sequence[Filters]) -> list[int]:
    """How many children each set of filters finds, in one statement."""
    if not several:
        return []
    needed: dict[str, Combinable] = {}
    for filters in several:
        needed |= _columns(filters, with_sort=False)
    totals = {
        f"n{number}": Count("pk", filter=condition_of(filters, reader) or None)
        for number, filters in enumerate(several)
    }
    found = on_the_registry(reader).annotate(**needed).order_by().aggregate(**totals)
    return [found[f"n{number}"] for number in range(len(several))]


def rows_of(children: Iterable[Child], reader: Reader) -> list[Row]:
    """The rows of one page: levels, proposals, last and next contacts in one query each."""
    shown = list(children)
    heads = [child.head_id for child in shown]
    levels, talks, contacts = levels_of(heads), last_contacts(heads), _next_contacts(heads)
    proposals = _proposals(heads, reader)
    return [
        Row(
            child=child,
            level=levels.get(child.head_id),
            proposal=proposals.get(child.head_id),
            last_contact=talks.get(child.head_id),
            next_contact=contacts.get(child.head_id),
        )
        for child in shown
    ]


def languages(reader: Reader) -> list[str]:
    """The languages of children the reader may see, for the filter."""
    found = children_visible_to(reader).order_by("language").values_list("language", flat=True).distinct()
    return [code for code in found if code]


def chosen(reader: Reader, child_ids: Iterable[uuid.UUID]) -> list[Child]:
    """Those of the given children who are on the registry and whom the reader may see."""
    return list(on_the_registry(reader).filter(pk__in=list(child_ids)))


def bulk_act_for(reader: Reader, act_id: uuid.UUID) -> BulkAct:
    """The reader's own act; raises BulkAct.DoesNotExist."""
    act: BulkAct = BulkAct.objects.get(id=act_id, by_id=reader.person_id)
    return act


def condition_of(filters: Filters, reader: Reader) -> Q:
    """The narrowing as one condition over the columns of `_columns`."""
    today = clock.today()
    condition = Q()
    for name in ("clinician", "coordinator"):
        person = getattr(filters, name)
        column = {"clinician": "primary_clinician_id", "coordinator": "coordinator_id"}[name]
        if person:
            condition &= Q(**{column: None if person == NOBODY else uuid.UUID(person)})
    if filters.language:
        condition &= Q(language=filters.language)
    if filters.roster:
        condition &= Q(roster_state=filters.roster)
    if filters.age:
        condition &= _age(filters.age, today)
    if filters.condition:
        condition &= Q(Exists(_condition(filters.condition, reader)))
    return condition & _level(filters.level, reader) & _contacts(filters, today)


def on_the_registry(reader: Reader) -> QuerySet[Child]:
    """Children on the registry whom the reader may see."""
    standing = Enrollment.objects.filter(child__head_id=OuterRef("pk"), effective_on__lte=clock.today())
    newest = standing.order_by("-effective_on", "-recorded_at").values("move")[:1]
    return children_visible_to(reader).alias(standing=Subquery(newest)).filter(standing=Move.ENTERED)


def _columns(filters: Filters, *, with_sort: bool = True) -> dict[str, Combinable]:
    """Only the columns these filters (and the order) look at: the others cost nothing."""
    wanted = {
        "fits_method": filters.level == "unscored",
        "level_now": (filters.level not in ("", "proposed", "unscored"))
        or (with_sort and filters.sort == "level"),
        "last_talk": bool(filters.last_contact) or (with_sort and filters.sort == "last"),
        "next_day": bool(filters.next_contact) or (with_sort and filters.sort == "next"),
    }
    makers: dict[str, Callable[[], Combinable]] = {
        "fits_method": fits_method,
        "level_now": _level_column,
        "last_talk": _last_talk,
        "next_day": _next_day,
    }
    return {name: makers[name]() for name, needed in wanted.items() if needed}


def _level_column() -> Subquery:
    return level_now("pk")


def _last_talk() -> Subquery:
    talks = Entry.objects.standing().filter(child__head_id=OuterRef("pk"), outcome=Outcome.TALKED)
    return Subquery(talks.order_by().values("child__head_id").annotate(last=Max("started_at")).values("last"))


def _next_day() -> Subquery:
    items = Item.objects.open().filter(child__head_id=OuterRef("pk"), kind=Kind.NEEDED_CONTACT)
    return Subquery(items.order_by().values("child__head_id").annotate(day=Min("due_on")).values("day"))


def _order(sort: str) -> tuple[str | OrderBy, ...]:
    names = ("family_name", "given_name", "pk")
    orders: dict[str, tuple[str | OrderBy, ...]] = {
        "name": (),
        "next": (F("next_day").asc(nulls_last=True),),
        "level": (F("level_now").desc(nulls_last=True),),
        "last": (F("last_talk").asc(nulls_first=True),),
        "young": ("-birth_date",),
        "old": ("birth_date",),
    }
    return (*orders[sort], *names)


def _level(level: str, reader: Reader) -> Q:
    if level == "none":
        return Q(level_now=None)
    if level == "unscored":
        return unscored()
    if level == "proposed":
        waiting = NeedLevel.objects.visible_to(reader).waiting().filter(child__head_id=OuterRef("pk"))
        return Q(Exists(waiting))
    return Q(level_now=int(level)) if level else Q()


def _contacts(filters: Filters, today: dt.date) -> Q:
    condition = Q()
    if filters.last_contact == "never":
        condition &= Q(last_talk=None)
    elif filters.last_contact:
        before = clock.now() - dt.timedelta(days=int(filters.last_contact))
        condition &= Q(last_talk__lt=before) | Q(last_talk=None)
    if filters.next_contact == "late":
        condition &= Q(next_day__lt=today)
    elif filters.next_contact == "none":
        condition &= Q(next_day=None)
    elif filters.next_contact:
        condition &= Q(next_day__lte=today + dt.timedelta(days=DAYS_AHEAD[filters.next_contact]))
    return condition


def _age(age: str, today: dt.date) -> Q:
    youngest, oldest = AGE_CHOICES[age]
    return Q(birth_date__gt=years_ago(today, oldest + 1), birth_date__lte=years_ago(today, youngest))


def _condition(code: str, reader: Reader) -> QuerySet[Condition]:
    facts: QuerySet[Condition] = (
        Condition.objects.visible_to(reader)
        .standing()
        .filter(child__head_id=OuterRef("pk"), code__startswith=code, ended_on=None)
    )
    return facts


def _next_contacts(heads: Sequence[uuid.UUID]) -> dict[uuid.UUID, dt.date]:
    rows = (
        Item.objects.open()
        .filter(child__head_id__in=heads, kind=Kind.NEEDED_CONTACT)
        .values_list("child__head_id")
        .annotate(day=Min("due_on"))
        .order_by()
    )
    return dict(rows)


def _proposals(heads: Sequence[uuid.UUID], reader: Reader) -> dict[uuid.UUID, NeedLevel]:
    rows = (
        NeedLevel.objects.visible_to(reader)
        .waiting()
        .filter(child__head_id__in=heads)
        .annotate(head=F("child__head_id"))
        .order_by("recorded_at")
    )
    return {row.head: row for row in rows}

"""Reads of the registry: standing, need level, cadence, next contact."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity.selectors import last_contacts
from tenants.patients.models import Child
from tenants.registry.cadence import seed
from tenants.registry.models import ContactCadence, Enrollment, NeedLevel, SavedView
from tenants.registry.rules import Move, next_contact_day


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a level is contacted, since when, and who says so. `level` None: no level confirmed yet."""

    level: int | None
    every_days: int
    effective_on: dt.date | None
    source: str


def level_of(child: Child, *, on: dt.date | None = None) -> NeedLevel | None:
    """The latest effective confirmed need level of the child and of everything merged into it."""
    level: NeedLevel | None = (
        NeedLevel.objects.of(child)
        .standing()
        .filter(effective_on__lte=on or clock.today())
        .order_by("-effective_on", "-recorded_at")
        .first()
    )
    return level


def levels_of(children: Iterable[uuid.UUID], *, on: dt.date | None = None) -> dict[uuid.UUID, int]:
    """Need levels of many children in one query; children without a confirmed level are left out."""
    rows = (
        NeedLevel.objects.standing()
        .filter(child__head_id__in=list(children), effective_on__lte=on or clock.today())
        .order_by("child__head_id", "-effective_on", "-recorded_at")
        .distinct("child__head_id")
    )
    return dict(rows.values_list("child__head_id", "level"))


def level_now(head: str) -> Subquery:
    """The confirmed level as a column of another query; `head` is that query's path to the child's head_id."""
    rows = NeedLevel.objects.standing().filter(child__head_id=OuterRef(head), effective_on__lte=clock.today())
    return Subquery(rows.order_by("-effective_on", "-recorded_at").values("level")[:1])


def level_history(child: Child, reader: Reader) -> QuerySet[NeedLevel]:
    """Every proposal, confirmation and refusal of a level, newest first."""
    rows: QuerySet[NeedLevel] = NeedLevel.objects.visible_to(reader).of(child)
    return rows


def open_proposals(reader: Reader) -> QuerySet[NeedLevel]:
    """Proposed levels no physician has decided on; nobody decides about a child who has died."""
    died = Child.objects.filter(deceased_on__isnull=False).values("pk")
    rows: QuerySet[NeedLevel] = NeedLevel.objects.visible_to(reader).waiting()
    return rows.exclude(child__head_id__in=died).select_related("child", "scoring")


def proposal_for(reader: Reader, proposal_id: uuid.UUID) -> NeedLevel:
    """An undecided proposal; raises NeedLevel.DoesNotExist."""
    return open_proposals(reader).get(id=proposal_id)


def standing_of(child: Child, *, on: dt.date | None = None) -> Enrollment | None:
    """The newest effective row that says whether the child is on the registry."""
    row: Enrollment | None = (
        Enrollment.objects.of(child)
        .filter(effective_on__lte=on or clock.today())
        .order_by("-effective_on", "-recorded_at")
        .first()
    )
    return row


def is_on_registry(child: Child, *, on: dt.date | None = None) -> bool:
    """Whether the child is on the registry."""
    row = standing_of(child, on=on)
    return row is not None and row.move == Move.ENTERED


def on_registry(children: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the given children who are on the registry, in one query."""
    rows = (
        Enrollment.objects.filter(child__head_id__in=list(children), effective_on__lte=clock.today())
        .order_by("child__head_id", "-effective_on", "-recorded_at")
        .distinct("child__head_id")
        .values_list("child__head_id", "move")
    )
    return {child for child, move in rows if move == Move.ENTERED}


def first_day_of(children: Sequence[Child]) -> dt.date | None:
    """The earliest day from which any of the children came or went or had a level; None where none ever did."""
    heads = [child.head_id for child in children] + [child.pk for child in children]
    days = [
        rows.filter(Q(child__head_id__in=heads) | Q(child_id__in=heads)).aggregate(first=Min("effective_on"))[
            "first"
        ]
        for rows in (Enrollment.objects.all(), NeedLevel.objects.all())
    ]
    return min((day for day in days if day is not None), default=None)


def enrollment_history(child: Child, reader: Reader) -> QuerySet[Enrollment]:
    """Every time the child entered or left, newest first."""
    rows: QuerySet[Enrollment] = Enrollment.objects.visible_to(reader).of(child)
    return rows


def cadences(*, on: dt.date | None = None) -> dict[int | None, Cadence]:
    """The cadence of each level in one query; levels the practice never set show the starting row."""
    start = seed()
    found = {row.level: Cadence(row.level, row.every_days, None, start.source) for row in start.rows}
    rows = (
        ContactCadence.objects.filter(effective_on__lte=on or clock.today())
        .order_by("level", "-effective_on", "-recorded_at")
        .distinct("level")
    )
    for row in rows:
        found[row.level] = Cadence(row.level, row.every_days, row.effective_on, row.source)
    return found


def proposed_contact_day(child: Child, *, after: dt.date | None = None) -> dt.date:
    """The day the cadence asks for the next contact; `after` stands in for the last talk."""
    level = level_of(child)
    every = cadences()[level.level if level else None].every_days
    last = last_contacts([child.head_id]).get(child.head_id)
    return next_contact_day(
        last_contact=after or (clock.local(last).date() if last else None),
        cadence_days=every,
        today=clock.today(),
    )


def saved_views(reader: Reader) -> QuerySet[SavedView]:
    """The reader's own views and the practice's, by name."""
    return SavedView.objects.filter(Q(owner_id=reader.person_id) | Q(owner_id=None)).order_by("name")


def saved_view_for(reader: Reader, view_id: uuid.UUID) -> SavedView:
    """One of those views; raises SavedView.DoesNotExist."""
    return saved_views(reader).get(id=view_id)

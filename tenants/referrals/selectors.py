"""Reads of referrals: where each stands, its next step and when that is due."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.community.models import DirectorySearch
from tenants.patients.models import Child
from tenants.referrals.models import Referral, ReferralLimit, ReferralStep
from tenants.referrals.rules import stages
from tenants.referrals.rules.limits import Limit, seed
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind as ItemKind

SOURCE = "referrals"  # items a referral asked for carry this source and the referral's id


@dataclass(frozen=True, slots=True)
class Standing:
    """A referral with its last step and the open item of its next one. `child` stands for the child after merges."""

    referral: Referral
    child: Child
    step: ReferralStep
    item: Item | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return not stages.is_ended(self.step.stage)

    @property
    def lane(self) -> stages.Lane | None:
        """The column of the board; None when ended."""
        return stages.lane_of(self.step.stage)

    @property
    def next_step(self) -> stages.NextStep | None:
        """The one next step; None exactly when ended."""
        return stages.next_step(self.step.stage, self.step.outcome)

    @property
    def due_on(self) -> dt.date | None:
        """The day of the next step: the item's, which somebody may have moved."""
        if not self.is_open:
            return None
        return self.item.due_on if self.item else self.step.next_on

    @property
    def is_late(self) -> bool:
        """Whether the day of the next step is over."""
        return self.due_on is not None and self.due_on < clock.today()


def referrals(reader: Reader) -> QuerySet[Referral]:
    """Every referral the reader may see."""
    rows: QuerySet[Referral] = Referral.objects.visible_to(reader).select_related("child")
    return rows


def referral_for(reader: Reader, referral_id: uuid.UUID) -> Referral:
    """One of them; raises Referral.DoesNotExist."""
    return referrals(reader).get(pk=referral_id)


def standing(referral: Referral) -> Standing:
    """Where one referral stands."""
    return standings([referral])[0]


def standings(rows: Iterable[Referral]) -> list[Standing]:
    """Where each stands, in the same order: three statements at most, however many there are."""
    rows = list(rows)
    ids = [row.pk for row in rows]
    steps = (
        ReferralStep.objects.filter(referral__in=ids)
        .order_by("referral_id", "-number")
        .distinct("referral_id")
    )
    by_step = {step.referral_id: step for step in steps}
    items = {item.source_id: item for item in open_items().filter(source_id__in=ids)}
    heads = _heads(rows)
    return [Standing(row, heads[row.child.head_id], by_step[row.pk], items.get(row.pk)) for row in rows]


def of_child(child: Child, reader: Reader) -> list[Standing]:
    """The child's referrals: open ones first by the day they are due, then the ended ones, latest first."""
    found = standings(referrals(reader).of(child))  # type: ignore[attr-defined]  # the room's own queryset
    still = sorted((one for one in found if one.is_open), key=lambda one: one.due_on or clock.today())
    ended = sorted((one for one in found if not one.is_open), key=lambda one: one.step.number)
    return [*still, *sorted(ended, key=lambda one: one.step.recorded_at, reverse=True)]


def steps_of(referral: Referral) -> list[ReferralStep]:
    """Its steps, oldest first, with what took them back; whoever may see the referral sees its steps."""
    steps = ReferralStep.objects.filter(referral=referral).select_related("undone_by")
    return list(steps.order_by("number"))


def open_items() -> QuerySet[Item]:
    """The open items of every referral; narrowed by the referrals the reader may see."""
    items: QuerySet[Item] = Item.objects.open().filter(source=SOURCE, kind=ItemKind.REFERRAL_STEP)
    return items


def is_mine(reader: Reader) -> Q:
    """The condition that an item is the reader's own, or nobody's yet."""
    return Q(owner_id=reader.person_id) | Q(owner_id=None)


def late(reader: Reader) -> QuerySet[Referral]:
    """The reader's own referrals whose next step is late."""
    items = open_items().filter(is_mine(reader), source_id=OuterRef("pk"), due_on__lt=clock.today())
    return referrals(reader).filter(Exists(items))


@dataclass(frozen=True, slots=True)
class Open:
    """The few columns of an open referral that lanes, order and counts need."""

    id: uuid.UUID
    stage: str
    due_on: dt.date
    owner_id: uuid.UUID | None
    urgency: str

    @property
    def lane(self) -> stages.Lane:
        """The column of the board."""
        lane = stages.lane_of(self.stage)
        if lane is None:
            raise ValueError(f"{self.stage} has ended")
        return lane


def open_referrals(reader: Reader) -> list[Open]:
    """Every open referral the reader may see, the longest late first, in one statement."""
    items = open_items().filter(source_id=OuterRef("pk"))
    rows = (
        Referral.objects.visible_to(reader)
        .with_stage()
        .annotate(due=Subquery(items.values("due_on")[:1]), owner=Subquery(items.values("owner_id")[:1]))
        .filter(due__isnull=False)
        .order_by("due", "-urgency", "recorded_at")
    )
    return [Open(*row) for row in rows.values_list("id", "stage_now", "due", "owner", "urgency")]


def shown(reader: Reader, ids: Sequence[uuid.UUID]) -> list[Standing]:
    """These referrals in this order, as far as the reader may see them."""
    found = {one.referral.pk: one for one in standings(referrals(reader).filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def ended_since(reader: Reader, since: dt.date) -> list[ReferralStep]:
    """The last steps of referrals that ended since that day, latest first."""
    mine = Referral.objects.visible_to(reader).values("pk")
    steps: QuerySet[ReferralStep] = ReferralStep.objects.filter(
        stage__in=list(stages.ENDED), undone_by=None, effective_on__gte=since, referral__in=mine
    )
    return list(steps.order_by("-recorded_at"))


def same_service(child: Child, reader: Reader, service_id: uuid.UUID) -> list[Referral]:
    """Open referrals of the child to the service that the reader may see, latest first."""
    return list(_open_of(child, reader).filter(service_id=service_id))


def same_need(child: Child, reader: Reader, need: str) -> list[Referral]:
    """Open referrals of the child for the need, wherever to, that the reader may see."""
    return list(_open_of(child, reader).filter(need=need)) if need else []


def attempts(referral: Referral) -> int:
    """How many calls reached nobody, over all of its items."""
    found = Item.objects.filter(source=SOURCE, source_id=referral.pk).aggregate(all=Sum("attempts"))
    return found["all"] or 0


def limits(on: dt.date | None = None) -> list[Limit]:
    """The limits in force on a day; those the practice never set are the starting ones."""
    found = {limit.key: limit for limit in seed()}
    rows = (
        ReferralLimit.objects.filter(effective_on__lte=on or clock.today())
        .order_by("step", "books", "urgency", "-effective_on", "-recorded_at")
        .distinct("step", "books", "urgency")
    )
    for row in rows:
        limit = Limit(row.step, row.days, row.business, row.books, row.urgency, row.source)
        found[limit.key] = limit
    return list(found.values())


def is_listed(service_id: uuid.UUID) -> bool:
    """Whether the directory still offers the service."""
    return DirectorySearch.objects.filter(pk=service_id, is_listed=True).exists()


def _open_of(child: Child, reader: Reader) -> QuerySet[Referral]:
    rows: QuerySet[Referral] = Referral.objects.visible_to(reader).of(child).open()
    return rows.order_by("-effective_on", "-recorded_at")


def _heads(rows: Sequence[Referral]) -> dict[uuid.UUID, Child]:
    """The children that stand for these, by id; asked of the database only where a record was merged away."""
    heads = {row.child.head_id: row.child for row in rows if row.child_id == row.child.head_id}
    merged = {row.child.head_id for row in rows} - heads.keys()
    if merged:
        heads |= {child.pk: child for child in Child.objects.filter(pk__in=merged)}
    return heads

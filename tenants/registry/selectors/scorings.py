"""Reads of scorings: the latest, the one before, and who has to be scored anew."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform

from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.playbooks.rules.method import Method
from network_resources.playbooks.selectors.practice import AdoptedMethod, method_in_force, method_of
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import LAST_YEAR, years_ago


def scorings_of(child: Child, reader: Reader) -> QuerySet[Scoring]:
    """Every scoring of the child, the latest effective first."""
    rows: QuerySet[Scoring] = Scoring.objects.visible_to(reader).of(child)
    return rows.order_by("-effective_on", "-recorded_at")


def is_anybody_scored() -> bool:
    """Whether any inputs are stored in the practice."""
    return bool(Scoring.objects.exists())


def last_scoring(child: Child, reader: Reader) -> Scoring | None:
    """The scoring that holds today."""
    return scorings_of(child, reader).filter(effective_on__lte=clock.today()).first()


def answers_that_fit(method: Method, scoring: Scoring | None) -> dict[str, str]:
    """The stored answers this version of the method still knows, by axis."""
    given = scoring.answers if scoring else {}
    return {
        axis.key: given[axis.key]
        for axis in method.axes
        if axis.key in given and axis.choice(given[axis.key])
    }


def scorings_before(levels: Iterable[NeedLevel], reader: Reader) -> dict[uuid.UUID, Scoring]:
    """For each level with a scoring, by the scoring's id, the one before it of the same child; one statement."""
    scored = {row.scoring_id: row for row in levels if row.scoring is not None}
    heads = {row.child.head_id for row in scored.values()}
    if not heads:
        return {}
    rows = Scoring.objects.visible_to(reader).filter(child__head_id__in=heads).select_related("child")
    by_head: dict[uuid.UUID, list[Scoring]] = defaultdict(list)
    for row in rows.order_by("effective_on", "recorded_at"):
        by_head[row.child.head_id].append(row)
    found: dict[uuid.UUID, Scoring] = {}
    for several in by_head.values():
        for earlier, later in pairwise(several):
            if later.id in scored:
                found[later.id] = earlier
    return found


def latest_scorings(heads: Iterable[uuid.UUID]) -> dict[uuid.UUID, Scoring]:
    """The scoring of each child that holds today, whoever may see it, with its child; one statement."""
    rows = (
        Scoring.objects.filter(child__head_id__in=list(heads), effective_on__lte=clock.today())
        .select_related("child")
        .order_by("child__head_id", "-effective_on", "-recorded_at")
        .distinct("child__head_id")
    )
    return {row.child.head_id: row for row in rows}


def methods_of(scorings: Iterable[Scoring]) -> dict[uuid.UUID, AdoptedMethod]:
    """The versions these scorings were made by, each read once."""
    return {version: method_of(version) for version in {row.version_id for row in scorings}}


def fits_method(head: str = "pk") -> Combinable:
    """Whether the latest inputs answer the method in force, as a column; null for a child never scored.

    True for everybody while no method is in force. `head` is the query's path to the child's head_id.
    """
    adopted = method_in_force()
    if adopted is None:
        return Value(True, output_field=BooleanField())
    rows, answered = (
        Scoring.objects.filter(child__head_id=OuterRef(head), effective_on__lte=clock.today()),
        Q(),
    )
    for place, axis in enumerate(adopted.method.axes):
        name = f"axis_{place}"
        rows = rows.alias(**{name: KeyTextTransform(axis.key, "answers")})
        answered &= Q(**{f"{name}__in": [choice.key for choice in axis.choices]})
    fits = Case(When(answered, then=True), default=False, output_field=BooleanField())
    return Subquery(rows.order_by("-effective_on", "-recorded_at").values(fits=fits)[:1])


def unscored() -> Q:
    """The condition, over that column, that a child has to be scored anew; not those of 22 or older."""
    of_age = Q(birth_date__gt=years_ago(clock.today(), LAST_YEAR + 1), deceased_on=None)
    return of_age & (Q(fits_method=None) | Q(fits_method=False))

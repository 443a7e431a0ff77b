"""Reads of clinical facts, filtered by child and label."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Equipment,
    Medicine,
    NoKnownAllergies,
    PrincipalDiagnosis,
)
from tenants.patients.models import Child


@dataclass(frozen=True, slots=True)
class Line:
    """One standing fact in a line: what, a second word (dose, reaction) and since when."""

    id: uuid.UUID
    text: str
    more: str
    since: date
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands today: the facts a person needs in the first half minute.

    `no_allergies_on` is the day somebody asked and none was known; it counts while no allergy stands.
    """

    principal: Line | None = None

    conditions: list[Line] = field(default_factory=list)
    medicines: list[Line] = field(default_factory=list)
    allergies: list[Line] = field(default_factory=list)
    equipment: list[Line] = field(default_factory=list)
    medicines_checked_on: date | None = None
    no_allergies_on: date | None = None


def standing[Fact: ClinicalFact](kind: type[Fact], child: Child, reader: Reader) -> QuerySet[Fact, Any]:
    """Facts of one kind that the reader may see, corrected and struck rows left out, latest first."""
    facts: Any = kind.objects.all()
    found: QuerySet[Fact, Any] = facts.of(child).visible_to(reader).standing()
    return found.order_by("-effective_on", "-recorded_at")


def present[Fact: ClinicalFact](kind: type[Fact], child: Child, reader: Reader) -> QuerySet[Fact, Any]:
    """Standing facts that have not ended by today, latest first."""
    return standing(kind, child, reader).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=clock.today()))


def none_known(child: Child, reader: Reader) -> QuerySet[NoKnownAllergies, Any]:
    """That somebody asked and no allergy is known, while none stands: also none under a label the reader may not read.

    Such a reader is told nothing, which says less than the truth and never the opposite of it.
    """
    allergies: Any = Allergy.objects.all()
    stands = allergies.of(child).standing().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=clock.today()))
    return present(NoKnownAllergies, child, reader).filter(~Exists(stands))


def over[Fact: ClinicalFact](kind: type[Fact], child: Child, reader: Reader) -> QuerySet[Fact, Any]:
    """Standing facts that ended by today: health history, the latest end first."""
    return standing(kind, child, reader).filter(ended_on__lte=clock.today()).order_by("-ended_on", "-pk")


def line_of[Fact: ClinicalFact](
    kind: type[Fact], child: Child, reader: Reader, fact_id: uuid.UUID
) -> list[Fact]:
    """A fact with every row before and after it, the first recorded first, as far as the reader may read them.

    Whoever may not read the row that stands today finds none of the line: a row under a label that was wrong must not
    stay readable after its correction. Raises the kind's DoesNotExist.
    """
    facts: Any = kind.objects
    rows = list(facts.of(child).order_by("recorded_at"))
    readable = set(facts.of(child).visible_to(reader).values_list("pk", flat=True))
    by_id = {row.pk: row for row in rows}
    after = {row.replaces_id: row for row in rows if row.replaces_id}
    at = by_id.get(fact_id)
    line: list[Fact] = [at] if at else []
    while line and line[0].replaces_id:
        line.insert(0, by_id[line[0].replaces_id])
    while line and line[-1].pk in after:
        line.append(after[line[-1].pk])
    if not line or line[-1].pk not in readable or fact_id not in readable:
        raise kind.DoesNotExist
    return [row for row in line if row.pk in readable]


def principal(child: Child, reader: Reader) -> PrincipalDiagnosis | None:
    """The principal diagnosis that stands today, with its condition."""
    named = present(PrincipalDiagnosis, child, reader).select_related("condition")
    return named.order_by("-effective_on", "-recorded_at").first()


def glance(child: Child, reader: Reader) -> Glance:
    """Conditions, medicines, allergies and equipment that have not ended, in one statement."""
    empty = Value("", output_field=CharField())
    rows = _lines(present(Condition, child, reader), "conditions").union(
        _lines(present(Medicine, child, reader), "medicines", more=_text("dose")),
        _lines(
            present(Allergy, child, reader), "allergies", more=_text("reaction"), severity=_text("severity")
        ),
        _lines(present(Equipment, child, reader), "equipment", more=_text("supplier")),
        _lines(present(PrincipalDiagnosis, child, reader), "principal", what=_text("condition__text")),
        _lines(none_known(child, reader), "none_known", what=empty),
        all=True,
    )
    groups: dict[str, list[Line]] = {name: [] for name in _GROUPS}
    checked: list[date] = []
    for group, row_id, text, more, severity, since, recorded_at in sorted(rows, key=lambda row: row[6]):
        groups[group].append(Line(row_id, text, more, since, severity))
        if group == "medicines":
            checked.append(clock.local(recorded_at).date())
    named, asked = groups.pop("principal"), groups.pop("none_known")
    for lines in groups.values():
        lines.sort(key=lambda line: (line.since, line.text))
    return Glance(
        **groups,
        principal=max(named, key=lambda line: line.since) if named else None,
        medicines_checked_on=max(checked, default=None),
        no_allergies_on=max((line.since for line in asked), default=None)
        if not groups["allergies"]
        else None,
    )


_GROUPS = ("conditions", "medicines", "allergies", "equipment", "principal", "none_known")


def _text(field: str) -> Any:
    return Cast(F(field), CharField())


def _lines(found: QuerySet[Any, Any], group: str, **words: Any) -> QuerySet[Any, Any]:
    empty = Value("", output_field=CharField())
    lines: QuerySet[Any, Any] = (
        found.order_by()
        .annotate(
            group=Value(group, output_field=CharField()),
            what=words.get("what", _text("text")),
            more=words.get("more", empty),
            grade=words.get("severity", empty),
        )
        .values_list("group", "pk", "what", "more", "grade", "effective_on", "recorded_at")
    )
    return lines


def lately(
    child: Child, reader: Reader, kinds: Sequence[type[ClinicalFact]], limit: int
) -> list[ClinicalFact]:
    """The latest standing facts of some kinds for a timeline, one statement a kind, latest first."""
    found = [fact for kind in kinds for fact in standing(kind, child, reader)[:limit]]
    return sorted(found, key=lambda fact: (fact.effective_on, fact.recorded_at), reverse=True)[:limit]

"""Reads of clinical facts, filtered by child and label."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.clinical.models import Allergy, ClinicalFact, Condition, Equipment, Medicine
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
    """What stands today: the facts a person needs in the first half minute."""

    conditions: list[Line] = field(default_factory=list)
    medicines: list[Line] = field(default_factory=list)
    allergies: list[Line] = field(default_factory=list)
    equipment: list[Line] = field(default_factory=list)
    medicines_checked_on: date | None = None


def standing[Fact: ClinicalFact](kind: type[Fact], child: Child, reader: Reader) -> QuerySet[Fact, Any]:
    """Facts of one kind that the reader may see, corrected and struck rows left out, latest first."""
    facts: Any = kind.objects.all()
    found: QuerySet[Fact, Any] = facts.of(child).visible_to(reader).standing()
    return found.order_by("-effective_on", "-recorded_at")


def glance(child: Child, reader: Reader) -> Glance:
    """Conditions, medicines, allergies and equipment that have not ended, in one statement."""
    empty = Value("", output_field=CharField())
    rows = _lines(Condition, child, reader, "conditions", empty, empty).union(
        _lines(Medicine, child, reader, "medicines", Cast(F("dose"), CharField()), empty),
        _lines(
            Allergy,
            child,
            reader,
            "allergies",
            Cast(F("reaction"), CharField()),
            Cast(F("severity"), CharField()),
        ),
        _lines(Equipment, child, reader, "equipment", Cast(F("supplier"), CharField()), empty),
        all=True,
    )
    groups: dict[str, list[Line]] = {"conditions": [], "medicines": [], "allergies": [], "equipment": []}
    checked: list[date] = []
    for kind, row_id, text, more, severity, since, recorded_at in rows:
        groups[kind].append(Line(row_id, text, more, since, severity))
        if kind == "medicines":
            checked.append(clock.local(recorded_at).date())
    for lines in groups.values():
        lines.sort(key=lambda line: (line.since, line.text))
    return Glance(**groups, medicines_checked_on=max(checked, default=None))


def _lines(
    kind: type[ClinicalFact], child: Child, reader: Reader, group: str, more: Any, severity: Any
) -> QuerySet[Any, Any]:
    present = standing(kind, child, reader).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=clock.today()))
    return (
        present.order_by()
        .annotate(group=Value(group, output_field=CharField()), more=more, grade=severity)
        .values_list("group", "pk", "text", "more", "grade", "effective_on", "recorded_at")
    )


def lately(
    child: Child, reader: Reader, kinds: Sequence[type[ClinicalFact]], limit: int
) -> list[ClinicalFact]:
    """The latest standing facts of some kinds for a timeline, one statement a kind, latest first."""
    found = [fact for kind in kinds for fact in standing(kind, child, reader)[:limit]]
    return sorted(found, key=lambda fact: (fact.effective_on, fact.recorded_at), reverse=True)[:limit]

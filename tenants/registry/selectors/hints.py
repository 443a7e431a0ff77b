"""What the record already holds that bears on a score: counts beside the questions, never answers."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity.models import Entry
from tenants.activity.rules import Outcome
from tenants.clinical.models import Condition, Encounter
from tenants.clinical.rules import EncounterKind
from tenants.clinical.selectors import Glance, glance, standing
from tenants.patients.models import Child
from tenants.registry.rules import months_ago


@dataclass(frozen=True, slots=True)
class Found:
    """Encounters and talks in the look-back months of each length, and what stands today."""

    encounters: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    talks: Mapping[int, int] = field(default_factory=dict)
    today: Glance = field(default_factory=Glance)

    def seen(self, months: int, *kinds: EncounterKind) -> int:
        """How often the child was seen in one of these ways in so many months."""
        return sum(self.encounters.get(months, {}).get(kind, 0) for kind in kinds)


def found_for(child: Child, reader: Reader, months: set[int], on: dt.date | None = None) -> Found:
    """What the reader may see of it, looked back from the day."""
    day = on or clock.today()
    return Found(
        encounters={count: _encounters(child, reader, months_ago(day, count), day) for count in months},
        talks={count: _talks(child, reader, months_ago(day, count), day) for count in months},
        today=glance(child, reader),
    )


def diagnoses_of(heads: Iterable[uuid.UUID], reader: Reader) -> dict[uuid.UUID, list[Condition]]:
    """The conditions of many children that have not ended, by child, oldest first; one statement."""
    rows = (
        Condition.objects.visible_to(reader)
        .standing()
        .filter(Q(ended_on=None) | Q(ended_on__gt=clock.today()), child__head_id__in=list(heads))
        .select_related("child")
    )
    found: dict[uuid.UUID, list[Condition]] = defaultdict(list)
    for row in rows.order_by("effective_on", "text"):
        found[row.child.head_id].append(row)
    return found


def _encounters(child: Child, reader: Reader, since: dt.date, until: dt.date) -> dict[str, int]:
    rows = standing(Encounter, child, reader).filter(effective_on__gt=since, effective_on__lte=until)
    return dict(rows.order_by().values_list("kind").annotate(times=Count("pk")))


def _talks(child: Child, reader: Reader, since: dt.date, until: dt.date) -> int:
    rows = Entry.objects.visible_to(reader).standing().of(child).filter(outcome=Outcome.TALKED)
    return int(rows.filter(effective_on__gt=since, effective_on__lte=until).count())

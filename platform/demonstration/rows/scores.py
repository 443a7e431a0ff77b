"""Scores of the children on the registry by the method in use, dated back: most fit their level, some propose another.

Every tenth child was never scored, and every seventh has a newer score that waits for a physician.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from nestwork.access.readers import system
from nestwork.changes.services import mark_since
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from network_resources.playbooks.rules.method import Method
from network_resources.playbooks.rules.scoring import score
from network_resources.playbooks.selectors.practice import AdoptedMethod, method_in_force
from tenants.clinical.rules import EncounterKind
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import Decision
from tenants.registry.selectors import Found, found_for, level_of, needs_new_scoring
from tenants.registry.services.proposing import ASKED_BY
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import Kind, State, Step

SOURCE = "made up for the demonstration"
NEVER_SCORED, WAITS = 10, 7  # of so many children one
WHY_KEPT = ("Yearly review of the registry", "Scored together at the well visit", "Six-month review")
WHY_HIGHER = ("Two more hospital visits since the summer", "A new diagnosis and home nursing began")
WHY_LOWER = ("A steady year: fewer visits, school services in place", "Off two medicines since spring")

type Answers = tuple[str, ...]


def score_children(practice: Practice, today: date) -> None:
    """Score a practice's children once; nothing while it has adopted no method."""
    adopted = method_in_force()
    if adopted is None or Scoring.objects.exists():
        return
    Scorer(practice, adopted, today).write()


class Scorer:
    """Writes the scores of one practice in bulk."""

    def __init__(self, practice: Practice, adopted: AdoptedMethod, today: date) -> None:
        self.zone = ZoneInfo(practice.time_zone)
        self.adopted = adopted
        self.today = today
        self.by_level = answers_by_level(adopted.method)
        self.scorings: list[Scoring] = []
        self.levels: list[NeedLevel] = []
        self.items: list[Item] = []

    def write(self) -> None:
        """Write every row, and mark what changes."""
        reader = system("demonstration")
        children = list(needs_new_scoring(reader).order_by("created", "record_number", "pk"))
        for place, child in enumerate(children):
            level = level_of(child)
            if level is None or place % NEVER_SCORED == NEVER_SCORED - 1:
                continue
            found = found_for(child, reader, {12})
            self._fitting(child, level, found, place)
            if place % WAITS == 2:
                self._waiting(child, level.level, found, place)
        Scoring.objects.bulk_create(self.scorings)
        NeedLevel.objects.bulk_create(self.levels)
        Item.objects.bulk_create(self.items)
        ItemEvent.objects.bulk_create(
            ItemEvent(item=item, step=Step.OPENED, at=item.recorded_at, due_on=item.due_on)
            for item in self.items
        )
        mark_since(
            first=min((row.effective_on for row in self.scorings), default=self.today), room="registry"
        )

    def _fitting(self, child: Child, level: NeedLevel, found: Found, place: int) -> None:
        """A score that fits the level, confirmed by the child's doctor some weeks ago."""
        on = max(self.today - timedelta(days=21 + place * 37 % 150), level.effective_on)
        scoring = self._scoring(child, level.level, found, on, WHY_KEPT[place % len(WHY_KEPT)])
        self._level(scoring, Decision.CONFIRMED)

    def _waiting(self, child: Child, level: int, found: Found, place: int) -> None:
        """A newer score one level higher or lower, and the question on the doctor's list."""
        higher = level < 4 and place % 3 != 0
        other = level + 1 if higher or level == 0 else level - 1
        reasons = WHY_HIGHER if other > level else WHY_LOWER
        on = self.today - timedelta(days=place * 5 % 11)
        scoring = self._scoring(child, other, found, on, reasons[place % len(reasons)])
        proposal = self._level(scoring, Decision.PROPOSED)
        self.items.append(
            Item(
                child=child,
                kind=Kind.CONFIRM_LEVEL,
                title=str(other),
                why=scoring.reason,
                due_on=on,
                owner_id=child.primary_clinician_id,
                source=ASKED_BY,
                source_id=proposal.id,
                state=State.OPEN,
                recorded_at=scoring.recorded_at,
            )
        )

    def _scoring(self, child: Child, level: int, found: Found, on: date, reason: str) -> Scoring:
        method = self.adopted.method
        near = nearest(method, self.by_level[level], found)
        answers = dict(zip((axis.key for axis in method.axes), near, strict=True))
        result = score(method, answers)
        scoring = Scoring(
            id=uuid.uuid4(),
            child=child,
            version_id=self.adopted.version_id,
            method_label=self.adopted.label,
            answers=answers,
            total=result.total,
            band=result.band.key,
            need_level=result.need_level,
            reason=reason,
            effective_on=on,
            recorded_at=min(datetime.combine(on, time(11, 10), self.zone), now()),
            recorded_by_id=child.coordinator_id,
            source=SOURCE,
        )
        self.scorings.append(scoring)
        return scoring

    def _level(self, scoring: Scoring, decision: Decision) -> NeedLevel:
        doctor = scoring.child.primary_clinician_id if decision == Decision.CONFIRMED else None
        row = NeedLevel(
            id=uuid.uuid4(),
            child=scoring.child,
            level=scoring.need_level,
            decision=decision,
            scoring=scoring,
            score=scoring.total,
            method_version=scoring.method_label,
            plans_visits=scoring.need_level >= 2,
            reason=scoring.reason,
            effective_on=scoring.effective_on,
            recorded_at=scoring.recorded_at,
            recorded_by_id=doctor or scoring.recorded_by_id,
            proposed_by_id=scoring.recorded_by_id,
            confirmed_by_id=doctor,
            source=SOURCE,
        )
        self.levels.append(row)
        return row


def answers_by_level(method: Method) -> dict[int, list[Answers]]:
    """Every combination of answers, by the need level it comes to."""
    keys = [axis.key for axis in method.axes]
    found: dict[int, list[Answers]] = defaultdict(list)
    for given in product(*([choice.key for choice in axis.choices] for axis in method.axes)):
        found[score(method, dict(zip(keys, given, strict=True))).need_level].append(given)
    return found


def nearest(method: Method, several: list[Answers], found: Found) -> Answers:
    """The combination that says most nearly what the child's record holds."""
    wanted = list(_wanted(method, found))
    places = [{choice.key: number for number, choice in enumerate(axis.choices)} for axis in method.axes]
    return min(
        several,
        key=lambda given: sum(
            (at[key] - want) ** 2 for at, key, want in zip(places, given, wanted, strict=True)
        ),
    )


def _wanted(method: Method, found: Found) -> Iterator[float]:
    counts = {
        "hospital": found.seen(12, EncounterKind.HOSPITAL, EncounterKind.EMERGENCY, EncounterKind.SPECIALIST),
        "office": found.talks.get(12, 0) / 3,
        "medical": len(found.today.conditions),
        "extra_care": (len(found.today.medicines) + len(found.today.equipment)) / 2,
    }
    for axis in method.axes:
        yield min(counts.get(axis.key, 1), len(axis.choices) - 1)

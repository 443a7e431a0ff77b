"""The figure counted a second time, child by child in plain Python, and random histories to compare the two on."""

import contextlib
import datetime as dt
import random
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable

import time_machine
from django.core.exceptions import ValidationError

from nestwork.access.readers import system
from nestwork.practices import clock
from reporting.facts import selectors, services
from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL
from reporting.measures.quarters import Quarter
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry import selectors as standing
from tenants.registry import services as registry
from tenants.registry.models import Enrollment, NeedLevel
from tenants.registry.rules import CannotScoreError
from tenants.worklist.services import ChildHasDiedError
from tests.factories.patients import ChildFactory
from tests.factories.work import OKAFOR, marisol, okafor

START = dt.datetime(2025, 1, 20, 17, tzinfo=dt.UTC)


def numbers_on(day: dt.date) -> dict[str, int]:
    """Children by level on the day, from the bare rows: no head_id, no window, no query beyond three lists."""
    children = {child.pk: child for child in Child.objects.all()}
    moves = _last(Enrollment.objects.all(), children, day)
    levels = _last(_confirmed(), children, day)
    found: Counter[str] = Counter(dict.fromkeys(("0", "1", "2", "3", "4", "none"), 0))
    for child in children.values():
        move = moves.get(child.pk)
        if child.merged_into_id or move is None or move.move != "entered":
            continue
        if child.deceased_on and child.deceased_on < day:
            continue
        if child.birth_date <= day and _age(child.birth_date, day) <= 21:
            found[str(levels[child.pk].level) if child.pk in levels else "none"] += 1
    return dict(found)


def _last[Fact: (Enrollment, NeedLevel)](
    facts: Iterable[Fact], children: dict[uuid.UUID, Child], day: dt.date
) -> dict[uuid.UUID, Fact]:
    """The fact that holds on the day for each child that stands for itself."""
    together: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.effective_on <= day:
            together[_stands_for(fact.child_id, children)].append(fact)
    return {
        child: max(rows, key=lambda row: (row.effective_on, row.recorded_at))
        for child, rows in together.items()
    }


def _confirmed() -> list[NeedLevel]:
    """Levels that a physician confirmed and did not take back."""
    rows = list(NeedLevel.objects.all())
    taken_back = {row.undoes_id for row in rows}
    return [row for row in rows if row.decision == "confirmed" and row.pk not in taken_back]


def _stands_for(child_id: uuid.UUID, children: dict[uuid.UUID, Child]) -> uuid.UUID:
    while above := children[child_id].merged_into_id:
        child_id = above
    return child_id


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def differing_quarters() -> list[str]:
    """The quarters whose newest kept numbers are not those of the second count."""
    today = clock.today()
    return [
        str(quarter)
        for quarter, kept in selectors.newest(CHILDREN_BY_NEED_LEVEL).items()
        if dict(kept.numbers) != numbers_on(quarter.counted_on(today))
    ]


def count_if_due() -> int:
    """What the worker does every half minute."""
    if not selectors.is_anything_due(clock.today()):
        return 0
    return services.count_what_changed(by=system("figures"))


class History:
    """One random practice: every verb that can move the figure, on days going forward, many dated back."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.children: list[Child] = []

    def live(self, events: int) -> None:
        """Let so many things happen; count in between as the worker would, now and then."""
        with time_machine.travel(START, tick=True) as traveller:
            for _event in range(events):
                traveller.shift(dt.timedelta(days=self.random.choice((0, 0, 1, 9, 40)), minutes=1))
                self._happen()
                if self.random.random() < 0.6:
                    count_if_due()
                    assert differing_quarters() == []
            traveller.shift(dt.timedelta(days=self.random.choice((0, 1, 120))))
            count_if_due()
            assert differing_quarters() == []
            newest = selectors.newest(CHILDREN_BY_NEED_LEVEL)
            assert Quarter.holding(clock.today()) in newest
            assert all(one.is_closed for quarter, one in newest.items() if quarter.is_over(clock.today()))
            assert count_if_due() == 0, "nothing changed since"

    def _happen(self) -> None:
        acts = (
            self._enter,
            self._leave,
            self._level,
            self._level,
            self._take_back,
            self._merge,
            self._unmerge,
            self._birth,
            self._die,
        )
        act = self.random.choice(acts if self.children else (self._enter,))
        # The verb may refuse, as it would refuse a person; the figure has to hold all the same.
        refusals = (ValidationError, ChildHasDiedError, registry.CannotUndoError, CannotScoreError)
        with contextlib.suppress(*refusals):
            act()

    def _earlier(self) -> dt.date:
        return clock.today() - dt.timedelta(days=self.random.choice((0, 0, 3, 60, 200, 400)))

    def _one(self) -> Child:
        return Child.objects.get(pk=self.random.choice(self.children).pk)

    def _enter(self) -> None:
        if not self.children or self.random.random() < 0.6:
            self.children.append(ChildFactory(birth_date=self._born()))
        registry.enroll(child=self._one(), by=marisol(), reason="asthma", effective_on=self._earlier())

    def _born(self) -> dt.date:
        age = self.random.choice((0, 5, 12, 20, 21, 22))
        return clock.today() - dt.timedelta(days=age * 365 + self.random.randrange(1, 365))

    def _leave(self) -> None:
        registry.leave(child=self._one(), by=marisol(), reason="moved", effective_on=self._earlier())

    def _level(self) -> None:
        proposals = list(standing.open_proposals(okafor()).order_by("recorded_at"))
        if proposals and self.random.random() < 0.6:
            proposal = self.random.choice(proposals)
            verb = self.random.choice((registry.confirm_level, registry.decline_level))
            verb(proposal=proposal, by=okafor(), reason="seen together")
            return
        by = self.random.choice((okafor, marisol))()
        day, level = self._earlier(), self.random.randrange(5)
        registry.set_level(child=self._one(), by=by, level=level, reason="scored", effective_on=day)

    def _take_back(self) -> None:
        decisions = list(NeedLevel.objects.filter(confirmed_by_id=OKAFOR).order_by("-recorded_at")[:2])
        if decisions:
            registry.undo_decision(decision=self.random.choice(decisions), by=okafor())

    def _merge(self) -> None:
        patients.point_at(child=self._one(), survivor=self._one(), by=marisol())

    def _unmerge(self) -> None:
        patients.stand_alone(child=self._one(), by=marisol())

    def _birth(self) -> None:
        patients.change_child(child=self._one(), by=marisol(), birth_date=self._born())

    def _die(self) -> None:
        child = self._one()
        if child.deceased_on:
            patients.correct_death(child=child, by=marisol(), reason="somebody else")
        else:
            patients.record_death(child=child, by=marisol(), deceased_on=self._earlier())

"""A quarter is counted as of its last day, again when something reaches it, and never overwritten."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction

from nestwork.access.readers import system
from nestwork.audit.models import AuditEvent
from nestwork.changes.models import DirtyMark
from nestwork.changes.services import mark
from nestwork.practices.models import Practice
from reporting.facts import selectors, services
from reporting.facts.models import FigureLook, RollupCell
from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL as MEASURE
from reporting.measures.quarters import Quarter
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry import services as registry
from tests.factories.patients import ChildFactory
from tests.factories.work import level_for, marisol, okafor
from tests.reporting.facts.independent import count_if_due

SPRING, SUMMER, AUTUMN = Quarter.read("2026-Q2"), Quarter.read("2026-Q3"), Quarter.read("2026-Q4")


@pytest.fixture
def november(in_blackstone: Practice) -> Iterator[Any]:
    """Stand on 20 November 2026, at noon in the practice's zone."""
    with time_machine.travel(dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC), tick=True) as traveller:
        yield traveller


pytestmark = pytest.mark.usefixtures("november")


def enter(since: dt.date, level: int | None = None, **fields: Any) -> Child:
    """A child on the registry since a day, with its level from that day on."""
    child: Child = ChildFactory(**fields)
    registry.enroll(child=child, by=marisol(), reason="asthma", effective_on=since)
    if level is not None:
        level_for(child, level, effective_on=since)
    return child


def numbers(quarter: Quarter) -> dict[str, int]:
    """The newest numbers of a quarter that are not zero."""
    return {cell.stratum: cell.count for cell in selectors.newest_cells(MEASURE, quarter.start) if cell.count}


def generations(quarter: Quarter) -> int:
    return RollupCell.objects.filter(quarter_start=quarter.start).values("generation").distinct().count()


def test_each_quarter_is_counted_on_its_last_day() -> None:
    enter(dt.date(2026, 6, 30), 3)
    left = enter(dt.date(2026, 5, 2), 1)
    registry.leave(child=left, by=marisol(), reason="moved", effective_on=dt.date(2026, 9, 30))
    enter(dt.date(2026, 10, 1))
    count_if_due()

    assert numbers(SPRING) == {"1": 1, "3": 1}
    assert numbers(SUMMER) == {"3": 1}
    assert numbers(AUTUMN) == {"3": 1, "none": 1}
    cells = selectors.newest_cells(MEASURE, AUTUMN.start)
    assert [cell.stratum for cell in cells] == ["0", "1", "2", "3", "4", "none"]
    assert {(cell.counted_on, cell.is_closed) for cell in cells} == {(dt.date(2026, 11, 20), False)}
    assert {cell.is_closed for cell in selectors.newest_cells(MEASURE, SUMMER.start)} == {True}


def test_ages_0_to_21_and_the_living_count() -> None:
    day = SUMMER.last_day
    enter(dt.date(2026, 1, 5), 0, birth_date=day.replace(year=2004) + dt.timedelta(days=1))  # 22 tomorrow
    enter(dt.date(2026, 1, 5), 1, birth_date=day.replace(year=2004))  # 22 on the day
    enter(dt.date(2026, 9, 30), 2, birth_date=day)  # born on the day
    on_the_day = enter(dt.date(2026, 1, 5), 3)
    before = enter(dt.date(2026, 1, 5), 4)
    Child.objects.filter(pk=on_the_day.pk).update(deceased_on=day)
    Child.objects.filter(pk=before.pk).update(deceased_on=day - dt.timedelta(days=1))
    services.recount(quarter_start=SUMMER.start, by=system("figures"))

    assert numbers(SUMMER) == {"0": 1, "2": 1, "3": 1}


def test_a_proposed_level_counts_once_a_physician_confirms_it() -> None:
    child = enter(dt.date(2026, 8, 1))
    proposal = registry.set_level(
        child=child, by=marisol(), level=4, reason="scored", effective_on=dt.date(2026, 9, 1)
    )
    count_if_due()
    assert numbers(SUMMER) == {"none": 1}

    registry.confirm_level(proposal=proposal, by=okafor())
    count_if_due()
    assert numbers(SUMMER) == {"4": 1}, "as known now, from the day it takes effect"


def test_a_birth_date_and_a_merge_reach_quarters_that_were_over() -> None:
    grown = enter(dt.date(2026, 5, 1), 2, birth_date=dt.date(2003, 1, 1))
    one, other = enter(dt.date(2026, 5, 1), 1), enter(dt.date(2026, 5, 1), 1)
    count_if_due()
    assert numbers(SPRING) == {"1": 2}

    patients.change_child(child=grown, by=marisol(), birth_date=dt.date(2013, 1, 1))
    count_if_due()
    assert numbers(SPRING) == {"1": 2, "2": 1}

    patients.point_at(child=other, survivor=one, by=marisol())
    count_if_due()
    assert numbers(SPRING) == {"1": 1, "2": 1}

    patients.stand_alone(child=other, by=marisol())
    count_if_due()
    assert numbers(SPRING) == {"1": 2, "2": 1}
    assert generations(SPRING) == 4, "every earlier answer is still there"


def test_the_same_numbers_make_no_new_generation() -> None:
    child = enter(dt.date(2026, 8, 1), 2)
    count_if_due()
    patients.change_child(child=child, by=marisol(), school="Slater School")
    assert selectors.is_anything_due(dt.date(2026, 11, 20))
    lines = AuditEvent.objects.filter(action="figures.counted").count()
    assert count_if_due() == 0

    assert generations(SUMMER) == 1
    assert not DirtyMark.objects.exists(), "a mark is gone once it was looked at"
    assert AuditEvent.objects.filter(action="figures.counted").count() == lines


def test_a_frozen_generation_stays_readable() -> None:
    enter(dt.date(2026, 8, 1), 2)
    count_if_due()
    frozen = selectors.newest_cells(MEASURE, SUMMER.start)[0].generation
    enter(dt.date(2026, 8, 1), 2)
    count_if_due()

    assert numbers(SUMMER) == {"2": 2}
    assert {cell.stratum: cell.count for cell in selectors.cells_of(MEASURE, frozen)}["2"] == 1
    assert selectors.newest(MEASURE)[SUMMER].number == 2


def test_a_quarter_is_counted_once_more_after_its_end_though_nothing_changed(november: Any) -> None:
    enter(dt.date(2026, 8, 1), 2)
    count_if_due()
    assert [cell.is_closed for cell in selectors.newest_cells(MEASURE, AUTUMN.start)] == [False] * 6

    november.move_to(dt.datetime(2027, 1, 1, 4, 30, tzinfo=dt.UTC))  # still New Year's Eve in Rhode Island
    count_if_due()
    assert not selectors.newest(MEASURE)[AUTUMN].is_closed
    november.move_to(dt.datetime(2027, 1, 1, 6, tzinfo=dt.UTC))
    count_if_due()
    final = selectors.newest(MEASURE)[AUTUMN]
    assert (final.is_closed, final.counted_on, dict(final.numbers)["2"]) == (True, dt.date(2026, 12, 31), 1)
    assert Quarter.read("2027-Q1") in selectors.newest(MEASURE)
    assert not selectors.is_anything_due(dt.date(2027, 1, 1))


def test_a_practice_that_moves_west_at_new_year_closes_its_quarter_once(
    november: Any, in_blackstone: Practice
) -> None:
    enter(dt.date(2026, 8, 1), 2)
    november.move_to(dt.datetime(2027, 1, 1, 6, tzinfo=dt.UTC))  # one o'clock in Rhode Island
    count_if_due()
    closed = selectors.newest(MEASURE)[AUTUMN]
    in_blackstone.time_zone = "Pacific/Honolulu"  # where it is New Year's Eve again
    enter(dt.date(2026, 12, 31), 3)
    count_if_due()
    assert numbers(AUTUMN) == {"2": 1, "3": 1}
    november.move_to(dt.datetime(2027, 1, 1, 11, tzinfo=dt.UTC))
    count_if_due()
    final = selectors.newest(MEASURE)[AUTUMN]
    assert (closed.is_closed, final.is_closed, dict(final.numbers)["3"]) == (True, True, 1)
    assert final.number > closed.number


def test_a_birthday_moves_the_running_quarter_without_a_mark(november: Any) -> None:
    enter(dt.date(2026, 8, 1), 2, birth_date=dt.date(2004, 11, 22))
    count_if_due()
    assert numbers(AUTUMN) == {"2": 1}
    november.shift(dt.timedelta(days=2))
    assert count_if_due() == 1
    assert numbers(AUTUMN) == {}


def test_a_mark_made_while_counting_stays() -> None:
    enter(dt.date(2026, 8, 1))
    count = selectors.count

    def meanwhile(*asked: Any) -> Any:
        found = count(*asked)
        mark(period=dt.date(2026, 11, 20), room="registry")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selectors, "count", meanwhile)
        count_if_due()
    assert DirtyMark.objects.count() == 1


def test_a_count_that_fails_leaves_marks_and_numbers_as_they_were() -> None:
    enter(dt.date(2026, 8, 1))

    def fail(**line: Any) -> None:
        raise DatabaseError("the audit is full")

    marks = DirtyMark.objects.count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "record", fail)
        with pytest.raises(DatabaseError):
            count_if_due()
    assert (DirtyMark.objects.count(), RollupCell.objects.count(), FigureLook.objects.count()) == (
        marks,
        0,
        0,
    )


def test_the_practice_itself_cannot_change_or_delete_what_it_counted() -> None:
    enter(dt.date(2026, 8, 1))
    count_if_due()
    for tampering in (
        lambda: RollupCell.objects.update(count=99),
        lambda: RollupCell.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            tampering()


def test_history_older_than_three_years_is_counted_on_request_and_kept_up_from_then_on() -> None:
    enter(dt.date(2021, 2, 3), 1)
    count_if_due()
    assert min(selectors.newest(MEASURE)) == Quarter.read("2024-Q1")

    services.recount_history(by=system("figures"))
    assert numbers(Quarter.read("2021-Q1")) == {"1": 1}
    enter(dt.date(2021, 2, 3), 1)
    count_if_due()
    assert numbers(Quarter.read("2021-Q1")) == {"1": 2}


def test_a_quarter_to_come_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="2027-Q1 has not begun"):
        services.recount(quarter_start=dt.date(2027, 1, 1), by=system("figures"))
    with pytest.raises(ValueError, match="begins no quarter"):
        services.recount(quarter_start=dt.date(2026, 8, 1), by=system("figures"))


def test_confidential_children_count() -> None:
    enter(dt.date(2026, 8, 1), 2, is_confidential=True)
    count_if_due()
    assert numbers(SUMMER) == {"2": 1}

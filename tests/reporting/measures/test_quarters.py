"""Quarters, and definitions that say what they count."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.facts.rules import Look, due_quarters
from reporting.facts.selectors.counting import COUNTERS
from reporting.measures.definitions import MEASURES, measure_of
from reporting.measures.quarters import Quarter, between

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


@given(DAYS)
def test_every_day_lies_in_its_quarter_and_in_no_other(day: dt.date) -> None:
    quarter = Quarter.holding(day)
    assert quarter.start <= day <= quarter.last_day
    assert quarter.following.start == quarter.last_day + dt.timedelta(days=1)
    assert Quarter.read(str(quarter)) == quarter
    assert quarter.moved(5).moved(-5) == quarter
    assert len(between(quarter.moved(-7), quarter)) == 8


@pytest.mark.parametrize("text", ["2026-Q5", "2026", "Q3 2026", "0000-Q1", "9999-Q4", ""])
def test_what_is_no_quarter_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="Write the year and the quarter, as in 2026-Q3"):
        Quarter.read(text)


def test_a_quarter_is_over_the_day_after_its_last() -> None:
    quarter = Quarter.read("2026-Q3")
    assert not quarter.is_over(dt.date(2026, 9, 30))
    assert quarter.is_over(dt.date(2026, 10, 1))
    assert quarter.counted_on(dt.date(2026, 8, 4)) == dt.date(2026, 8, 4)


def test_only_what_a_change_reaches_is_counted_again() -> None:
    today = dt.date(2026, 11, 20)
    quarters = between(Quarter.read("2026-Q1"), Quarter.read("2026-Q4"))
    at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    counted = {one: Look(one.counted_on(today), one.is_over(today), at) for one in quarters}
    first = dt.date(2026, 2, 1)

    def due(since: dt.date | None) -> list[str]:
        found = due_quarters(today=today, first=first, counted=counted, changed_since=since)
        return [str(one) for one in found]

    assert due(None) == []
    assert due(dt.date(2026, 7, 1)) == ["2026-Q3", "2026-Q4"]
    assert due(dt.date.min) == [str(one) for one in quarters]
    assert due(dt.date(2027, 1, 1)) == [], "a level that takes effect later changes nothing yet"


def test_every_measure_says_all_of_its_definition_and_can_be_counted() -> None:
    assert len({(measure.key, measure.version) for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert measure_of(measure.key, measure.version) is measure
        assert measure.key in COUNTERS
        assert all((measure.title, measure.population, measure.window, measure.exclusions, measure.source))
        assert len(set(measure.keys)) == len(measure.strata) > 1
    with pytest.raises(LookupError):
        measure_of("children_by_need_level", 99)

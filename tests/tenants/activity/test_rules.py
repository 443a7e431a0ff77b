"""When to try a family again, and what a timer says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.activity.rules import (
    Outcome,
    TryAgain,
    closes_item,
    minutes_between,
    next_weekday,
    when_to_try_again,
)

FRIDAY_MORNING = dt.datetime(2026, 3, 20, 9, 30, tzinfo=dt.UTC)
FRIDAY_EVENING = dt.datetime(2026, 3, 20, 16, 30, tzinfo=dt.UTC)
FRIDAY, MONDAY, TUESDAY = dt.date(2026, 3, 20), dt.date(2026, 3, 23), dt.date(2026, 3, 24)


@pytest.mark.parametrize(
    ("outcome", "now", "attempts", "again"),
    [
        (Outcome.NO_ANSWER, FRIDAY_MORNING, 0, TryAgain(FRIDAY, dt.time(11, 30))),
        (Outcome.NO_ANSWER, FRIDAY_MORNING, 1, TryAgain(MONDAY)),
        (Outcome.NO_ANSWER, FRIDAY_EVENING, 0, TryAgain(MONDAY)),
        (Outcome.LEFT_MESSAGE, FRIDAY_MORNING, 0, TryAgain(TUESDAY)),
        (Outcome.CALL_BACK, FRIDAY_MORNING, 3, TryAgain(FRIDAY, dt.time(10, 30))),
        (Outcome.CALL_BACK, FRIDAY_EVENING, 0, TryAgain(MONDAY)),
    ],
)
def test_each_outcome_names_its_next_try(
    outcome: Outcome, now: dt.datetime, attempts: int, again: TryAgain
) -> None:
    assert when_to_try_again(outcome, now=now, attempts=attempts) == again


def test_only_a_talk_and_plain_done_finish_the_work() -> None:
    assert {outcome for outcome in Outcome if closes_item(outcome)} == {Outcome.TALKED, Outcome.DONE}


@given(st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 30))
def test_the_next_weekday_is_later_and_never_on_a_weekend(day: dt.date, days: int) -> None:
    later = next_weekday(day, days)
    assert later > day
    assert later.weekday() < 5


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (1, 1), (60, 1), (61, 2), (7200, 120), (7201, None), (-5, None)]
)
def test_a_timer_rounds_up_and_a_forgotten_panel_says_nothing(seconds: int, minutes: int | None) -> None:
    start = FRIDAY_MORNING
    assert minutes_between(start, start + dt.timedelta(seconds=seconds)) == minutes

"""Whom to reach first: properties of the order, whatever the work."""

import datetime as dt
import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tenants.today.rules import Group, Hours, Place, Reach, Work, arrange, place

TUESDAY = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)  # a Tuesday
TODAY = TUESDAY.date()
NINE_TO_ELEVEN = Hours(since=dt.time(9), until=dt.time(11))
AFTER_THREE = Hours(since=dt.time(15))


def moments_between(first: int, last: int) -> st.SearchStrategy[dt.datetime]:
    minutes = st.integers(0, (last - first + 1) * 24 * 60 - 1)
    midnight = dt.datetime(2026, 3, first, tzinfo=dt.UTC)
    return minutes.map(lambda after: midnight + dt.timedelta(minutes=after))


hours = st.builds(
    Hours,
    days=st.sampled_from(["", "12345", "2", "67"]),
    since=st.none() | st.times(),
    until=st.none() | st.times(),
    is_reachable_at_all=st.booleans(),
)
works = st.builds(
    Work,
    id=st.uuids(),
    is_call=st.booleans(),
    is_urgent=st.booleans(),
    due_on=st.dates(dt.date(2026, 1, 1), TODAY),
    level=st.none() | st.integers(0, 4),
    window_from=st.none() | moments_between(16, 19),
    hours=hours,
)
lists = st.lists(works, max_size=25, unique_by=lambda work: work.id)
moments = moments_between(17, 17)


def call(**given: object) -> Work:
    return Work(**{"id": uuid.uuid4(), "is_call": True, "is_urgent": False, "due_on": TODAY, **given})  # type: ignore[arg-type]  # a test's own words


def order_of(*works: Work) -> list[Work]:
    return [work for work, _where in arrange(list(works), TUESDAY)]


@given(lists, moments)
def test_nothing_is_lost_and_nothing_comes_twice(items: list[Work], now: dt.datetime) -> None:
    assert sorted(work.id for work, _where in arrange(items, now)) == sorted(work.id for work in items)


@given(lists, moments, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_arrival(
    items: list[Work], now: dt.datetime, dice: object
) -> None:
    shuffled = list(items)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert arrange(shuffled, now) == arrange(items, now)


@given(lists, moments)
def test_groups_stand_together_now_before_later_before_desk(items: list[Work], now: dt.datetime) -> None:
    groups = [list(Group).index(where.group) for _work, where in arrange(items, now)]
    assert groups == sorted(groups)


@given(lists, moments)
def test_urgent_work_is_on_top(items: list[Work], now: dt.datetime) -> None:
    urgency = [work.is_urgent for work, _where in arrange(items, now)]
    assert urgency == sorted(urgency, reverse=True)


@given(works, moments)
def test_nobody_is_called_outside_the_hours_unless_it_is_late_or_urgent(work: Work, now: dt.datetime) -> None:
    where = place(work, now)
    if where.group == Group.NOW and not work.is_urgent and work.due_on == now.date():
        assert where.reach in {Reach.OPEN, Reach.ANY_TIME}


@given(works, moments)
def test_who_asked_not_to_be_called_is_never_among_those_to_reach(work: Work, now: dt.datetime) -> None:
    silent = replace(work, is_urgent=False, hours=replace(work.hours, is_reachable_at_all=False))
    assert place(silent, now).group == Group.DESK


@given(works, moments)
def test_work_that_waits_longer_comes_first(work: Work, now: dt.datetime) -> None:
    older = replace(work, id=uuid.uuid4(), due_on=work.due_on - dt.timedelta(days=5))
    first, _second = (one for one, _where in arrange([work, older], now))
    if place(work, now).group == place(older, now).group:
        assert first == older


def test_late_first_then_those_whose_hours_are_open_then_any_time() -> None:
    late, open_now, any_time = (
        call(due_on=TODAY - dt.timedelta(days=2)),
        call(hours=NINE_TO_ELEVEN),
        call(),
    )
    assert order_of(any_time, open_now, late) == [late, open_now, any_time]


def test_of_open_hours_those_that_close_sooner_come_first() -> None:
    until_noon, until_ten = (
        call(hours=Hours(since=dt.time(9), until=dt.time(12))),
        call(hours=Hours(until=dt.time(10))),
    )
    assert order_of(until_noon, until_ten) == [until_ten, until_noon]


def test_a_late_call_waits_for_hours_that_open_later_today() -> None:
    late = call(due_on=TODAY - dt.timedelta(days=4), hours=AFTER_THREE)
    assert place(late, TUESDAY) == Place(Group.LATER, Reach.LATER, 4, dt.time(15), None)


def test_a_late_call_whose_hours_are_over_is_tried_anyway() -> None:
    late = call(due_on=TODAY - dt.timedelta(days=1), hours=Hours(until=dt.time(9)))
    assert place(late, TUESDAY).group == Group.NOW


def test_a_family_that_is_called_on_weekends_waits() -> None:
    assert place(call(hours=Hours(days="67")), TUESDAY).reach == Reach.OVER


def test_a_call_back_in_two_hours_stands_under_later_today() -> None:
    again = call(window_from=TUESDAY + dt.timedelta(hours=2))
    assert place(again, TUESDAY) == Place(Group.LATER, Reach.LATER, 0, dt.time(11, 30), None)


def test_desk_work_needs_no_phone() -> None:
    assert place(replace(call(), is_call=False), TUESDAY).group == Group.DESK


def test_a_higher_level_comes_first_when_all_else_is_equal() -> None:
    low, high = call(level=1), call(level=4)
    assert order_of(low, high) == [high, low]

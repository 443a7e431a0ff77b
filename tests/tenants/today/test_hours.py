"""The hour a family names for the next call."""

import datetime as dt

from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.worklist.models import Item
from tests.people import Cast
from tests.tenants.today.conftest import Due
from tests.tenants.today.test_web import text_of, url


def test_a_family_is_called_back_at_the_hour_it_named(coordinator: Client, due: Due, cast: Cast) -> None:
    tomorrow = clock.today(cast.blackstone) + dt.timedelta(days=1)
    typed = {"outcome": "call_back", "contact": "", "next_on_date": str(tomorrow), "next_at": "16:30"}

    coordinator.post(url("save_call", due.item.id), typed)

    with inside(cast.blackstone):
        item = Item.objects.get(id=due.item.id)
        assert item.window_from is not None
        assert (item.due_on, clock.local(item.window_from).time()) == (tomorrow, dt.time(16, 30))


def test_an_hour_without_a_try_or_a_step_is_refused(coordinator: Client, due: Due) -> None:
    answer = coordinator.post(
        url("save_call", due.item.id),
        {"outcome": "talked", "contact": "", "next_at": "16:30", "note": "kept"},
    )

    assert answer.status_code == 422
    words = text_of(answer.content)
    assert "Say what the next step is, or leave the hour empty." in words
    assert "kept" in words

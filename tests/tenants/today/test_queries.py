"""Today asks the same number of questions for one item and for thirty: at most twelve statements."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwork.practices.active import inside
from tests.factories.work import child_on_registry
from tests.people import Cast
from tests.tenants.today.conftest import Due

BUDGET = 11  # one of the twelve is kept for the session's own note, once a minute; session, user, membership and audit included; entering the practice is not counted


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    # the session notes once a minute that somebody is there; on a slow machine that minute ends in the test
    return len([one for one in seen if not one["sql"].startswith('UPDATE "accounts_session"')])


@pytest.mark.parametrize("query", ["", "?who=team", "?kind=needed_contact"])
def test_one_item_and_thirty_cost_the_same(coordinator: Client, due: Due, cast: Cast, query: str) -> None:
    coordinator.get("/")
    one = statements(coordinator, f"/{query}")
    with inside(cast.blackstone):
        for number in range(29):
            child_on_registry(number % 5)

    assert statements(coordinator, f"/{query}") == one <= BUDGET


def test_an_open_panel_stays_within_the_budget(coordinator: Client, due: Due) -> None:
    coordinator.get("/")
    first = statements(coordinator, f"/?open={due.item.id}")
    again = statements(coordinator, f"/?open={due.item.id}")

    assert first == again <= BUDGET

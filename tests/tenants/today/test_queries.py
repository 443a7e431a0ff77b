"""Today asks the same number of questions for one item and for thirty: at most twelve statements."""

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tests.factories.work import child_on_registry
from tests.people import Cast
from tests.statements import statements_of
from tests.tenants.today.conftest import Due

BUDGET = 11  # of twelve: one is kept for the session's own note, once a minute


@pytest.mark.parametrize("query", ["", "?who=team", "?kind=needed_contact"])
def test_one_item_and_thirty_cost_the_same(coordinator: Client, due: Due, cast: Cast, query: str) -> None:
    coordinator.get("/")
    one = statements_of(coordinator, f"/{query}")
    with inside(cast.blackstone):
        for number in range(29):
            child_on_registry(number % 5)

    assert statements_of(coordinator, f"/{query}") == one <= BUDGET


def test_an_open_panel_stays_within_the_budget(coordinator: Client, due: Due) -> None:
    coordinator.get("/")
    first = statements_of(coordinator, f"/?open={due.item.id}")
    again = statements_of(coordinator, f"/?open={due.item.id}")

    assert first == again <= BUDGET + 1  # the panel alone may take the twelfth

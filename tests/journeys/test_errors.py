"""Pages for what is not there and what is not open, in the same look, with a way on."""

import pytest

from tests.journeys.conftest import Travel

pytestmark = [pytest.mark.browser, pytest.mark.prove]
NOTHING = "00000000-0000-7000-8000-000000000000"


def test_nothing_there_not_open_and_no_such_practice(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    coordinator = travel("coordinator", practices[0], size).signs_in().arrives_in(practices[0])
    for status in (403, 404):
        coordinator.watch.expect_status(status)
    coordinator.goes_to("/no/such/page/").sees_heading("There is nothing here")
    coordinator.goes_to(f"/children/{NOTHING}/").sees_heading("There is nothing here")
    coordinator.goes_to("/audit/").sees_heading("This page is not open to your role")
    coordinator.follows("Go to the first page").sees_heading("Today")

    coordinator.page.goto(coordinator.page.url.replace(practices[0], "no-such-practice"))
    coordinator.look().sees("practice")


def test_a_colleague_of_one_practice_does_not_enter_another(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    coordinator = travel("coordinator", practices[0], size).signs_in().arrives_in(practices[0])
    coordinator.watch.expect_status(403)
    coordinator.page.goto(coordinator.page.url.replace(practices[0], practices[1]))
    coordinator.look().sees_heading("No access to this practice")

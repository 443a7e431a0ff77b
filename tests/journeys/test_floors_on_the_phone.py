"""The new floors on a phone: a coordinator and a physician reach each page by a thumb, and axe reads it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Travel
from tests.journeys.floors import scores
from tests.journeys.traveller import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def test_a_coordinator_scores_finds_help_and_refers(travel: Travel, practices: list[str]) -> None:
    slug = practices[1]
    coordinator = travel("coordinator", slug, PHONE).signs_in().arrives_in(slug)
    for line in ("Incoming records", "Figures", "Standards", "Referrals"):
        coordinator.opens_from_menu(line)
    name = scores.given_a_child_of_level(coordinator, 1)
    parts = coordinator.page.get_by_role("navigation", name="Parts of this record")
    parts.get_by_role("link", name="Health").tap()
    coordinator.sees("Told by").look()
    coordinator.page.get_by_role("link", name="Find help for").tap()
    coordinator.sees("Matching for").look().page.get_by_text("Choose a need").tap()
    coordinator.main.get_by_role("button", name="Food", exact=True).tap()
    coordinator.sees("Need:").look()
    card = coordinator.main.get_by_role("article").first
    expect(card.locator(".fits li").first).to_be_visible()
    service = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="Refer").tap()
    coordinator.page.wait_for_url("**/referrals/")
    coordinator.look()
    row = coordinator.main.get_by_role("row").filter(has_text=service)
    expect(row).to_contain_text("Ask the family")
    row.get_by_role("link", name=service).tap()
    coordinator.sees("Nothing has left the practice.").look().sees_heading(name)


def test_a_physician_confirms_with_one_tap(travel: Travel, practices: list[str]) -> None:
    slug = practices[1]
    coordinator = travel("coordinator", slug, java_script_enabled=False).signs_in().arrives_in(slug)
    name = scores.given_a_child_of_level(coordinator, 1, 1)
    scores.when_she_scores_the_child(coordinator, "")
    physician = travel("physician", slug, PHONE).signs_in().arrives_in(slug)
    assert scores.when_the_physician_confirms(physician, name, 4) == 1
    scores.then_the_history_keeps_both(physician, name, 4)

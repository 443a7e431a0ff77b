"""What each role meets: the physician decides, the nurse reads, the parent partner opens no chart, the network has homes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Travel
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def given_a_coordinator_proposes_a_level(coordinator: Traveller, child: str) -> None:
    """Propose level 4 for the child on the registry, with a reason."""
    row = coordinator.opens_from_menu("Registry").main.get_by_role("row").filter(has_text=child)
    row.locator("summary").click()
    row.get_by_label("Need level").select_option("4")
    row.get_by_label("Why").fill("Three admissions since August.")
    row.get_by_role("button", name="Change the level").click()
    coordinator.look()
    expect(coordinator.main.get_by_role("row").filter(has_text=child)).to_contain_text("4 proposed")


def when_the_physician_confirms_it(physician: Traveller, child: str) -> None:
    """Find the proposal in her own menu and confirm it."""
    physician.opens_from_menu("Level proposals").sees("Three admissions since August.")
    proposal = physician.main.get_by_role("listitem").filter(has_text=child)
    proposal.get_by_role("button", name="Confirm level 4").click()
    physician.look()
    waiting = physician.main.get_by_role("listitem").filter(
        has_text=child
    )  # it may stand below, to be taken back
    expect(waiting.get_by_role("button", name="Confirm level 4")).to_have_count(0)


def then_the_level_stands_on_the_childs_page(physician: Traveller, child: str) -> None:
    """Open the child from the registry and see the level and the family."""
    physician.opens_from_menu("Registry").follows(child)
    expect(physician.page.get_by_role("heading", level=1)).to_contain_text(child)
    expect(physician.page.locator(".pt")).to_contain_text("Level 4")
    for tab in ("Timeline", "Family and team", "Summary"):
        physician.page.get_by_role("navigation", name="Parts of this record").get_by_role(
            "link", name=tab
        ).click()
        physician.look()


def a_child_of_level_two(traveller: Traveller) -> str:
    """The first child of need level 2, by the registry's own filter."""
    traveller.goes_to("/registry/?level=2")
    return traveller.main.locator("tr[data-row] th a").first.inner_text()


def test_the_physician_confirms_a_level(travel: Travel, practices: list[str], size: dict[str, int]) -> None:
    slug = practices[0]
    coordinator = travel("coordinator", slug, size).signs_in().arrives_in(slug)
    child = a_child_of_level_two(coordinator)
    given_a_coordinator_proposes_a_level(coordinator, child)
    physician = travel("physician", slug, size).signs_in().arrives_in(slug)
    when_the_physician_confirms_it(physician, child)
    then_the_level_stands_on_the_childs_page(physician, child)


def test_the_nurse_works_with_children_and_not_with_rosters(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    nurse = travel("nurse", practices[1], size).signs_in().arrives_in(practices[1])
    nurse.opens_from_menu("Visits").opens_from_menu("On call").opens_from_menu("My time")
    nurse.follows_first_child()
    expect(nurse.page.get_by_role("link", name="Rosters")).to_have_count(0)
    nurse.watch.expect_status(403)
    nurse.goes_to("/roster/").sees_heading("This page is not open to your role")


def test_a_parent_partner_opens_no_chart(travel: Travel, practices: list[str], size: dict[str, int]) -> None:
    nurse = travel("nurse", practices[0], size).signs_in().arrives_in(practices[0])
    nurse.follows_first_child()
    chart = nurse.path
    partner = travel("parent_partner", practices[0], size).signs_in().arrives_in(practices[0])
    partner.sees_heading("Your account")
    partner.watch.expect_status(403)
    for path in ("/", "/registry/", "/children/", chart, "/roster/", "/audit/", "/people/"):
        partner.goes_to(path).sees_heading("This page is not open to your role")


@pytest.mark.parametrize(
    ("role", "words", "page"),
    [
        ("facilitator", "Practices", "Practices"),
        ("state_reviewer", "Released figures", "Released figures"),
        ("network_administrator", "People of the network", "People"),
        ("directory_steward", "Keep the directory", "Keep the directory"),
    ],
)
def test_each_role_of_the_network_has_a_home(
    travel: Travel, size: dict[str, int], role: str, words: str, page: str | None
) -> None:
    person = travel(role, None, size).signs_in().sees_heading("Welcome").sees(words).look()
    if page is not None:
        person.follows(words).sees_heading(page)
    person.goes_to("/me/").sees_heading("Your account")

"""Steps of a referral: from the child's page to a service that fits, in two clicks, and what stands there then."""

from playwright.sync_api import expect

from tests.journeys.traveller import Traveller


def when_she_refers_from_the_childs_page(coordinator: Traveller, name: str, need: str, service: str) -> int:
    """Press the need, see why the service fits, press Refer; return how many clicks it took."""
    clicks = 0
    coordinator.sees_heading(name)
    coordinator.page.get_by_role("region", name="Find help with").get_by_role("link", name=need).click()
    clicks += 1
    coordinator.look().sees(f"Matching for {name.split()[0]}")
    card = coordinator.main.get_by_role("article").filter(has_text=service)
    expect(card.locator(".fits li").first).to_be_visible()
    expect(card.locator(".fits")).to_contain_text("Speaks Español")
    card.get_by_role("button", name="Refer").click()
    clicks += 1
    coordinator.page.wait_for_url("**/referrals/")
    coordinator.look()
    return clicks


def then_lane_and_next_step_stand_there(coordinator: Traveller, service: str) -> None:
    """The child's referrals say where it stands, what comes next, and by which day."""
    row = coordinator.main.get_by_role("row").filter(has_text=service)
    expect(row).to_contain_text("Ask the family")
    expect(row.locator("time")).to_be_visible()


def then_it_is_work_with_a_day(coordinator: Traveller, name: str) -> None:
    """The child's page lists its next step with who does it and by when; Today carries it when the day has come."""
    parts = coordinator.page.get_by_role("navigation", name="Parts of this record")
    parts.get_by_role("link", name="Summary").click()
    coordinator.look().sees_heading(name)
    row = coordinator.main.locator("tr[data-row]").filter(has_text="Referral: Ask the family")
    expect(row).not_to_contain_text("Nobody yet")
    expect(row.locator("time")).to_be_visible()


def then_the_board_shows_it(coordinator: Traveller, name: str) -> None:
    """The board of referrals has its card in the first lane, with the next step."""
    coordinator.opens_from_menu("Referrals")
    card = coordinator.main.locator(".lane").first.get_by_role("article").filter(has_text=name)
    expect(card).to_contain_text("Ask the family")

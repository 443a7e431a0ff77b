"""Breaking the glass: a confidential child, a reason, a banner, and the administrator who judges it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Travel
from tests.journeys.traveller import PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.prove]
REASON = "The emergency room is on the phone about the medicines."


def given_a_confidential_child(physician: Traveller, place: int) -> tuple[str, str]:
    """Close one child of the registry to everybody; return the name and the address of the page."""
    link = physician.opens_from_menu("Registry").main.locator("tr[data-row] th a").nth(place)
    name = link.inner_text()
    link.click()
    physician.look()
    address = physician.path
    physician.goes_to(f"{address}access/").proves_herself()
    section = physician.page.locator("section").filter(has_text="Make it confidential")
    section.get_by_label("Why").fill("The family asked for it.")
    section.get_by_role("button", name="Make it confidential").click()
    physician.look()
    return name, address


def when_she_breaks_the_glass(nurse: Traveller, name: str, address: str) -> None:
    """The child is nowhere in the list; the address asks for a reason and shows nothing before."""
    nurse.opens_from_menu("Registry").does_not_see(name)
    nurse.goes_to(address).proves_herself()
    nurse.sees_heading("This record is confidential").does_not_see(name)
    nurse.page.get_by_label("Why must you open this record now?").fill(REASON)
    nurse.presses("Open the record").look()


def then_the_banner_says_so(nurse: Traveller, name: str) -> None:
    """The record is open, under a banner that says until when."""
    nurse.sees_heading(name).sees("You opened this confidential record yourself.")


def when_the_administrator_judges_it(administrator: Traveller) -> None:
    """Find the opening among those to review, and keep a judgement."""
    administrator.opens_from_menu("Opened records").sees(REASON)
    row = administrator.main.get_by_role("row").filter(has_text=REASON).first
    row.get_by_role("link", name="Review").click()
    administrator.look()
    administrator.main.get_by_text("Yes", exact=True).click()
    administrator.page.get_by_label("Note").fill("Right: it could not wait.")
    administrator.presses("Keep the review").look().sees("Right: it could not wait.")


def test_break_glass_with_reason_banner_and_review(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    slug = practices[1]
    physician = travel("physician", slug, size).signs_in().arrives_in(slug)
    name, address = given_a_confidential_child(physician, 7 if size == PHONE else 9)
    nurse = travel("nurse", slug, size).signs_in().arrives_in(slug)
    when_she_breaks_the_glass(nurse, name, address)
    then_the_banner_says_so(nurse, name)
    administrator = travel("practice_administrator", slug, size).signs_in().arrives_in(slug)
    when_the_administrator_judges_it(administrator)
    expect(administrator.main.get_by_text("Right", exact=True).first).to_be_visible()

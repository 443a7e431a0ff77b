"""The practice's administrator: invites, changes a role, ends access, and sees who opened a record."""

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Travel
from tests.journeys.traveller import PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.prove]
PASSWORD = "nine quiet herons by the pond"


def when_she_invites(administrator: Traveller, name: str, email: str) -> None:
    """Invite somebody as nurse."""
    administrator.opens_from_menu("People").main.get_by_role("link", name="Invite somebody").click()
    administrator.proves_herself().look()
    administrator.page.get_by_label("Name", exact=True).fill(name)
    administrator.page.get_by_label("E-mail address").fill(email)
    administrator.page.get_by_label("Nurse").check()
    administrator.presses("Send the invitation").look().sees("Open invitations").sees(email)


def the_link_in_the_letter(outbox: Path, email: str) -> str:
    """The way in that the letter to this address carries."""
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in outbox.iterdir()]
    [letter] = [one for one in letters if one["To"] == email]
    body = letter.get_body()
    assert body is not None
    [link] = re.findall(r"https?://\S+", body.get_content())
    return str(link)


def when_she_accepts(newcomer: Traveller, link: str, place: str) -> None:
    """Open the letter's link and choose a password."""
    newcomer.page.goto(link)
    newcomer.look().sees_heading(f"You are invited to {place}").sees("Nurse")
    newcomer.page.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.page.get_by_label("The same password again").fill(PASSWORD)
    newcomer.presses("Accept")


def line_of(administrator: Traveller, name: str) -> Locator:
    """The person's line in the list of people."""
    return administrator.main.get_by_role("row").filter(has_text=name)


def test_she_invites_changes_the_role_and_ends_access(
    travel: Travel, practices: list[str], outbox: Path, size: dict[str, int]
) -> None:
    slug = practices[0]
    name, email = (
        ("Ines Pereira", "ines@newcomer.example") if size == PHONE else ("Jo Baker", "jo@newcomer.example")
    )
    administrator = travel("practice_administrator", slug, size).signs_in().arrives_in(slug)
    when_she_invites(administrator, name, email)

    newcomer = travel("nurse", slug, size)
    newcomer.email, newcomer.password = email, PASSWORD
    when_she_accepts(newcomer, the_link_in_the_letter(outbox, email), "Blackstone Pediatrics")
    newcomer.arrives_in(slug).sees_heading("Today")
    newcomer.signs_out_everywhere().gives_password().arrives_in(slug).sees_heading("Today")

    administrator.opens_from_menu("People").follows(name).proves_herself()
    administrator.page.get_by_label("Parent partner").check()
    administrator.presses("Change the role").look()
    expect(line_of(administrator, name)).to_contain_text("Parent partner")
    newcomer.watch.expect_status(403)
    newcomer.goes_to("/registry/").sees_heading("This page is not open to your role")

    administrator.follows(name).presses("End access").look()
    expect(line_of(administrator, name)).to_contain_text("Access ended")
    newcomer.goes_to("/me/").does_not_see("How you read")


def test_who_opened_this_record(travel: Travel, practices: list[str], size: dict[str, int]) -> None:
    slug = practices[0]
    coordinator = travel("coordinator", slug, size).signs_in().arrives_in(slug).follows_first_child()
    child, who = coordinator.page.locator("h1").inner_text(), coordinator.page.locator(".me .vh").inner_text()
    administrator = travel("practice_administrator", slug, size).signs_in().arrives_in(slug)
    administrator.opens_from_menu("Audit")
    administrator.page.get_by_label("Child", exact=False).first.fill(child.split()[-1])
    administrator.presses("Find the child").follows(child)
    administrator.sees_heading(f"Who opened the record of {child}?").sees(who.split(",")[0])


def test_a_person_of_two_practices_switches_without_signing_in_again(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    person = travel("coordinator", practices[1], size, both=True).signs_in()
    person.sees_heading("Welcome").follows("Blackstone Pediatrics").arrives_in(practices[0])
    person.goes_to("/me/").follows("Switch to another practice").follows("Narrow River")
    person.arrives_in(practices[1]).sees_heading("Today")
    person.goes_to("/me/").presses("Leave this practice").look().sees_heading("You have left the practice")


def test_signing_out_everywhere_closes_the_other_browser(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    there = travel("physician", practices[1], size).signs_in().arrives_in(practices[1])
    here = travel("physician", practices[1], size).signs_in().arrives_in(practices[1])
    here.signs_out_everywhere().sees_heading("Sign in")
    there.goes_to("/registry/").sees_heading("Sign in")

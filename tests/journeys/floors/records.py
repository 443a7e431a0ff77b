"""Steps of incoming records: send a bundle, look at the dry run, import, find the facts with their source."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.floors.bundle import HOSPITAL, Sent
from tests.journeys.roster_steps import until
from tests.journeys.traveller import Traveller

DRY_RUN = "This is a dry run. Nothing has been taken in yet."


def when_she_sends_the_bundle(coordinator: Traveller, sent: Sent) -> None:
    """Send the file and wait until a worker has read it and counted what an import would do."""
    coordinator.opens_from_menu("Incoming records").follows("Send records")
    coordinator.page.locator("input[type=file]").set_input_files(
        {"name": "bundle.json", "mimeType": "application/json", "buffer": sent.as_json()}
    )
    coordinator.page.get_by_label("Where does it come from?").fill(HOSPITAL)
    coordinator.presses("Send and read")
    until(coordinator, DRY_RUN)
    coordinator.look()


def then_the_dry_run_tells(coordinator: Traveller) -> None:
    """One new child with facts of every kind; a number that is not kept, and a record that has no place here."""
    expect(line(coordinator, "people", "New")).to_contain_text("1")
    for kind in ("Conditions", "Allergies", "Vaccines"):
        expect(coordinator.main.get_by_role("region", name="What is known of them")).to_contain_text(kind)
    coordinator.sees("Left out and stored nowhere:")
    coordinator.main.get_by_text("Records that are not kept here").click()
    coordinator.sees("Claim")


def when_she_imports_it(coordinator: Traveller) -> None:
    """Put the child onto the registry too; the job runs to its end, and the report names the child."""
    coordinator.main.get_by_label("Put the new children onto the registry").check()
    coordinator.presses("Import these records")
    until(coordinator, "Show the result")
    coordinator.follows("Show the result")
    coordinator.does_not_see(DRY_RUN)


def then_the_child_has_facts_with_their_source(coordinator: Traveller, sent: Sent) -> None:
    """From the report to the child's health: each fact says who told it and of which day it is."""
    line(coordinator, "people", "New").get_by_role("link").click()
    coordinator.look().follows(sent.name).sees_heading(sent.name)
    parts = coordinator.page.get_by_role("navigation", name="Parts of this record")
    parts.get_by_role("link", name="Health").click()
    coordinator.look()
    for fact in ("Moderate persistent asthma", "Peanut", "MMR", "24.5"):
        row = coordinator.main.get_by_role("row").filter(has_text=fact).first
        expect(row).to_contain_text(HOSPITAL)


def then_the_same_file_changes_nothing(coordinator: Traveller, sent: Sent) -> None:
    """Sent once more, every line of the dry run says the same is there already; she leaves it."""
    when_she_sends_the_bundle(coordinator, sent)
    expect(line(coordinator, "people", "New")).to_have_count(0)
    coordinator.presses("Do not import this file").look()


def line(coordinator: Traveller, table: str, begins: str) -> Locator:
    """The row of a table whose heading begins with the word."""
    rows = coordinator.main.locator(f"[aria-labelledby={table}] tbody tr")
    return rows.filter(has=coordinator.page.locator("th", has_text=re.compile(rf"^\s*{begins}"))).first

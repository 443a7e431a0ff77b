"""Steps of a figure: counted in the practice, protected, approved, seen by the state, and never changed afterwards."""

import csv
import io
import re
import time

from playwright.sync_api import expect

from tests.journeys.floors import scores
from tests.journeys.roster_steps import SLOW, until
from tests.journeys.traveller import Traveller

HIDDEN = "hidden"


def row_of_quarter(coordinator: Traveller, name: str) -> list[str]:
    """What the practice's own page says of a quarter, cell by cell."""
    row = coordinator.main.locator("section[aria-labelledby=own] tbody tr").filter(has_text=name)
    return [cell.strip() for cell in row.locator("td").all_inner_texts()]


def closed_quarter(coordinator: Traveller) -> str:
    """Open the own figures; the newest quarter of the page that is complete."""
    coordinator.opens_from_menu("Figures")
    for text in coordinator.main.locator("section[aria-labelledby=own] tbody th").all_inner_texts():
        if "so far" not in text.lower():
            return text.strip()
    raise AssertionError("no quarter is complete")


def until_the_quarter_moves(coordinator: Traveller, name: str, before: list[str]) -> list[str]:
    """Look again until the quarter's numbers differ; the worker counts twice a minute."""
    end = time.monotonic() + 2 * SLOW / 1000
    coordinator.opens_from_menu("Figures")
    while (shown := row_of_quarter(coordinator, name)) == before:
        assert time.monotonic() < end, shown
        coordinator.page.wait_for_timeout(1000)
        coordinator.page.reload()
    return shown


def when_the_administrator_starts_the_release(administrator: Traveller, quarter: str) -> None:
    """Choose the closed quarter; the release engine's own worker protects the table."""
    administrator.opens_from_menu("Releases").follows("Start a release")
    administrator.page.get_by_label("Quarter").select_option(label=quarter)
    administrator.presses("Start")
    until(administrator, "Show the result")
    administrator.look().follows("Show the result").sees("This is the whole of what would leave.")


def then_the_table_is_protected(administrator: Traveller, own: list[str]) -> None:
    """Small counts carry the one word; 0 and counts from 11 on stand as they are; no sum is there."""
    heads = administrator.main.locator("thead th").all_inner_texts()
    assert "In all" not in heads
    row = administrator.main.get_by_role("row").filter(has_text="Blackstone Pediatrics")
    shown = [cell.strip() for cell in row.locator("td").all_inner_texts()]
    assert shown == protected(own)
    assert HIDDEN in shown


def protected(own: list[str]) -> list[str]:
    """The practice's own numbers as the rule lets them out; the last is the sum, which never leaves."""
    return [HIDDEN if 1 <= int(count) <= 10 else count for count in own[:-1]]


def when_she_keeps_it_in(administrator: Traveller) -> None:
    """Look at the last page before it would leave, and reject the table with a reason instead."""
    administrator.page.get_by_role("link", name="Approve…").click()
    administrator.proves_herself().look().sees("It cannot be taken back or changed afterwards")
    administrator.follows("Not yet")
    administrator.page.get_by_role("link", name="Reject…").click()
    administrator.look().page.get_by_label("Why").fill("We wait for the practices' meeting.")
    administrator.presses("Reject").look().sees("Why it was rejected")


def when_she_approves(administrator: Traveller) -> None:
    """Prove who she is, look once more, let it out."""
    administrator.page.get_by_role("link", name="Approve…").click()
    administrator.proves_herself().look().sees("It cannot be taken back or changed afterwards")
    administrator.presses("Approve and let it out").look()
    expect(administrator.page.locator("body")).to_contain_text("Released. State reviewers see the figure now")


def then_the_state_sees_it(reviewer: Traveller, own: list[str]) -> bytes:
    """Page, chart and table with the one word, never a small number; return the file's bytes."""
    reviewer.opens_from_menu("Released figures").sees("Nothing on this page changes before the next release.")
    row = reviewer.main.get_by_role("row").filter(has_text="Blackstone Pediatrics")
    assert [cell.strip() for cell in row.locator("td").all_inner_texts()] == protected(own)
    chart = reviewer.main.get_by_role("img", name=re.compile("Blackstone"))
    expect(chart).to_be_visible()
    return the_file(reviewer, own)


def the_file(reviewer: Traveller, own: list[str]) -> bytes:
    """The CSV, whose cells are those of the page."""
    with reviewer.page.expect_download() as taking:
        reviewer.page.get_by_role("link", name="Download (CSV)").click()
    content = taking.value.path().read_bytes()
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    ours = [line for line in lines if line["practice"] == "Blackstone Pediatrics"]
    assert [line["children"] or line["status"] for line in ours] == protected(own)
    return content


def then_the_practice_sees_what_left(coordinator: Traveller, own: list[str]) -> None:
    """Its own page lists what left beside its own count of then."""
    coordinator.opens_from_menu("Figures").sees("Exactly this left")
    rows = coordinator.main.locator("section[aria-labelledby=left] tbody tr")
    left = [cell.strip() for cell in rows.locator("td:nth-of-type(1)").all_inner_texts()]
    counted = [cell.strip() for cell in rows.locator("td:nth-of-type(2)").all_inner_texts()]
    assert left == protected(own)
    assert counted == own[:-1]


def when_a_level_of_then_changes(physician: Traveller, quarter: str) -> None:
    """Score a child for the last day of the closed quarter: what was known then changes, what left does not."""
    scores.given_a_child_of_level(physician, 3)
    physician.page.get_by_role("link", name="Score").first.click()
    physician.look()
    for question in physician.main.locator("fieldset[data-row]").all():
        question.locator("label").first.click()
    physician.page.get_by_label("Why now").fill("The old chart says so.")
    physician.main.locator("input[type=date]").fill(last_day(quarter))
    physician.presses("Save and confirm").look().sees("The old chart says so.")


def last_day(quarter: str) -> str:
    """The last day of a quarter named as pages name it: July to September 2026."""
    month, year = quarter.split()[-2:]
    days = {"March": "03-31", "June": "06-30", "September": "09-30", "December": "12-31"}
    return f"{year}-{days[month]}"

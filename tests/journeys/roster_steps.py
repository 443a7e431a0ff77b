"""Steps of the roster: send, columns, dry run, import, mend, one child or two."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from secrets import choice, randbelow

from playwright.sync_api import expect

from tests.journeys.roster_file import BROKEN_DATE, SECRET, Known, Roster
from tests.journeys.traveller import Traveller

SLOW = 60_000  # milliseconds that a job of a real worker may take on a busy machine
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def given_a_roster_that_names_a_child_on_the_record(coordinator: Traveller, born_from: date) -> Roster:
    """Take the list out as CSV, and make a roster of twelve whose last row is a child of the list."""
    coordinator.opens_from_menu("Registry")
    with coordinator.page.expect_download() as taking:
        coordinator.main.get_by_role("link", name="CSV").click()
    text = taking.value.path().read_text(encoding="utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(text)))
    names = Counter(_named(line) for line in listed)
    last = next(line for line in reversed(listed) if line["Doctor"] and names[_named(line)] == 1)
    known = Known(last["Given name"], last["Family name"], date.fromisoformat(last["Birth date"]))
    return Roster(a_new_name(), born_from + timedelta(days=randbelow(300)), known)


def when_she_sends_it(coordinator: Traveller, roster: Roster, *, as_xlsx: bool = False) -> None:
    """Send the file as additions from a source of its own, and wait until a worker has read it."""
    coordinator.opens_from_menu("Rosters").follows("Send a roster")
    content, kind = (roster.as_xlsx(), XLSX) if as_xlsx else (roster.as_csv(), "text/csv")
    name = "autumn.xlsx" if as_xlsx else "autumn.csv"
    coordinator.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    coordinator.page.get_by_label("Where does it come from?").fill(f"Clinic of Dr. {roster.family_name}")
    coordinator.page.locator("input[name=mode][value=additions]").check()
    coordinator.presses("Send and read")
    until_heading(coordinator, "What do the columns hold?")
    coordinator.look().sees("Left out and stored nowhere:").does_not_see(SECRET)


def when_she_checks_the_rows(coordinator: Traveller) -> None:
    """Take the guessed columns and wait for the dry run."""
    coordinator.presses("Check the rows")
    until(coordinator, "This is a dry run. Nothing has been taken in yet.")
    coordinator.look()


def then_the_dry_run_counts(coordinator: Traveller, roster: Roster) -> None:
    """Eleven would be new, one waits, one of the new ones looks like the child on the record."""
    for words in ("New children 11", "Rows that wait for you 1", "Possible duplicates"):
        coordinator.sees(words)
    alike = coordinator.page.get_by_role("region", name="Possible duplicates")
    expect(alike.get_by_role("row").filter(has_text=roster.known.family_name).first).to_be_visible()
    coordinator.does_not_see(SECRET)


def when_she_imports(coordinator: Traveller) -> None:
    """Start the job, see it move to its end, and open its report."""
    coordinator.presses("Import these rows")
    coordinator.page.wait_for_url("**/jobs/*/")
    coordinator.look()
    until(coordinator, "Show the result")
    coordinator.sees("Done").look()
    coordinator.follows("Show the result").sees("New children 11").sees("Rows that wait for you 1")
    coordinator.does_not_see(SECRET)


def when_she_mends_the_row_that_waits(coordinator: Traveller, roster: Roster) -> None:
    """Write the birth date that the file got wrong; the child is taken in."""
    coordinator.opens_from_menu("Rosters").follows("Quarantine").sees(BROKEN_DATE)
    coordinator.follows(roster.broken_name)
    coordinator.main.get_by_label("Birth date").fill(f"{roster.broken_birth_date:%m/%d/%Y}")
    coordinator.presses("Mend and take in").look().sees(f"Mended and taken in: {roster.broken_name}")
    expect(coordinator.main.get_by_role("link", name=roster.broken_name)).to_have_count(0)


def when_she_merges_the_two_records(coordinator: Traveller, roster: Roster) -> None:
    """Open the pair side by side and make it one record."""
    coordinator.opens_from_menu("Rosters").follows("Possible duplicates").follows(_pair(roster))
    coordinator.sees_heading("One child or two?").sees("Older record").sees("Newer record")
    coordinator.presses("Merge into one record").look().sees("was merged into")


def when_she_takes_the_merge_back(coordinator: Traveller, roster: Roster) -> None:
    """Take the merge back with a reason: two records again."""
    coordinator.follows("Take this merge back").sees("stands for itself again")
    coordinator.main.get_by_label("Why?").fill("The grandmother says they are cousins.")
    coordinator.presses("Take the merge back").look().sees(_pair(roster).split(" and ")[0])


def then_the_children_stand_on_the_registry(coordinator: Traveller, roster: Roster) -> None:
    """Every new child is listed with the day of a next contact."""
    coordinator.opens_from_menu("Registry")
    for name in [*roster.new_names, roster.broken_name]:
        row = coordinator.main.get_by_role("row").filter(has_text=name)
        expect(row.get_by_role("cell").locator("time").first).to_be_visible()


def when_she_writes_down_the_mothers_address(coordinator: Traveller, name: str) -> None:
    """Open the child's family and add an e-mail address to the contact that the roster brought."""
    coordinator.follows(name).sees_heading(name)
    parts = coordinator.page.get_by_role("navigation", name="Parts of this record")
    parts.get_by_role("link", name="Family and team").click()
    coordinator.look().sees("Rosa").follows("Edit Rosa")
    coordinator.main.get_by_label("E-mail").first.fill("rosa@family.example")
    coordinator.presses("Save").look().sees("rosa@family.example")


def until(coordinator: Traveller, words: str) -> None:
    """Wait for words that a job brings: the page moves by itself, without script she looks again."""
    if coordinator.has_script:
        expect(coordinator.main).to_contain_text(words, timeout=SLOW)
        return
    expect(coordinator.main).to_contain_text(re.compile(f"{re.escape(words)}|Look again"))
    while words not in coordinator.main.inner_text():
        coordinator.main.get_by_role("link", name="Look again").click()


def until_heading(coordinator: Traveller, words: str) -> None:
    """Wait for the page with this heading, as `until` waits for words."""
    heading = coordinator.page.get_by_role("heading", level=1, name=words)
    while not coordinator.has_script and not heading.count():
        coordinator.main.get_by_role("link", name="Look again").click()
    expect(heading).to_be_visible(timeout=SLOW)


def _named(line: dict[str, str]) -> tuple[str, str]:
    return line["Given name"], line["Family name"]


def _pair(roster: Roster) -> str:
    name = f"{roster.known.given_name} {roster.known.family_name}"
    return f"{name} and {name}"


def a_new_name() -> str:
    """A family name unlike those of other journeys, so that its children are not taken for theirs."""
    beginnings = (
        "Bram",
        "Dunt",
        "Fal",
        "Gosk",
        "Hux",
        "Kelv",
        "Mip",
        "Nev",
        "Pord",
        "Quil",
        "Rud",
        "Sint",
        "Vick",
    )
    endings = ("abert", "ellyn", "inzot", "oskin", "umway", "yrrup")
    return choice(beginnings) + choice(endings)

"""Steps of the directory: a steward sends a package, mends the row that waits, and finds the service listed."""

from playwright.sync_api import expect

from tests.journeys.floors.directory_package import SOURCE, WRONG, Package
from tests.journeys.roster_steps import until
from tests.journeys.traveller import Traveller

PREVIEW = "This is what an import would do. Nothing has been taken in yet."


def when_the_steward_sends_the_package(steward: Traveller, package: Package) -> None:
    """Send it as a part of its source, and wait until a worker has counted what an import would do."""
    steward.opens_from_menu("Keep the directory").follows("Files").follows("Send")
    steward.page.locator("input[type=file]").set_input_files(
        {"name": "help-line.zip", "mimeType": "application/zip", "buffer": package.as_zip()}
    )
    steward.page.get_by_label("Where does it come from?").fill(SOURCE)
    steward.page.get_by_label("A part of it").check()
    steward.presses("Send and read")
    until(steward, PREVIEW)
    steward.look().sees("Why rows and values wait")


def when_she_imports_it(steward: Traveller) -> None:
    """The job runs to its end; one bad row stops nothing."""
    steward.presses("Import these rows")
    until(steward, "Show the result")
    steward.look().follows("Show the result").does_not_see(PREVIEW)


def when_she_mends_the_row_that_waits(steward: Traveller, package: Package) -> None:
    """Choose a status the standard knows; the row goes in with everything that waits for it."""
    steward.main.get_by_role("link", name="Waiting rows").first.click()
    steward.look().sees(WRONG).follows(package.advocate).sees(WRONG)
    steward.page.get_by_label("Status").select_option("active")
    steward.presses("Mend and take in").look().sees(f"Mended and taken in: Services: {package.advocate}")
    expect(steward.main.get_by_role("article").filter(has_text=package.advocate)).to_have_count(0)


def then_it_is_listed(steward: Traveller, package: Package) -> None:
    """Both services stand in the directory."""
    steward.opens_from_menu("Keep the directory")
    steward.page.get_by_label("Name").first.fill(package.word)
    steward.main.get_by_role("button", name="Show").first.click()
    steward.look()
    for name in (package.advocate, package.whole):
        expect(steward.main.get_by_role("link", name=name)).to_be_visible()

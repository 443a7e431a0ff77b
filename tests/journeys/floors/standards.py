"""Steps of a standard: written by one facilitator, published by the other, taken into use by a practice."""

from playwright.sync_api import expect

from tests.journeys.traveller import Traveller

INDEX = "Five-axis index"
CHANGED = "Each band has a clear word. A rule for the social situation lifts the level. Nothing else is new."


def given_the_version_in_review_is_taken_back(author: Traveller) -> None:
    """Take one's own version back with a reason; without one in the works, begin the next draft."""
    author.opens_from_menu("Standards").sees_heading("Standards")
    author.main.locator("tr[data-row] th a").first.click()
    author.look()
    begin = author.main.get_by_role("button", name="Begin the draft")
    if begin.count():
        begin.click()
        author.look()
        return
    author.main.get_by_role("link", name="Open version").or_(
        author.page.get_by_role("link", name="Open version")
    ).first.click()
    author.look()
    review = author.page.get_by_role("link", name="Review", exact=True)
    if review.count():
        review.first.click()
        author.look().sees("You wrote a part of this version.")
        author.page.get_by_label("Why").fill("The word of the third band can be clearer.")
        author.presses("Send it back").look()
    author.page.get_by_role("link", name="Edit", exact=True).first.click()
    author.look()


def when_she_writes_the_draft(author: Traveller, word: str) -> None:
    """Give the third band another word, and send the draft for review with words for the practices."""
    expect(author.page.locator("#checks")).to_contain_text("Every check is met.")
    author.page.locator('[id="bands-2-title-en"]').fill(word)
    author.main.get_by_role("button", name="Save and send for review").click()
    author.look().sees_heading("Send for review").sees(word)
    author.page.get_by_label("What changed").fill(CHANGED)
    author.page.get_by_label("No child and no family").check()
    author.presses("Send for review").look().sees("Waits for review")


def when_the_second_reviews_and_publishes(reviewer: Traveller, word: str) -> str:
    """Read what differs, prove who she is, publish; return the version's number."""
    reviewer.opens_from_menu("Standards")
    row = reviewer.main.locator("tr[data-row]").first
    row.get_by_role("link", name="Version").last.click()
    reviewer.look().follows("Review").sees("What differs from version").sees(word).sees(CHANGED)
    reviewer.follows("Publish…").proves_herself().look().sees_heading("Publish").sees(word)
    number = reviewer.page.get_by_role("heading", level=1).inner_text().split()[-1]
    reviewer.presses("Publish for the network").look().sees("Published")
    return number


def when_the_practice_takes_it_into_use(coordinator: Traveller, number: str, word: str) -> None:
    """See the notice with what differs from the version in use, and use the new one from today."""
    coordinator.opens_from_menu("Standards").sees("which you use").sees(CHANGED).sees(word)
    coordinator.main.get_by_role("link", name="Take it into use").first.click()
    coordinator.look().sees("No level changes by itself.")
    coordinator.presses("Take it into use").look()
    in_use = coordinator.main.get_by_role("region", name="In use").get_by_role("row").nth(1)
    expect(in_use).to_contain_text(f"version {number} since")


def then_the_grid_shows_versions_and_dates(facilitator: Traveller, place: str, number: str) -> None:
    """The network sees which version the practice uses, and no count of anything."""
    facilitator.opens_from_menu("Who uses what").sees("What a practice counts stays in the practice.")
    row = facilitator.main.get_by_role("row").filter(has_text=place)
    expect(row).to_contain_text(f"Version {number} since")

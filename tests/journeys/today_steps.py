"""Steps of Today: find the family, call, log, take back."""

from playwright.sync_api import Locator, expect

from tests.journeys.traveller import Traveller

NOTE = "All is well. Rosa asks for the visit summary in Spanish."


def when_she_opens_the_whole_teams_list(coordinator: Traveller) -> None:
    """Go to Today and look at everybody's work: nobody has taken on the new children yet."""
    coordinator.opens_from_menu("Today").follows("Whole team")
    while (more := coordinator.main.get_by_role("link", name="Show more")).count():
        more.click()
        coordinator.page.wait_for_load_state()


def then_the_contact_stands_on_today(coordinator: Traveller, name: str) -> None:
    """The child's needed contact is a row of the list."""
    expect(row_of(coordinator, name)).to_contain_text("Needed contact")


def when_she_logs_the_call_by_keys(coordinator: Traveller, name: str) -> list[str]:
    """Log the call with the child's row in focus; return the keys it took besides walking there and the note."""
    keyboard, pressed = coordinator.page.keyboard, []

    def press(key: str) -> None:
        keyboard.press(key)
        pressed.append(key)

    row_of(coordinator, name).locator("[data-open]").focus()
    press("c")
    expect(coordinator.page.locator("li.open")).to_contain_text(name)
    coordinator.look()
    press("1")
    coordinator.page.get_by_label("What the family said").focus()
    keyboard.type(NOTE)
    press("Control+Enter")
    then_it_is_done(coordinator, name)
    return pressed


def when_she_logs_the_call_by_taps(coordinator: Traveller, name: str) -> None:
    """Log the call with a finger: Call, Talked, the note, Save."""
    row_of(coordinator, name).get_by_role("link", name="Call").first.tap()
    expect(coordinator.page.locator("li.open")).to_contain_text(name)
    coordinator.look()
    panel = coordinator.page.locator("form.call")
    panel.get_by_text("Talked", exact=True).tap()
    panel.get_by_label("What the family said").fill(NOTE)
    panel.get_by_role("button", name="Save").first.tap()
    then_it_is_done(coordinator, name)


def when_she_logs_the_call_by_links_and_forms(coordinator: Traveller, name: str) -> None:
    """Log the call in a browser without script: a link opens the panel, a form saves it."""
    row_of(coordinator, name).get_by_role("link", name="Call").first.click()
    panel = coordinator.page.locator("form.call")
    panel.get_by_label("Talked", exact=True).check()
    panel.get_by_label("What the family said").fill(NOTE)
    panel.get_by_role("button", name="Save").first.click()
    then_it_is_done(coordinator, name)


def then_it_is_done(coordinator: Traveller, name: str) -> None:
    """The row has gone to Done today, with the note."""
    done = coordinator.page.locator("#done li").filter(has_text=name)
    expect(done).to_contain_text(NOTE[:20])
    expect(coordinator.page.locator("#work > .wl").filter(has_text=name)).to_have_count(0)
    coordinator.look()


def when_she_takes_it_back(coordinator: Traveller, name: str) -> None:
    """Undo, in Done today."""
    coordinator.page.locator("#done li").filter(has_text=name).get_by_role("button", name="Undo").click()


def then_the_row_is_back(coordinator: Traveller, name: str) -> None:
    """The contact stands on the list again and nothing of the child is done."""
    expect(coordinator.page.locator("#done li").filter(has_text=name)).to_have_count(0)
    expect(row_of(coordinator, name)).to_contain_text("Needed contact")
    coordinator.look()


def row_of(coordinator: Traveller, name: str) -> Locator:
    """The child's row among the open work."""
    return coordinator.page.locator("#work > .wl > li").filter(has_text=name)

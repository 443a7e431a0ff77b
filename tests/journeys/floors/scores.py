"""Steps of a score: a coordinator answers the questions, a physician confirms with one tap."""

from playwright.sync_api import expect

from tests.journeys.traveller import Traveller

WHY = "Two more stays since the summer."


def given_a_child_of_level(coordinator: Traveller, level: int, place: int = 0) -> str:
    """Open the child of this level from the registry; return the name."""
    coordinator.goes_to(f"/registry/?level={level}")
    link = coordinator.main.locator("tr[data-row] th a").nth(place)
    name = link.inner_text()
    link.click()
    coordinator.look().sees_heading(name)
    return name


def when_she_scores_the_child(coordinator: Traveller, number: str, *, choice: int = -1) -> None:
    """Answer every question with the same place of its choices (the last: the most), and say why."""
    coordinator.page.get_by_role("link", name="Score").first.click()
    coordinator.look().sees(f"v{number}")
    for question in coordinator.main.locator("fieldset[data-row]").all():
        question.locator("label").nth(choice).click()
    if coordinator.has_script:
        expect(coordinator.page.locator("#worked-out")).to_contain_text("of 20")
    coordinator.page.get_by_label("Why now").fill(WHY)
    coordinator.presses("Save the score").look().sees(WHY)


def then_the_level_is_proposed(coordinator: Traveller, level: int) -> None:
    """The child's levels say what waits, since when it would hold and when it was written down."""
    first = coordinator.main.locator("tbody tr").first
    expect(first).to_contain_text(f"Level {level}")
    expect(first).to_contain_text(WHY)
    expect(first.locator("time")).to_have_count(2)
    coordinator.sees("A proposal waits for a physician.")


def when_the_physician_confirms(physician: Traveller, name: str, level: int) -> int:
    """One press on the list; return how many it took."""
    physician.opens_from_menu("Level" if physician.is_at_desk else "Level proposals").sees(WHY)
    presses = 0
    button = physician.main.get_by_role("button", name=f"Confirm level {level} for {name}")
    button.click()
    presses += 1
    expect(physician.page.locator("body")).to_contain_text(f"{name} is at level {level} now.")
    expect(button).to_have_count(0)
    physician.look()
    return presses


def then_the_history_keeps_both(physician: Traveller, name: str, level: int) -> None:
    """The new level stands; proposal and decision keep the day they hold from and the moment of writing."""
    physician.main.locator(".done-row").get_by_role("link", name=name).click()
    physician.look()
    rows = physician.main.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("decided")
    expect(rows.nth(1)).to_contain_text("proposed")
    expect(physician.page.locator(".pt")).to_contain_text(f"Level {level}")

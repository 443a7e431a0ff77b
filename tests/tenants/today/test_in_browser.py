"""The one job in a real Chromium: three keys besides the note, Undo, and nothing said in the console."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from nestwork.practices.active import inside
from tenants.activity.models import Entry
from tenants.patients.models import Child
from tenants.worklist import selectors as worklist
from tests.browser import DESK, PHONE, Visit, pages_as, violations
from tests.factories.work import ItemFactory, child_on_registry
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def children(cast: Cast) -> list[Child]:
    """Noah of level 4 and Amara of level 2, both with a contact due, and work at the desk."""
    with inside(cast.blackstone):
        noah = child_on_registry(4, given_name="Noah", family_name="Whitfield")
        amara = child_on_registry(2, given_name="Amara")
        ItemFactory(kind="desk_task", title="Care plan review", child=amara)
        ItemFactory(kind="confirm_level", title="3", why="three admissions", child=amara)
        return [noah, amara]


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast, children: list[Child]) -> Iterator[Visit]:
    """Open a page of Blackstone as its coordinator; at the end refuse any word in the console."""
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


@pytest.mark.duty("3.E15a")
def test_three_keys_and_a_note_log_a_call_and_open_the_next(
    visit: Visit, cast: Cast, children: list[Child]
) -> None:
    noah, _amara = children
    page = visit("/")

    page.keyboard.press("c")
    expect(page.locator("li.open")).to_contain_text("Noah Whitfield")
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.keyboard.type("All is well, 2 new inhalers.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("li.open")).to_contain_text("Amara Baptiste")
    expect(page.locator(".toast")).to_contain_text("Done: Needed contact, Noah Whitfield")
    with inside(cast.blackstone):
        entry = Entry.objects.get()
        assert (entry.outcome, entry.minutes, entry.note) == ("talked", 1, "All is well, 2 new inhalers.")
        following = worklist.next_contact_of(noah)
        assert following is not None
        assert following.id != entry.item_id

    page.keyboard.press("z")
    expect(page.locator("#main")).to_contain_text("Back on the list: Needed contact, Noah Whitfield")
    expect(page.locator("[data-row]:focus-within")).to_contain_text("Noah Whitfield")
    with inside(cast.blackstone):
        again = worklist.next_contact_of(noah)
        assert again is not None
        assert again.id == entry.item_id


def test_another_day_and_done_by_key(visit: Visit, cast: Cast, children: list[Child]) -> None:
    page = visit("/")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.keyboard.press("3")
    expect(page.locator(".toast")).to_contain_text("Moved to")
    expect(page.locator(".wl").first).not_to_contain_text("Noah Whitfield")

    page.goto(page.url)
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator(".toast")).to_contain_text("Done: Needed contact, Amara Baptiste")


def test_a_save_without_an_outcome_keeps_the_note(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("c")
    page.locator("form.call textarea").fill("She will call the school.")
    page.locator("form.call").evaluate("form => form.noValidate = true")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".errors")).to_contain_text("Choose how the call went.")
    expect(page.locator("form.call textarea")).to_have_value("She will call the school.")


@pytest.mark.parametrize(
    "path", ["/", "/?who=team", "/time/", "/today/print/", "/registry/", "/registry/cadence/"]
)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_readable_by_everybody(visit: Visit, path: str, size: dict[str, int]) -> None:
    page = visit(path, size)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_open_panel_is_readable_in_the_dark(visit: Visit) -> None:
    page = visit("/", DESK, color_scheme="dark")
    page.keyboard.press("c")
    expect(page.locator("form.call")).to_be_visible()

    assert violations(page) == []

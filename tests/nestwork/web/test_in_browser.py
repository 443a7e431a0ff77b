"""The style guide in a real Chromium: readable for everybody, quiet under the strict policy, and its keys work."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, Visit, pages, violations

pytestmark = pytest.mark.browser

PAGES = ["", "today/", "child/", "list/", "in-place/", "error/404/", "error/500/"]
WAYS = [("light", DESK), ("dark", DESK), ("light", PHONE)]


@pytest.fixture
def visit(browser: Any, guide: str) -> Iterator[Visit]:
    """Return a function that opens a page of the guide and, at the end of the test, refuses any word in the console."""
    with pages(browser, guide) as open_page:
        yield open_page


@pytest.mark.parametrize(("scheme", "size"), WAYS, ids=["light", "dark", "phone"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "parts")
def test_axe_finds_nothing_and_nothing_overflows(
    path: str, scheme: str, size: dict[str, int], visit: Visit
) -> None:
    page = visit(path, size, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("dress", ["", "?dir=rtl", "?text=largest"])
@pytest.mark.parametrize("path", ["", "today/", "child/", "list/"], ids=lambda path: path or "parts")
def test_no_page_scrolls_sideways(path: str, dress: str, visit: Visit) -> None:
    page = visit(path + dress)
    wide = {}
    for width in (320, 768, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        wide[width] = page.evaluate("document.documentElement.scrollWidth")
    assert {width: reached for width, reached in wide.items() if reached > width} == {}


def test_the_scan_would_find_a_fault(visit: Visit) -> None:
    page = visit("today/")
    page.evaluate("document.querySelector('button.done').removeAttribute('aria-label')")
    assert any(line.startswith("button-name") for line in violations(page))


def test_only_one_host_is_asked(visit: Visit, guide: str) -> None:
    page = visit("")
    hosts = page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).host)")
    assert set(hosts) == {guide.split("/")[2]}


def test_every_page_works_without_script(visit: Visit) -> None:
    page = visit("list/", size=PHONE, java_script_enabled=False)
    page.click("a[href='#menu']")
    page.click("#menu >> text=Child page")
    assert page.url.endswith("/child/")
    page.goto(page.url.replace("child/", "list/"))
    page.click("text=Narrow the list")
    page.check("input[name=level][value=none]")
    page.click("button:text-is('Show')")
    assert "level=none" in page.url


def focus_name(page: Any) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-row]')?.id || document.activeElement.id"))


def test_j_and_k_walk_the_rows(visit: Visit) -> None:
    page = visit("list/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focus_name(page) == "child-2"
    page.keyboard.press("k")
    assert focus_name(page) == "child-1"


def test_a_digit_chooses_the_outcome_of_the_open_call_and_ctrl_enter_saves(visit: Visit) -> None:
    page = visit("today/")
    page.keyboard.press("2")
    assert page.input_value("input[name=outcome]:checked") == "message"
    page.focus("#said")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**outcome=message**")


def test_another_day_is_two_keys_and_escape_goes_back(visit: Visit) -> None:
    page = visit("today/")
    page.keyboard.press("j")
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.dataset.key") == "1"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('summary')")


def test_g_then_a_letter_goes_there_and_slash_finds(visit: Visit) -> None:
    page = visit("today/")
    page.keyboard.press("/")
    assert focus_name(page) == "find"
    page.keyboard.type("gr j?")
    assert page.input_value("#find") == "gr j?"
    page.keyboard.press("Tab")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/list/")


def test_question_mark_shows_the_keys_and_focus_returns(visit: Visit) -> None:
    page = visit("today/")
    page.keyboard.press("j")
    before = focus_name(page)
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys")
    assert focus_name(page) == before


def test_switched_off_keys_do_nothing(visit: Visit) -> None:
    page = visit("today/?keys=off")
    for key in ("j", "?", "2", "/"):
        page.keyboard.press(key)
    assert focus_name(page) == ""
    assert page.input_value("input[name=outcome]:checked") == "talked"
    assert not page.is_visible("main kbd >> nth=0")


def test_the_timer_counts_and_fills_the_minutes_until_they_are_typed(visit: Visit) -> None:
    page = visit("today/")
    assert page.text_content(".call [data-start]").startswith("4:1")
    assert page.input_value("#minutes") == "4"
    page.fill("#minutes", "9")
    shown = page.text_content(".call [data-start]")
    expect(page.locator(".call [data-start]")).not_to_have_text(shown)
    assert page.input_value("#minutes") == "9"


@pytest.mark.parametrize(
    "size", [DESK, {"width": 1024, "height": 768}, PHONE], ids=["desk", "tablet", "phone"]
)
def test_a_toast_never_stands_over_the_list_or_the_open_call(size: dict[str, int], visit: Visit) -> None:
    page = visit("today/?toast=1", size=size)
    assert violations(page) == []
    for selector in ("#row-2", "#row-3", "#said"):
        page.locator(selector).scroll_into_view_if_needed()
        covered = page.evaluate(
            """selector => {
                const toast = document.querySelector('.toast').getBoundingClientRect();
                const dock = document.querySelector('.dock').getBoundingClientRect();
                const other = document.querySelector(selector).getBoundingClientRect();
                const floor = dock.height ? dock.top : innerHeight;
                const across = other.left < toast.right && toast.left < other.right;
                return across && Math.min(other.bottom, floor) > toast.top && other.top < toast.bottom;
            }""",
            selector,
        )
        assert not covered, selector


def test_a_toast_leaves_after_ten_seconds_but_not_while_it_has_the_focus(visit: Visit, browser: Any) -> None:
    page = visit("")
    page.clock.install()
    page.goto(page.url + "?toast=1")
    page.focus(".toast button")
    page.clock.run_for(11_000)
    assert page.is_visible(".toast")
    page.focus(".skip")
    page.clock.run_for(3_000)
    assert not page.is_visible(".toast")


def test_z_undoes(visit: Visit) -> None:
    page = visit("today/?toast=1")
    with page.expect_request(lambda request: request.method == "POST") as undone:
        page.keyboard.press("z")
    assert undone.value.url.endswith("/styleguide/list/")
    assert "csrfmiddlewaretoken=" in undone.value.post_data


def test_an_allergy_comes_first_where_the_side_column_moves_below(visit: Visit) -> None:
    page = visit("child/", size=PHONE)
    alert, plan = (
        page.locator(".note.alert").bounding_box(),
        page.locator("text=Working care plan").bounding_box(),
    )
    assert alert["y"] < plan["y"]


def test_htmx_exchanges_a_form_in_place_and_a_mistake_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("in-place/")
    page.evaluate("window.sameDocument = true")
    page.fill("input[name=minutes]", "999")
    with page.expect_response("**/in-place/") as answered:
        page.keyboard.press("Control+Enter")
    assert answered.value.status == 422
    page.wait_for_selector(".errors:focus")
    assert page.input_value("input[name=minutes]") == "999"
    assert page.get_attribute("input[name=minutes]", "aria-invalid") == "true"
    page.fill("input[name=minutes]", "4")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".toast >> text=Saved: 4 minutes")
    assert page.evaluate("window.sameDocument")
    assert violations(page) == []


def test_the_same_form_without_script(visit: Visit) -> None:
    page = visit("in-place/", java_script_enabled=False)
    page.fill("input[name=minutes]", "999")
    page.click("text=Save the minutes")
    assert page.is_visible("text=Not saved yet. What you typed is still here.")
    assert page.input_value("input[name=minutes]") == "999"
    page.fill("input[name=minutes]", "4")
    page.click("text=Save the minutes")
    assert page.is_visible("text=Saved: 4 minutes")


@pytest.mark.parametrize(
    ("status", "said"), [(500, "no answer came"), (404, "signed out"), (429, "too many attempts")]
)
def test_a_refused_answer_is_said_in_words_and_the_form_stays(
    browser: Any, guide: str, status: int, said: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(guide + "in-place/")
    page.route("**/in-place/", lambda route: route.fulfill(status=status, body="<h1>Fault</h1>"))
    page.fill("input[name=minutes]", "12")
    page.click("text=Save the minutes")
    page.wait_for_selector(f".toast >> text={said}")
    assert page.input_value("input[name=minutes]") == "12"
    context.close()

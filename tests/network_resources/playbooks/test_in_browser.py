"""Standards in a real Chromium: every page on a desk by day and a phone by night, with and without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from network_resources.playbooks import services
from tests.browser import DESK, PHONE, Visit, pages_as, violations
from tests.network_resources.playbooks.stories import (
    drafted,
    in_review,
    next_draft,
    published,
    second_version,
)
from tests.people import Cast, working_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(DESK, "light"), (PHONE, "dark")]


@pytest.fixture
def facilitator(browser: Any, live_server: Any, cast: Cast) -> Iterator[Visit]:
    """Open pages of the network host as the facilitator."""
    with pages_as(cast.facilitator, None, browser, live_server) as open_page:
        yield open_page


def looked_at(visit: Visit, path: str) -> None:
    """Axe finds nothing and nothing overflows, in every look."""
    for size, scheme in LOOKS:
        page = visit(path, size, color_scheme=scheme)
        assert violations(page) == [], (path, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        page.context.close()


def test_every_page_of_a_facilitator_is_readable(facilitator: Visit, cast: Cast) -> None:
    first = published(cast)
    waiting = in_review(cast, next_draft(cast, first))
    draft = drafted(cast, "another-index")
    at = "/standards/versions"
    for path in (
        "/standards/", "/standards/new/", "/standards/grid/", f"/standards/{first.playbook_id}/", f"{at}/{first.pk}/",
        f"{at}/{waiting.pk}/review/", f"{at}/{draft.pk}/edit/", f"{at}/{draft.pk}/send/", f"{at}/{draft.pk}/retire/",
    ):  # fmt: skip
        looked_at(facilitator, path)


def test_every_page_of_a_practice_is_readable(browser: Any, live_server: Any, cast: Cast) -> None:
    first = published(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        services.adopt(version_id=first.pk, by=by)
    second = second_version(cast, first)
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as visit:
        for path in ("/standards/", f"/standards/{second.pk}/", f"/standards/{second.pk}/adopt/"):
            looked_at(visit, path)


def test_the_check_list_follows_what_is_typed_and_leads_to_the_field(facilitator: Visit, cast: Cast) -> None:
    draft = drafted(cast)
    page = facilitator(f"/standards/versions/{draft.pk}/edit/")
    expect(page.locator("#checks")).to_contain_text("Every check is met.")
    page.locator('[id="bands-2-to"]').fill("5")
    page.locator('[id="bands-2-to"]').press("Tab")
    expect(page.locator("#checks")).to_contain_text("A total of 6 falls into no band.")
    page.locator("#checks a").click()
    expect(page.locator("#bands")).to_be_in_viewport()


def test_a_method_is_written_and_saved_without_script(facilitator: Visit, cast: Cast) -> None:
    draft = drafted(cast)
    page = facilitator(f"/standards/versions/{draft.pk}/edit/", java_script_enabled=False)
    page.get_by_role("button", name="Add a rule").click()
    page.get_by_label("When this axis has").select_option(label="Family and social situation")
    page.locator('[id="raises-0-points"]').fill("4")
    page.get_by_label("the need level is at least").select_option("3")
    page.get_by_role("button", name="Save the draft", exact=True).last.click()
    expect(page.locator("#checks")).to_contain_text("Every check is met.")
    page.get_by_role("link", name="Read and try it").click()
    expect(page.locator("main")).to_contain_text("At least 4 points in “Family and social situation”")
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").last.check()
    page.get_by_role("button", name="Show the result").click()
    expect(page.locator("#trial")).to_contain_text("20 points: Very high. Suggests need level 4.")

"""The figures page in Chromium: quiet, readable by axe, inside a phone."""

from collections.abc import Iterator
from typing import Any

import pytest

from nestwork.access.readers import system
from nestwork.practices.active import inside
from reporting.facts import services
from tests.browser import DESK, PHONE, Visit, pages_as, violations
from tests.factories.work import child_on_registry
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast) -> Iterator[Visit]:
    with inside(cast.blackstone):
        for level in (0, 2, 4, None):
            child_on_registry(level)
        services.count_what_changed(by=system("figures"))
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_readable_everywhere(visit: Visit, size: dict[str, int], scheme: str) -> None:
    page = visit("/figures/", size, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.get_by_role("img", name="Level 4").count() == 1


def test_the_page_works_without_script_and_on_paper(visit: Visit) -> None:
    page = visit("/figures/", DESK, java_script_enabled=False)
    assert page.locator("table.tbl tbody tr").count() == 1
    page.emulate_media(media="print")
    assert page.locator("figure").count() == 6
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download (CSV)").click()
    assert download.value.suggested_filename.startswith("figures-")

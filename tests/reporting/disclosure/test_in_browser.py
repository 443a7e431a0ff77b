"""The pages of releases in Chromium: quiet, readable by axe, inside a phone, and usable without script."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from nestwork.accounts.models import User
from tests.browser import DESK, PHONE, pages, violations
from tests.people import NETWORK, Cast, sign_in
from tests.reporting.disclosure.stories import approved, ready, standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAYS = [(size, scheme) for size in (DESK, PHONE) for scheme in ("light", "dark")]


def visiting(person: User, browser: Any, live_server: Any) -> Any:
    """The network's pages as the person."""
    name, place = settings.SESSION_COOKIE_NAME, f"http://{NETWORK}:{urlsplit(live_server.url).port}"
    value = sign_in(Client(), person).cookies[name].value
    return pages(browser, place, ({"name": name, "value": value, "url": place},))


def is_readable(page: Any, size: dict[str, int]) -> bool:
    return violations(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.fixture
def release(cast: Cast) -> Any:
    return ready(cast)


def test_the_administrators_pages_are_readable_everywhere(
    release: Any, cast: Cast, browser: Any, live_server: Any
) -> None:
    with visiting(cast.network_administrator, browser, live_server) as visit:
        for size, scheme in WAYS:
            for path in ("", "start/", f"{release.pk}/", f"{release.pk}/approve/", f"{release.pk}/reject/"):
                page = visit(f"/releases/{path}", size, color_scheme=scheme)
                assert is_readable(page, size), (path, size, scheme, violations(page))
                page.close()


def test_a_table_is_approved_without_script(release: Any, cast: Cast, browser: Any, live_server: Any) -> None:
    with visiting(cast.network_administrator, browser, live_server) as visit:
        page = visit(f"/releases/{release.pk}/", DESK, java_script_enabled=False)
        page.get_by_role("link", name="Approve…").click()
        page.get_by_role("button", name="Approve and let it out").click()
        assert page.get_by_text("Released", exact=True).count() >= 1
    assert standing(release.pk).state == "approved"


def test_the_reviewers_page_is_readable_everywhere(cast: Cast, browser: Any, live_server: Any) -> None:
    approved(cast)
    with visiting(cast.reviewer, browser, live_server) as visit:
        for size, scheme in WAYS:
            page = visit("/released/", size, color_scheme=scheme)
            assert is_readable(page, size), (size, scheme, violations(page))
            assert page.get_by_role("img", name="Blackstone Pediatrics").count() == 1
            page.close()
        page = visit("/released/", DESK, java_script_enabled=False)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download (CSV)").click()
        assert download.value.suggested_filename.startswith("children-by-need-level-")
        page.emulate_media(media="print")
        assert page.locator("figure").count() == 2

"""The pages of incoming records in a real browser: axe, no word in the console, no page wider than the screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from nestwork.practices.active import inside
from tests.browser import DESK, PHONE, pages_as, violations
from tests.people import Cast, reader_for
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.incoming.stories import checked, imported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paths(cast: Cast) -> dict[str, str]:
    """Every kind of page with something on it."""
    by = reader_for(cast.coordinator, cast.blackstone)
    odd = [bundles.patient("old", birthDate="1990-01-01"), bundles.condition("c7", of="nobody")]
    with inside(cast.blackstone):
        done = imported(bundle([*family(), *odd]), by=by)
        ready = checked(bundle([*family(), *odd, bundles.patient("p9", identifier=[])]), by=by)
        broken = checked(b'{"resourceType": "Bundle",', by=by)
    return {
        "home": url("records"),
        "send": url("records_send"),
        "dry-run": url("records_file", ready.pk),
        "report": url("records_file", done.pk),
        "refused": url("records_file", broken.pk),
        "children": url("records_children", done.pk, "new"),
    }


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast) -> Iterator[Any]:
    """Open a page of Blackstone as its coordinator; at the end refuse any word in the console."""
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


def url(name: str, *args: object) -> str:
    return reverse(name, urlconf="nestwork.urls.practice", args=args)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_overflows(
    paths: dict[str, str], visit: Any, size: dict[str, int]
) -> None:
    found: dict[str, object] = {}
    for name, path in paths.items():
        page = visit(path, size)
        wide = page.evaluate("document.documentElement.scrollWidth") > size["width"]
        wrong = violations(page) + (["wider than the screen"] if wide else [])
        if wrong:
            found[name] = wrong
    assert found == {}

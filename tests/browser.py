"""A real Chromium on the run's own server: pages opened as a person, read by axe, and quiet in the console.

@pytest.fixture
def visit(browser, live_server, cast):
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.people import NETWORK, sign_in

if TYPE_CHECKING:
    from nestwork.accounts.models import User
    from nestwork.practices.models import Practice

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Chromium itself notes an answer to a form with a mistake; the page says it in words.
EXPECTED = "the server responded with a status of 422"

type Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """A running Chromium. Its client keeps an event loop in this thread, which Django takes for asynchronous code."""
    from django.db import connections
    from playwright.sync_api import sync_playwright

    # Inside the loop Django uses connections of its own. The one from before would stay open, be cut when a test
    # renews the database, and fail the first test after this module.
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as player:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        running = player.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


@contextmanager
def pages(browser: Any, place: str, cookies: tuple[dict[str, Any], ...] = ()) -> Iterator[Visit]:
    """Give a function that opens a path of the place; at the end refuse any word in the console."""
    contexts, said = [], []

    def open_page(path: str, size: dict[str, int] = DESK, **options: Any) -> Any:
        context = browser.new_context(viewport=size, **options)
        context.add_cookies(list(cookies))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{place}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [words for words in said if EXPECTED not in words] == []


@contextmanager
def pages_as(person: "User", practice: "Practice | None", browser: Any, live_server: Any) -> Iterator[Visit]:
    """The same for a practice's pages, or the network's without one, as a person who is signed in there."""
    from django.conf import settings
    from django.test import Client

    from nestwork.practices.hosts import practice_host

    name = settings.SESSION_COOKIE_NAME
    host = practice_host(practice.slug) if practice else NETWORK
    place = f"http://{host}:{urlsplit(live_server.url).port}"
    value = sign_in(Client(), person, practice).cookies[name].value
    with pages(browser, place, ({"name": name, "value": value, "url": place},)) as open_page:
        yield open_page


def violations(page: Any) -> list[str]:
    """What axe finds on the page, each with its rule and the element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

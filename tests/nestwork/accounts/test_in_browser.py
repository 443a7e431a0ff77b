"""Signing in as a browser does it: cookies across hosts, form-action, passkeys, and all of it without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import Settings

from tests.people import PASSWORD, Cast, code_of, email_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def origin(live_server: Any, settings: Settings, cast: Cast) -> str:
    """The network host's address on the running server; practices stand at slug.localhost of the same port."""
    cache.clear()
    settings.PUBLIC_PORT = str(live_server.thread.port)
    return f"http://localhost:{live_server.thread.port}"


@pytest.fixture
def browser(origin: str, chromium: str) -> Iterator[Browser]:
    """A Chromium of this test, started after the database work: its loop forbids any in this thread."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when the console or the page reports an error."""
    context = browser.new_context()
    yield from watched(context)


def watched(context: BrowserContext) -> Iterator[Page]:
    """A page of the context; at the end nothing may have been reported."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [line for line in said if "status of 4" not in line] == []


def give_password_and_code(page: Page, origin: str, name: str) -> None:
    """Sign in on the network host."""
    page.goto(f"{origin}/accounts/login/")
    page.get_by_label("E").first.fill(email_of(name))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("input[name=code]").fill(code_of())
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_from_a_practice_page_through_sign_in_and_back(page: Page, origin: str) -> None:
    practice = origin.replace("localhost", "blackstone.localhost")
    page.goto(f"{practice}/people/")
    page.locator("input[name=login]").fill(email_of("administrator"))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("input[name=code]").fill(code_of())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{practice}/people/")
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def test_from_the_network_straight_into_her_only_practice(page: Page, origin: str) -> None:
    give_password_and_code(page, origin, "coordinator")
    page.wait_for_url(f"{origin.replace('localhost', 'blackstone.localhost')}/")
    expect(page.locator(".side")).to_contain_text("Registry")


def test_two_practices_in_one_browser(page: Page, origin: str) -> None:
    give_password_and_code(page, origin, "both")
    page.get_by_role("link", name="Blackstone Pediatrics").click()
    page.wait_for_url(f"{origin.replace('localhost', 'blackstone.localhost')}/**")
    page.goto(f"{origin.replace('localhost', 'blackstone.localhost')}/switch/")
    page.get_by_role("link", name="Harbor Children's Health").click()
    page.wait_for_url(f"{origin.replace('localhost', 'harbor.localhost')}/**")


def test_without_script(browser: Browser, origin: str) -> None:
    for page in watched(browser.new_context(java_script_enabled=False)):
        practice = origin.replace("localhost", "blackstone.localhost")
        page.goto(f"{practice}/me/")
        page.locator("input[name=login]").fill(email_of("nurse"))
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.locator("input[name=code]").fill(code_of())
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("button", name="Continue to Blackstone Pediatrics").click()
        page.wait_for_url(f"{practice}/me/")
        page.get_by_label("Largest").check()
        page.get_by_role("button", name="Save").click()
        assert "text-largest" in str(page.locator("html").get_attribute("class"))
        page.get_by_role("button", name="Leave this practice").click()
        expect(page.get_by_role("heading", name="You have left the practice")).to_be_visible()


def test_a_passkey_is_made_and_signs_in_alone(page: Page, origin: str) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    give_password_and_code(page, origin, "facilitator")
    page.goto(f"{origin}/accounts/2fa/passkeys/add/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{origin}/accounts/logout/")
    page.get_by_role("button", name="Sign out here").click()

    page.goto(f"{origin}/accounts/login/?next=/practices/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{origin}/practices/")
    expect(page.get_by_role("heading", name="Practices")).to_be_visible()

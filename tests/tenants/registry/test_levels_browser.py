"""Ten seconds of a physician, and the keys of a coordinator, in a real browser."""

from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel
from tests.browser import PHONE, Visit, pages_as, violations
from tests.factories.work import child_on_registry, level_for, marisol
from tests.people import PASSWORD, Cast, code_of, email_of
from tests.tenants.registry.scoring_stories import FIVE, NINE, in_use

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Taps:
    """Counts what a person does."""

    def __init__(self) -> None:
        self.count = 0

    def tap(self, page: Page, role: Any, name: str) -> None:
        """One tap."""
        self.count += 1
        page.get_by_role(role, name=name).first.click()


@pytest.fixture
def noah(cast: Cast) -> Child:
    """Noah of level 2, scored 5."""
    index = in_use(cast)
    with inside(cast.blackstone):
        child = child_on_registry(given_name="Noah", family_name="Brooks")
        level_for(child, 2)
        score(child, index, FIVE)
    return child


def score(child: Child, index: PlaybookVersion, answers: dict[str, str]) -> NeedLevel:
    return services.score_child(
        child=child, by=marisol(), version_id=index.pk, answers=answers, reason="two more stays"
    )


def with_passkey(page: Page, origin: str, name: str) -> None:
    """The person made a passkey on this device once, long before; nobody is signed in now."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{origin}/accounts/login/")
    page.get_by_label("E").first.fill(email_of(name))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("input[name=code]").fill(code_of())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Ask me every time").click()
    page.wait_for_url("http://blackstone.localhost**")
    page.goto(f"{origin}/accounts/2fa/passkeys/add/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.context.clear_cookies()


@pytest.mark.duty("3.A1")
def test_a_physician_confirms_with_two_taps_from_a_closed_door(
    browser: Browser, live_server: Any, settings: Any, cast: Cast, noah: Child
) -> None:
    cache.clear()
    port = live_server.thread.port
    settings.PUBLIC_PORT = str(port)
    with inside(cast.blackstone):
        version = selectors.last_scoring(noah, marisol())
        assert version is not None
        services.score_child(
            child=noah, by=marisol(), version_id=version.version_id, answers=NINE, reason="two more stays"
        )
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    with_passkey(page, f"http://localhost:{port}", "physician")
    levels = f"http://blackstone.localhost:{port}/registry/levels/"

    taps = Taps()
    page.goto(levels)  # the bookmark, or the link of the notice
    taps.tap(page, "button", "Sign in with a passkey")
    page.wait_for_url(levels)
    assert violations(page) == []
    taps.tap(page, "button", "Confirm level 3 for Noah Brooks")
    expect(page.get_by_text("Noah Brooks is at level 3 now.")).to_be_visible()

    assert taps.count == 2
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    with inside(cast.blackstone):
        assert selectors.levels_of([noah.pk]) == {noah.pk: 3}
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("button", name="Confirm level 3 for Noah Brooks")).to_be_visible()
    context.close()


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast) -> Any:
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


@pytest.mark.duty("3.A3")
def test_a_returning_child_is_scored_with_eight_keys_and_the_reason(
    visit: Visit, cast: Cast, noah: Child
) -> None:
    page = visit(f"/children/{noah.pk}/")
    # open the sheet, another answer, on to the third question, another answer, on to the reason
    before = ["t", "4", "j", "j", "4", "j", "j", "j"]
    page.keyboard.press(before[0])
    page.wait_for_url("**/score/")
    for key in before[1:]:
        page.keyboard.press(key)
    expect(page.locator("#worked-out")).to_contain_text("9 of 20")
    expect(page.locator("#worked-out")).to_contain_text("change level 2 to 3")
    assert violations(page) == []
    page.keyboard.type("two more stays")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/levels/")
    expect(page.get_by_text("Level 3 proposed for Noah Brooks. A physician decides.")).to_be_visible()
    assert violations(page) == []

    with inside(cast.blackstone):
        scoring = selectors.last_scoring(noah, marisol())
        assert scoring is not None
        assert (scoring.answers, scoring.reason) == (NINE, "two more stays")
        assert selectors.open_proposals(marisol()).get().level == 3


def test_the_sheet_and_the_list_need_no_script(visit: Visit, cast: Cast, noah: Child) -> None:
    page = visit(f"/children/{noah.pk}/score/", java_script_enabled=False)
    page.get_by_text("Four or five").first.click()
    page.get_by_role("button", name="Work out").click()
    expect(page.locator("#worked-out")).to_contain_text("7 of 20")
    page.get_by_label("Why now").fill("two more stays")
    page.get_by_role("button", name="Save the score").click()
    expect(page.get_by_role("heading", name="Need level")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("two more stays")

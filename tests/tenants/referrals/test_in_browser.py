"""From the child's page to a referral in two clicks, the answer in three keys, and axe finds nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.referrals.models import Referral, ReferralStep
from tests.browser import DESK, PHONE, Visit, pages_as, violations
from tests.people import Cast
from tests.tenants.referrals.stories import Help, referred

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast, amara: Child, help_for: Help) -> Iterator[Visit]:
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


@pytest.mark.duty("0.10")
@pytest.mark.duty("2.8")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_two_clicks_from_the_childs_page_to_a_referral(
    visit: Visit, cast: Cast, amara: Child, size: dict[str, int]
) -> None:
    page = visit(f"/children/{amara.pk}/", size)
    clicks = [
        page.get_by_role("link", name="Food", exact=True),
        page.get_by_role("button", name="Refer Amara to Riverbend Pantry"),
    ]
    for click in clicks:
        click.click()
    expect(page.locator("#main")).to_contain_text("Ask the family")
    expect(page.locator(".toast")).to_contain_text("Nothing has left the practice")
    assert len(clicks) == 2
    with inside(cast.blackstone):
        assert (Referral.objects.get().need, Referral.objects.get().service_name) == (
            "food",
            "Riverbend Pantry",
        )

    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#main")).to_contain_text("Started by mistake")


def test_the_answer_is_two_keys_and_undo_is_one(
    visit: Visit, cast: Cast, amara: Child, help_for: Help, by: Reader
) -> None:
    with inside(cast.blackstone):
        referral = referred(amara, help_for.pantry, by)
    page = visit("/referrals/")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_url(f"**/referrals/{referral.pk}/#next")
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text("The family makes the contact")
    with inside(cast.blackstone):
        assert ReferralStep.objects.count() == 2
    page.keyboard.press("z")
    expect(page.locator("#main")).to_contain_text("Taken back")


def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(
    visit: Visit, cast: Cast, amara: Child, help_for: Help, by: Reader
) -> None:
    with inside(cast.blackstone):
        referral = referred(amara, help_for.pantry, by)
    for address in (
        "/referrals/",
        "/referrals/?show=list",
        f"/referrals/{referral.pk}/",
        f"/children/{amara.pk}/referrals/",
    ):
        for size, scheme in ((DESK, "light"), (DESK, "dark"), (PHONE, "light")):
            page = visit(address, size, color_scheme=scheme)
            assert violations(page) == [], address
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, address

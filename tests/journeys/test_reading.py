"""How a person likes to read: Spanish, the largest text, no single keys, and a first page that is light."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Travel
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.prove]
FIRST_PAGE_BYTES = 100_000  # the limit for the first page, compressed, over the wire


def when_she_chooses(coordinator: Traveller, label: str) -> None:
    """Choose one of the ways to read on her own page and save."""
    coordinator.goes_to("/me/")
    coordinator.page.get_by_text(label, exact=True).click()
    coordinator.page.locator("form.form button.go").click()
    coordinator.look()


@pytest.mark.duty("3.W4")
def test_spanish_and_the_largest_text_fit_on_every_page(
    travel: Travel, practices: list[str], size: dict[str, int]
) -> None:
    nurse = travel("nurse", practices[1], size).signs_in().arrives_in(practices[1])
    when_she_chooses(nurse, "Largest")
    when_she_chooses(nurse, "Español")
    html = nurse.page.locator("html")
    expect(html).to_have_attribute("lang", "es")
    expect(html).to_contain_class("text-largest")
    nurse.goes_to("/").sees_heading("Hoy")
    nurse.goes_to("/registry/")
    nurse.follows_first_child()
    when_she_chooses(nurse, "Normal")
    when_she_chooses(nurse, "English")
    expect(html).to_have_attribute("lang", "en")


@pytest.mark.duty("3.W4")
def test_with_single_keys_off_c_does_nothing(travel: Travel, practices: list[str]) -> None:
    coordinator = travel("coordinator", practices[1]).signs_in().arrives_in(practices[1])
    panel = coordinator.page.locator("form.call")
    coordinator.page.keyboard.press("c")
    expect(panel).to_be_visible()
    when_she_chooses(coordinator, "Off")
    coordinator.goes_to("/?who=team")
    expect(coordinator.main.locator("[data-open]").first).to_be_visible()
    coordinator.page.keyboard.press("c")
    coordinator.page.keyboard.press("j")
    coordinator.page.keyboard.press("?")
    expect(panel).to_have_count(0)
    expect(coordinator.page.locator("#keys")).not_to_be_visible()
    when_she_chooses(coordinator, "On")


def test_the_first_page_is_light_and_comes_from_one_host(travel: Travel, practices: list[str]) -> None:
    coordinator = travel("coordinator", practices[0]).signs_in().arrives_in(practices[0])
    network = coordinator.page.context.new_cdp_session(coordinator.page)
    network.send("Network.enable")
    network.send("Network.clearBrowserCache")
    weights: list[float] = []
    addresses: list[str] = []
    network.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    coordinator.page.on("response", lambda answer: addresses.append(answer.url))
    coordinator.page.goto(coordinator.page.url, wait_until="networkidle")
    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(coordinator.page.url).netloc}
    assert len(weights) >= len(addresses) >= 5
    assert 0 < sum(weights) <= FIRST_PAGE_BYTES, list(zip(addresses, weights, strict=False))

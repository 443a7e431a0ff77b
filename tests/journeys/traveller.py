"""A person at a screen: signs in on the network host, walks by what stands on the page, and is watched."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.watch import Watch

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Traveller:
    """One person in one browser; every step looks at the page it arrives on."""

    def __init__(
        self, context: BrowserContext, network: str, entry: dict[str, Any], *, has_script: bool = True
    ) -> None:
        self.has_script = has_script
        self.email, self.password = entry["email"], entry["password"]
        self.practice = entry.get("practice")
        self.network = network.rstrip("/")
        self.page: Page = context.new_page()
        self.watch = Watch(context)

    @property
    def is_at_desk(self) -> bool:
        """Tell whether the screen is wide enough for the side menu."""
        size = self.page.viewport_size
        return size is not None and size["width"] > PHONE["width"]

    @property
    def main(self) -> Locator:
        """The page's main part."""
        return self.page.locator("#main")

    @property
    def path(self) -> str:
        """Where she is on the host."""
        return urlsplit(self.page.url).path

    # ---- given ----

    def signs_in(self) -> "Traveller":
        """Sign in on the network host with e-mail and password; ends wherever that leads."""
        self.page.goto(f"{self.network}/")
        self.look()
        return self.gives_password()

    def gives_password(self) -> "Traveller":
        """Fill the sign-in form that stands on the page and wait until the way ends."""
        self.page.locator("input[name=login]").fill(self.email)
        self.page.locator("input[name=password]").fill(self.password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.is_handed_over()
        return self

    def arrives_in(self, slug: str) -> "Traveller":
        """She is taken to the practice's host and stands on a page of it."""
        self.page.wait_for_url(lambda url: urlsplit(url).hostname == f"{slug}.localhost")
        return self.look()

    def is_handed_over(self) -> None:
        """Follow the hand-over into a practice; without script its button is pressed, once the way has led there."""
        if not self.has_script and self.practice:
            self.page.get_by_role("button", name="Continue to").click()
        self.page.wait_for_load_state()
        self.page.wait_for_url(lambda url: "/to/" not in url and "/receive/" not in url)

    # ---- when ----

    def goes_to(self, path: str) -> "Traveller":
        """Type an address of the host she is on."""
        at = urlsplit(self.page.url)
        self.page.goto(f"{at.scheme}://{at.netloc}{path}")
        self.look()
        return self

    def opens_from_menu(self, label: str) -> "Traveller":
        """Choose a line of the menu: at the side of a desk screen, behind More on a phone.

        The network's first page has cards in its place.
        """
        menu = self.page.locator("#menu")
        if not menu.count():
            return self.follows(label)
        if not self.is_at_desk:
            self.page.locator(".dock").get_by_role("link", name="More").click()
        menu.get_by_role("link", name=label).first.click()
        self.look()
        return self

    def follows(self, name: str) -> "Traveller":
        """Follow the first link of the main part with these words."""
        self.main.get_by_role("link", name=name).first.click()
        self.look()
        return self

    def follows_first_child(self) -> "Traveller":
        """Open the first child of the registry that stands on the page."""
        if self.path != "/registry/":
            self.opens_from_menu("Registry")
        self.main.locator("tr[data-row] th a").first.click()
        return self.look()

    def presses(self, name: str) -> "Traveller":
        """Press the first button of the main part with these words."""
        self.main.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        return self

    def signs_out_everywhere(self) -> "Traveller":
        """End every sign-in of this person from the network host; ends on the sign-in form."""
        self.page.goto(f"{self.network}/accounts/sessions/")
        self.look().presses("Sign out everywhere")
        self.page.wait_for_url("**/accounts/login/")
        return self.look()

    def proves_herself(self) -> "Traveller":
        """Give the password once more where a step asks for it (the demonstration's second factor)."""
        self.page.wait_for_load_state()
        if urlsplit(self.page.url).path == "/accounts/reauthenticate/":
            self.look()
            self.page.locator("input[name=password]").fill(self.password)
            self.page.get_by_role("button", name="Confirm").click()
            self.is_handed_over()
        return self

    # ---- then ----

    def sees(self, words: str) -> "Traveller":
        """The main part says these words, at once or when the page has moved by itself."""
        expect(self.main).to_contain_text(words)
        return self

    def sees_heading(self, words: str) -> "Traveller":
        """The page's heading holds these words."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)
        return self

    def does_not_see(self, words: str) -> "Traveller":
        """The main part does not say these words."""
        expect(self.main).not_to_contain_text(words)
        return self

    def look(self) -> "Traveller":
        """Look at the page she is on: readable for everybody, nothing sticks out (axe itself needs script)."""
        self.page.wait_for_load_state()
        if self.has_script:
            self.watch.look(self.page)
        return self

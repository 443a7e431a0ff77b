"""Looks over a traveller's shoulder: what the console says, what fails, whom a page asks, and who could not read it."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Request, Response

OURS = "localhost"
# A page that is left while it still asks (a poll, a preload) drops its question; nothing went wrong.
LEFT = "net::ERR_ABORTED"


class Watch:
    """Collects faults of every page of one browser context; `expect_status` names an answer that is meant."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self._read: set[tuple[str, str]] = set()
        self._meant: set[int] = {422}  # a form with a mistake; the page says it in words
        context.on("console", lambda message: self._console(message.type, message.text))
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def expect_status(self, status: int) -> None:
        """Take an answer of this status as meant from now on."""
        self._meant.add(status)

    def look(self, page: Page) -> None:
        """Read the page as everybody must be able to, in light and in dark, and see that nothing sticks out."""
        place = f"{urlsplit(page.url).path} ({page.title()})"
        reading = (place, page.locator("body").inner_text())
        if reading in self._read:  # she comes by the same page again, and nothing on it has changed
            return
        self._read.add(reading)
        page.emulate_media(color_scheme="light")
        self.faults += [f"{place}: {line}" for line in violations(page)]
        page.emulate_media(color_scheme="dark")
        self.faults += [f"{place}, dark: {line}" for line in violations(page, only=["color-contrast"])]
        page.emulate_media(color_scheme="light")
        width, wanted = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if width > wanted:
            self.faults.append(f"{place}: {width} pixels wide on a screen of {wanted}")

    def _console(self, kind: str, text: str) -> None:
        if not any(f"status of {status}" in text for status in self._meant):
            self.faults.append(f"console {kind}: {text}")

    def _request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        if request.url.startswith("http") and host != OURS and not host.endswith(f".{OURS}"):
            self.faults.append(f"asked a foreign host: {host}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self.faults.append(f"failed: {request.method} {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._meant:
            self.faults.append(f"status {response.status}: {response.request.method} {response.url}")


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """Return one line for each element that breaks a rule of axe."""
    options: dict[str, Any] = {"runOnly": only} if only else {}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

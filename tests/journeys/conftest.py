"""The journeys' demonstration, its browser, and `travel`, which gives a person of it a screen."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nestwork.embedded.erasing import remove
from tests.demo import Demo
from tests.journeys.traveller import DESK, PHONE, Traveller

type Travel = Callable[..., Traveller]


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demonstration of two practices with twenty-five children each, started once for all journeys."""
    yield from _running(tmp_path_factory.mktemp("journeys") / ".nestwork", children=25)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Any]:
    """A running Chromium for all journeys."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        running = player.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


@pytest.fixture(scope="module")
def own_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A second demonstration: a figure of one shape is released once, so each way of releasing it needs its own."""
    yield from _running(tmp_path_factory.mktemp("own-journey") / ".nestwork", children=12)


@pytest.fixture
def travel(demo: Demo, browser: Any) -> Iterator[Travel]:
    """A person of the journeys' demonstration gets a screen; see `_travel`."""
    yield from _travel(demo, browser)


@pytest.fixture
def own_travel(own_demo: Demo, browser: Any) -> Iterator[Travel]:
    """The same for a person of the second demonstration."""
    yield from _travel(own_demo, browser)


def _running(home: Path, children: int) -> Iterator[Demo]:
    started = Demo(home, "--practices", "2", "--children", str(children))
    try:
        yield started.ready().listen()
    finally:
        started.stop()
        remove(home)


def _travel(demo: Demo, browser: Any) -> Iterator[Travel]:
    """Return a function that gives a person a screen; at the end nothing may have gone wrong on any page.

    `travel("coordinator", "blackstone")` is at the desk; `size=PHONE` and other options of a browser context may follow;
    `both` asks for the person who works in two practices, `place` for the second or third of several.
    """
    sheet, travellers = demo.sheet, []
    places = Counter(one["email"] for one in sheet["people"])

    def start(
        role: str,
        practice: str | None = None,
        size: dict[str, int] = DESK,
        *,
        both: bool = False,
        place: int = 0,
        **options: Any,
    ) -> Traveller:
        fitting = [one for one in sheet["people"] if (one["role"], one["practice"]) == (role, practice)]
        entry = [one for one in fitting if (places[one["email"]] > 1) == both][place]
        # Without movement: a colour that is still on its way would be measured in between.
        context = browser.new_context(
            viewport=size, has_touch=size == PHONE, reduced_motion="reduce", **options
        )
        has_script = options.get("java_script_enabled", True)
        travellers.append(Traveller(context, sheet["network"], entry, has_script=has_script))
        return travellers[-1]

    yield start
    for traveller in travellers:
        traveller.page.context.close()
    faults = [fault for traveller in travellers for fault in traveller.watch.faults]
    assert faults == [], "\n".join([*faults, "", demo.said[-6000:]])


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The two screens every journey is made on."""
    return dict(request.param)


@pytest.fixture(scope="package")
def practices(demo: Demo) -> list[str]:
    """The slugs of the two practices, as the sheet names them."""
    return [place["slug"] for place in demo.sheet["practices"]]


@pytest.fixture(scope="package")
def outbox(demo: Demo) -> Path:
    """The folder where the demonstration's letters arrive."""
    return demo.home / "mail"

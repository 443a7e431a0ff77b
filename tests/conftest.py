"""What every test may use: the run's database, two practices, the owner's hand, a browser, real sample files."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.test import TransactionTestCase

from nestwork.embedded.places import CLONE
from tests.database import as_owner as working_as_owner
from tests.database import renew_database, run_database

if TYPE_CHECKING:
    from nestwork.practices.models import Practice

pytest_plugins = ["tests.report", "tests.people", "tests.browser"]


# A slow machine is no fault of the code: nothing in the tests is timed.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give the run a copy of the filled template; tests that commit get a fresh copy afterwards."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, run_database():
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: renew_database())
        with django_db_blocker.block():
            yield


@pytest.fixture(autouse=True)
def fresh_throttles(request: pytest.FixtureRequest) -> None:
    """Forget what the throttles counted in earlier stories: a suite asks more often in a minute than any person."""
    if "db" in request.fixturenames:
        from django.core.cache import cache

        cache.clear()


@pytest.fixture
def as_owner(db: None) -> Callable[[], AbstractContextManager[None]]:
    """Return a context manager that works as the owner; only in tests that commit, as it opens a new connection."""
    return working_as_owner


@pytest.fixture
def blackstone(db: None) -> "Practice":
    """Return the practice Blackstone Pediatrics, host blackstone.localhost."""
    return practice_named("blackstone")


@pytest.fixture
def harbor(db: None) -> "Practice":
    """Return the practice Harbor Children's Health, host harbor.localhost: the outsider of most stories."""
    return practice_named("harbor")


def practice_named(slug: str) -> "Practice":
    """Read one of the two practices at the door."""
    from nestwork.practices.models import Practice

    return Practice.objects.get(slug=slug)


@pytest.fixture(scope="session")
def sample_data() -> Path:
    """Return the folder of real sample files: NESTWORK_SAMPLE_DATA, else `../shared/data`; skips when neither is there."""
    for folder in sample_places():
        if folder.is_dir():
            return folder
    pytest.skip(f"no real sample files: set NESTWORK_SAMPLE_DATA, or put them in {sample_places()[-1]}")


def sample_places() -> list[Path]:
    """Return where sample files are looked for, best first."""
    named = os.environ.get("NESTWORK_SAMPLE_DATA")
    return [*([Path(named)] if named else []), CLONE.parent / "shared" / "data"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium program; tests that use it carry the mark `browser`."""
    return find_chromium() or pytest.skip("no Chromium")


def find_chromium() -> str | None:
    """Look for Chromium or Chrome: $CHROMIUM, the usual names, the usual place on a Mac."""
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", mac)
    return next((path for name in names if name and (path := shutil.which(name))), None)

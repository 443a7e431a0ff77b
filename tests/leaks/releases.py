"""Releases of figures in each state that an address can name."""

from collections.abc import Callable

from tests.leaks.things import Things
from tests.people import Cast


def release_id(cast: Cast) -> Things:
    """A release that the network administrator has asked for."""
    from tests.reporting.disclosure.stories import requested

    return {"release_id": requested(cast).pk}


def release_of_job(cast: Cast) -> Things:
    """The work of such a release."""
    from tests.reporting.disclosure.stories import requested

    return {"job_id": requested(cast).job_id}


def protected_release(cast: Cast) -> Things:
    """A release whose protected table waits."""
    from tests.reporting.disclosure.stories import ready

    return {"release_id": ready(cast).pk}


def approved_release(cast: Cast) -> Things:
    """A figure that has left."""
    from tests.reporting.disclosure.stories import approved

    return {"release_id": approved(cast).pk}


# Made by committing, as only the release worker's login can: asked for in a database that is renewed afterwards.
BY_THE_ENGINE: dict[str, Callable[[Cast], Things]] = {
    "release_file": protected_release,
    "released_figure": approved_release,
    "released_file": approved_release,
    "api_released_figure": approved_release,
    "api_released_file": approved_release,
}
OF_A_STATE = {**BY_THE_ENGINE, "release_of_job": release_of_job}
COMMITTED = frozenset(BY_THE_ENGINE)

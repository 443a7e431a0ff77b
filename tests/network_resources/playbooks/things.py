"""Standards that an address of either host can name, for the leak suite."""

from datetime import timedelta
from typing import Any

from nestwork.practices.clock import today
from network_resources.playbooks.services import adopt
from tests.network_resources.playbooks.stories import drafted, in_review, published
from tests.people import Cast, working_as


def version_id(cast: Cast) -> dict[str, Any]:
    """A standard that was published and not adopted yet."""
    return {"version_id": published(cast).pk}


def draft_id(cast: Cast) -> dict[str, Any]:
    """A draft."""
    return {"version_id": drafted(cast).pk}


def review_id(cast: Cast) -> dict[str, Any]:
    """A version in review."""
    return {"version_id": in_review(cast).pk}


def playbook_id(cast: Cast) -> dict[str, Any]:
    """A standard with a published version."""
    return {"playbook_id": published(cast).playbook_id}


def adoption_id(cast: Cast) -> dict[str, Any]:
    """A plan of Blackstone to use a standard from a day to come."""
    version = published(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        return {
            "adoption_id": adopt(version_id=version.pk, effective_on=today() + timedelta(days=9), by=by).pk
        }


# Pages of a version that serve one state of it.
OF_A_STATE = {
    "standard_edit": draft_id,
    "standard_send": draft_id,
    "standard_review": review_id,
    "standard_publish": review_id,
}

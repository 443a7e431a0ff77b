"""Standards in tests: facilitators at work under their database role, and versions in every state."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nestwork.access.passage import wearing
from nestwork.access.readers import Reader
from nestwork.accounts.models import User
from network_resources.playbooks import services, starts
from network_resources.playbooks.models import PlaybookVersion
from tests.people import Cast, reader_for

SEED = "five_axis_index"


@contextmanager
def facilitating(person: User, *, stepped_up: bool = True) -> Iterator[Reader]:
    """Work on the network host as the facilitator, under nw_library as a request does."""
    reader = reader_for(person, stepped_up=stepped_up)
    with wearing("nw_library"):
        yield reader


def seed_content() -> dict[str, Any]:
    """The seed's content, to change as a test likes."""
    return copy.deepcopy(starts.from_seed(SEED).content)


def drafted(cast: Cast, key: str = "five-axis-index") -> PlaybookVersion:
    """A draft by the facilitator from the seed."""
    with facilitating(cast.facilitator) as by:
        return services.draft(by=by, given=starts.from_seed(SEED), key=key)


def in_review(cast: Cast, version: PlaybookVersion | None = None) -> PlaybookVersion:
    """A version sent for review by the facilitator."""
    version = version or drafted(cast)
    with facilitating(cast.facilitator) as by:
        return services.send_for_review(
            by=by, version_id=version.pk, revision=version.revision, what_changed="First version."
        )


def published(cast: Cast, version: PlaybookVersion | None = None) -> PlaybookVersion:
    """A version the second facilitator published."""
    version = in_review(cast, version)
    with facilitating(cast.second_facilitator) as by:
        return services.publish(by=by, version_id=version.pk, revision=version.revision)


def next_draft(cast: Cast, before: PlaybookVersion, content: dict[str, Any] | None = None) -> PlaybookVersion:
    """A draft of the next version by the facilitator, with other content when given."""
    with facilitating(cast.facilitator) as by:
        version = services.draft(by=by, given=starts.from_version(before), playbook_id=before.playbook_id)
        if content is not None:
            version = services.change_draft(
                by=by, version_id=version.pk, revision=version.revision, content=content
            )
        return version


def second_version(cast: Cast, before: PlaybookVersion) -> PlaybookVersion:
    """The next version, published: an urgent social situation now gives at least level 3."""
    content = copy.deepcopy(before.content)
    content["raises"] = [{"axis": "social", "operator": "at_least", "points": 4, "need_level": 3}]
    return published(cast, next_draft(cast, before, content))

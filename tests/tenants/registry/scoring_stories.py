"""Answers to the five-axis index in tests, and the practice that uses it."""

from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.services import adopt
from tests.network_resources.playbooks.stories import published
from tests.people import Cast, working_as

# 0 points, 5 points (moderate, level 2) and 9 points (high, level 3)
NOTHING = {
    "hospital": "none", "office": "none", "medical": "none", "extra_care": "none", "social": "none_known",
}  # fmt: skip
FIVE = {
    "hospital": "one", "office": "one_two", "medical": "one_stable", "extra_care": "one", "social": "at_risk",
}  # fmt: skip
NINE = {**FIVE, "hospital": "four_five", "medical": "three_or_progressive"}


def in_use(cast: Cast) -> PlaybookVersion:
    """The index published by two facilitators and taken into use by Blackstone today."""
    version = published(cast)
    take(cast, version)
    return version


def take(cast: Cast, version: PlaybookVersion) -> None:
    """Blackstone takes the version into use today."""
    with working_as(cast.coordinator, cast.blackstone) as by:
        adopt(version_id=version.pk, by=by)

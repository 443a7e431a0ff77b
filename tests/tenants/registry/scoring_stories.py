"""Answers to the five-axis index in tests, and the practice that uses it."""

import re

from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.services import adopt
from tenants.patients.models import Child
from tenants.registry import services
from tenants.registry.models import NeedLevel
from tests.factories.work import marisol
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


def text_of(content: bytes) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def sheet(index: PlaybookVersion, answers: dict[str, str], **typed: str) -> dict[str, str]:
    """What the sheet sends."""
    given = {f"axis-{axis}": choice for axis, choice in answers.items()}
    return {"version_id": str(index.pk), "reason": "yearly review", **given, **typed}


def proposed(cast: Cast, index: PlaybookVersion, child: Child) -> NeedLevel:
    """The child scored 9, so that level 3 waits for a physician."""
    with inside(cast.blackstone):
        return services.score_child(
            child=child,
            by=marisol(),
            version_id=index.pk,
            answers=NINE,
            reason="two stays",
            plans_visits=True,
        )

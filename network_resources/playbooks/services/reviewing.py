"""A second person publishes a version or sends it back; a version is retired."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.states import State, Step
from network_resources.playbooks.services.errors import AuthorPublishesError, UnfinishedError
from network_resources.playbooks.services.steps import acting, guard, move, standing, told


def publish(*, by: Reader, version_id: UUID, revision: int) -> PlaybookVersion:
    """Publish a version in review; the one published before is superseded. Changes no child's level.

    Raises AuthorPublishesError for anybody who wrote a part of it, StaleDraftError, WrongStateError, and
    PermissionDenied without the second factor.
    """
    by.require(Permission.PUBLISH_STANDARDS)
    if not by.is_stepped_up:
        raise PermissionDenied("a standard is published under step-up")
    with acting(by) as person_id:
        version = standing(version_id, revision, State.REVIEW)
        if person_id in version.author_ids:
            raise AuthorPublishesError
        problems = kind_of(version.playbook.kind).problems(version.content)
        if problems:
            raise UnfinishedError(problems)
        _supersede(version, by)
        move(
            version,
            state=State.PUBLISHED,
            reviewer_id=person_id,
            reviewer_name=by.name,
            published_at=timezone.now(),
        )
        told(version, Step.PUBLISHED, by, version.what_changed)
    return version


def send_back(*, by: Reader, version_id: UUID, revision: int, reason: str) -> PlaybookVersion:
    """Give a version in review back to its writers, with the reason. Raises ValueError without one."""
    by.require(Permission.DRAFT_STANDARDS)
    if not reason.strip():
        raise ValueError("say why")
    guard({"reason": reason})
    with acting(by):
        version = standing(version_id, revision, State.REVIEW)
        move(version, state=State.DRAFT)
        told(version, Step.SENT_BACK, by, reason.strip())
    return version


def retire(*, by: Reader, version_id: UUID, revision: int, reason: str) -> PlaybookVersion:
    """Take a published version out of use: no practice adopts it any more, those who use it keep it until they
    choose another. A draft is set aside instead. Raises ValueError without a reason, WrongStateError in review.
    """
    by.require(Permission.DRAFT_STANDARDS)
    if not reason.strip():
        raise ValueError("say why")
    guard({"reason": reason})
    with acting(by):
        version = standing(version_id, revision, State.DRAFT, State.PUBLISHED, State.SUPERSEDED)
        if version.state == State.DRAFT:
            move(version, state=State.RETIRED)
            told(version, Step.SET_ASIDE, by, reason.strip())
        else:
            move(version, state=State.RETIRED, retired_at=timezone.now(), revision=version.revision)
            told(version, Step.RETIRED, by, reason.strip())
    return version


def _supersede(version: PlaybookVersion, by: Reader) -> None:
    published = PlaybookVersion.objects.filter(playbook=version.playbook, state=State.PUBLISHED)
    before = published.select_for_update(of=("self",)).first()  # somebody may be retiring it
    if before is not None:
        move(before, state=State.SUPERSEDED, revision=before.revision)
        told(before, Step.SUPERSEDED, by)

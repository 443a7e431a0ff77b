"""Write a version: begin a draft, change it, send it for review."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.models import Playbook, PlaybookVersion
from network_resources.playbooks.rules.problems import ContentError, Problem
from network_resources.playbooks.rules.reading import check_size
from network_resources.playbooks.rules.states import State, Step
from network_resources.playbooks.services.errors import KeyTakenError, UnfinishedError
from network_resources.playbooks.services.steps import acting, guard, move, standing, told
from network_resources.playbooks.starts import Given


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a version beside its content."""

    source_note: str
    licence: str
    verification: str
    item_text_allowed: bool


def draft(*, by: Reader, given: Given, key: str = "", playbook_id: UUID | None = None) -> PlaybookVersion:
    """Begin a draft: of a new standard under a key, or the next version of a standard.

    Raises KeyTakenError when the key is taken or the standard has an open draft, ContentError for content too large,
    of no known kind or without any key, GuardError for text that may point at a child.
    """
    by.require(Permission.DRAFT_STANDARDS)
    kind_of(given.kind)
    if playbook_id is None and not (key or given.key):
        raise ContentError([Problem("key", "missing")])
    check_size(given.content)
    _guard_given(given)
    try:
        with acting(by) as person_id:
            playbook = _playbook(given, key or given.key, playbook_id)
            version = _first_revision(playbook, given, by.name, person_id)
            told(version, Step.DRAFTED, by)
    except IntegrityError as error:  # the key, or one open draft for each standard
        raise KeyTakenError from error
    return version


def change_draft(
    *,
    by: Reader,
    version_id: UUID,
    revision: int,
    content: dict[str, Any] | None = None,
    words: Words | None = None,
) -> PlaybookVersion:
    """Save a draft, finished or not. `revision` is the one the writer read.

    Raises StaleDraftError when somebody saved first, WrongStateError when it is no draft any more, ContentError and
    GuardError as `draft` does.
    """
    by.require(Permission.DRAFT_STANDARDS)
    changes: dict[str, Any] = {
        **(asdict(words) if words else {}),
        **({} if content is None else {"content": content}),
    }
    check_size(changes)
    guard(changes)
    with acting(by) as person_id:
        version = standing(version_id, revision, State.DRAFT)
        if all(getattr(version, name) == value for name, value in changes.items()):
            return version  # nothing was changed, so nobody becomes an author by pressing Save
        move(version, **changes, **_written(version, by.name, person_id))
        told(version, Step.CHANGED, by)
    return version


def send_for_review(
    *, by: Reader, version_id: UUID, revision: int, what_changed: str, effective_from: date | None = None
) -> PlaybookVersion:
    """Ask a second person to publish the draft, saying what changed for those who use it.

    Raises UnfinishedError while the content has problems, ValueError without words, and what `change_draft` raises.
    """
    by.require(Permission.DRAFT_STANDARDS)
    if not what_changed.strip():
        raise ValueError("say what changed")
    guard({"what_changed": what_changed})
    with acting(by) as person_id:
        version = standing(version_id, revision, State.DRAFT)
        problems = kind_of(version.playbook.kind).problems(version.content)
        if problems:
            raise UnfinishedError(problems)
        guard({"content": version.content})
        move(
            version,
            state=State.REVIEW,
            what_changed=what_changed.strip(),
            effective_from=effective_from,
            **_written(version, by.name, person_id),
        )
        told(version, Step.SENT, by, version.what_changed)
    return version


def _guard_given(given: Given) -> None:
    guard(
        {
            "content": given.content,
            "source_note": given.source_note,
            "licence": given.licence,
            "key": given.key,
        }
    )


def _playbook(given: Given, key: str, playbook_id: UUID | None) -> Playbook:
    if playbook_id is not None:
        return Playbook.objects.get(pk=playbook_id, kind=given.kind)
    with transaction.atomic():
        return Playbook.objects.create(key=key, kind=given.kind)


def _first_revision(playbook: Playbook, given: Given, name: str, person_id: UUID) -> PlaybookVersion:
    newest = playbook.versions.order_by("-number").values_list("number", flat=True).first()
    return PlaybookVersion.objects.create(
        playbook=playbook,
        number=(newest or 0) + 1,
        content=given.content,
        source_note=given.source_note,
        licence=given.licence,
        verification=given.verification,
        item_text_allowed=given.item_text_allowed,
        author_ids=[person_id],
        author_names=[name],
        changed_by_id=person_id,
    )


def _written(version: PlaybookVersion, name: str, person_id: UUID) -> dict[str, Any]:
    """Who wrote last; the database keeps the ids of all who ever did, we keep their names."""
    names = version.author_names if name in version.author_names else [*version.author_names, name]
    return {"changed_by_id": person_id, "changed_at": timezone.now(), "author_names": names}

"""What every step of a version shares: the row as it stands, the guarded words, the history, the audit line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from nestwork.access.readers import Reader
from nestwork.audit.network import services as network_audit
from nestwork.sealing.connections import sealed_connection
from network_resources.guard import findings_in
from network_resources.playbooks.models import PlaybookEvent, PlaybookVersion
from network_resources.playbooks.rules.problems import Problem, path_of
from network_resources.playbooks.rules.states import Step
from network_resources.playbooks.services.errors import (
    AuthorPublishesError,
    GuardError,
    StaleDraftError,
    WrongStateError,
)

AN_AUTHOR_PUBLISHES = "NW012"  # the codes of sql/versions.sql


@contextmanager
def acting(by: Reader) -> Iterator[UUID]:
    """One transaction in which the database knows who acts; yields the person's id. A system task writes nothing."""
    if by.person_id is None:
        raise PermissionDenied("a person writes and publishes standards")
    with transaction.atomic(), sealed_connection().acting(by.person_id):
        yield by.person_id


def standing(version_id: UUID, revision: int, *states: str) -> PlaybookVersion:
    """The version, held until the transaction ends. Raises DoesNotExist, WrongStateError, StaleDraftError."""
    version = (
        PlaybookVersion.objects.select_for_update(of=("self",)).select_related("playbook").get(pk=version_id)
    )
    if version.state not in states:
        raise WrongStateError(version.state)
    if version.revision != revision:
        raise StaleDraftError(version)
    return version


def move(version: PlaybookVersion, **changes: Any) -> None:
    """Write the step as the next revision of the version."""
    changes.setdefault("revision", version.revision + 1)
    for name, value in changes.items():
        setattr(version, name, value)
    try:
        with transaction.atomic():
            version.save(update_fields=list(changes))
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == AN_AUTHOR_PUBLISHES:
            raise AuthorPublishesError from error
        raise


def told(version: PlaybookVersion, step: Step, by: Reader, said: str = "") -> None:
    """Add the step to the version's history and to the network's audit."""
    if by.person_id is None:
        raise PermissionDenied("a person takes each step")
    PlaybookEvent.objects.create(
        version=version,
        step=step,
        by_id=by.person_id,
        by_name=by.name,
        at=timezone.now(),
        revision=version.revision,
        said=said,
    )
    network_audit.record(
        person_id=by.person_id,
        role=by.role or "",
        action=f"standard.{step}",
        subject="standard",
        subject_id=version.pk,
        detail={"number": version.number, "revision": version.revision},
        purpose=by.purpose,
        through=by.through,
    )


def guard(words: Mapping[str, Any]) -> None:
    """Raise GuardError when any text in the words may point at a child."""
    problems = [
        Problem(path_of(path), finding.sign.value, {"words": finding.words})
        for path, finding in findings_in(words)
    ]
    if problems:
        raise GuardError(problems)

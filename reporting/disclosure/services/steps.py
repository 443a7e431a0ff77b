"""What every step of a release shares: who acts, the history, the audit line."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nestwork.access.readers import Reader
from nestwork.audit.network import services as network_audit
from nestwork.sealing.connections import sealed_connection
from reporting.disclosure.models import FigureRelease, ReleaseEvent
from reporting.disclosure.rules.states import Step


@contextmanager
def acting(by: Reader) -> Iterator[UUID]:
    """One transaction in which the database knows who acts; yields the person's id."""
    if by.person_id is None:
        raise PermissionDenied("a person asks for a release and decides on it")
    with transaction.atomic(), sealed_connection().acting(by.person_id):
        yield by.person_id


def told(release: FigureRelease, step: Step, by: Reader, *, name: str = "", said: str = "") -> None:
    """Add the step to the release's history and to the network's audit, which holds no count of anything."""
    if by.person_id is None:
        raise PermissionDenied("a person stands behind each step")
    ReleaseEvent.objects.create(
        release=release, step=step, by_id=by.person_id, by_name=name or by.name, said=said
    )
    write_line(release, f"release.{step}", by)


def write_line(release: FigureRelease, action: str, by: Reader, subject: str = "release") -> None:
    """Write the network's audit line: which figure of which quarter."""
    network_audit.record(
        person_id=by.person_id,
        role=by.role or "",
        action=action,
        subject=subject,
        subject_id=release.pk,
        detail={"measure": release.definition.label, "quarter": str(release.quarter)},
        purpose=by.purpose,
        through=by.through,
    )

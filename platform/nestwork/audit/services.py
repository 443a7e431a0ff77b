"""Write audit lines. Each is one INSERT in the caller's transaction: no line, no act, and the other way round."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from nestwork.access.readers import Reader
from nestwork.audit import trace
from nestwork.audit.models import AuditEvent


def record(
    *,
    by: Reader,
    action: str,
    subject: str = "",
    subject_id: uuid.UUID | None = None,
    child_id: uuid.UUID | None = None,
    detail: Mapping[str, Any] | None = None,
    purpose: str = "",
) -> None:
    """Write one line about an act in the active practice.

    `detail` holds ids, counts and codes that JSON can carry, never names. An error of the database is the
    caller's: the act must not stand without its line.
    """
    AuditEvent.objects.create(
        person_id=by.person_id,
        role=by.role or "",
        action=action,
        subject=subject,
        subject_id=subject_id,
        child_id=child_id,
        purpose=purpose or by.purpose,
        through=by.through,
        detail=dict(detail or {}),
        request_id=trace.current(),
    )


def record_many(
    *, by: Reader, action: str, subject: str, rows: Sequence[tuple[uuid.UUID, uuid.UUID | None]]
) -> None:
    """Write one line for each (subject id, child id) of an act on many rows, in one statement."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            person_id=by.person_id,
            role=by.role or "",
            action=action,
            subject=subject,
            subject_id=subject_id,
            child_id=child_id,
            purpose=by.purpose,
            through=by.through,
            request_id=trace.current(),
        )
        for subject_id, child_id in rows
    )


def record_view(
    *,
    by: Reader,
    page: str,
    child_id: uuid.UUID | None = None,
    shown: Sequence[uuid.UUID] = (),
    filter: Mapping[str, Any] | None = None,  # noqa: A002 - the word of the ruling; nothing here filters
    purpose: str = "",
) -> None:
    """Write the one line of a page: a record page names its child, a list page the children shown."""
    AuditEvent.objects.create(
        person_id=by.person_id,
        role=by.role or "",
        action="view",
        subject=page,
        child_id=child_id,
        shown=list(shown),
        purpose=purpose or by.purpose,
        through=by.through,
        detail={"filter": dict(filter)} if filter else {},
        request_id=trace.current(),
    )

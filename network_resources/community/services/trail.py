"""Lines of the network's audit for acts on the directory."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nestwork.access.readers import Reader
from nestwork.audit.network.services import record


def note(
    by: Reader,
    action: str,
    subject: str,
    subject_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line in the caller's transaction; `detail` holds counts and choices."""
    record(
        person_id=by.person_id,
        role=by.role or "",
        action=action,
        subject=subject,
        subject_id=subject_id,
        purpose=by.purpose,
        through=by.through,
        detail=detail,
    )

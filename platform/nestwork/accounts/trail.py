"""Where an act of a person is written: the practice's audit inside a practice, else the network's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nestwork.access.readers import Reader
from nestwork.audit import services as practice_audit
from nestwork.audit.network import services as network_audit
from nestwork.practices.models import Practice


def write_line(
    *,
    by: Reader,
    practice: Practice | None,
    action: str,
    subject: str = "",
    subject_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one audit line in the caller's transaction."""
    if practice is not None:
        practice_audit.record(by=by, action=action, subject=subject, subject_id=subject_id, detail=detail)
        return
    network_audit.record(
        person_id=by.person_id,
        role=by.role or "",
        action=action,
        subject=subject,
        subject_id=subject_id,
        detail=detail,
        through=by.through,
    )

"""Write lines of the network's audit: sign-ins, switches, acts of network people. Staff only, never a child."""

import uuid
from collections.abc import Mapping
from typing import Any

from nestwork.audit import trace
from nestwork.audit.network.models import NetworkAuditEvent


def record(
    *,
    person_id: uuid.UUID | None,
    action: str,
    subject: str = "",
    subject_id: uuid.UUID | None = None,
    practice_id: uuid.UUID | None = None,
    role: str = "",
    detail: Mapping[str, Any] | None = None,
    purpose: str = "",
    through: str = "web",
) -> None:
    """Write one line in the caller's transaction; runs at the door or under a network role, which may only insert."""
    NetworkAuditEvent.objects.create(
        person_id=person_id,
        role=role,
        action=action,
        subject=subject,
        subject_id=subject_id,
        practice_id=practice_id,
        purpose=purpose,
        through=through,
        detail=dict(detail or {}),
        request_id=trace.current(),
    )

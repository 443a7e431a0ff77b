"""The audit line and the mark of every verb of the room."""

import uuid

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.patients.models import Child


def told(child: Child, action: str, by: Reader, subject_id: uuid.UUID) -> None:
    """Write both, in the transaction of the verb."""
    record(by=by, action=action, subject="registry", subject_id=subject_id, child_id=child.id)
    mark(period=clock.today(), room="registry")

"""The audit line and the mark of every verb of the room."""

import uuid
from collections.abc import Sequence

from nestwork.access.readers import Reader
from nestwork.audit.services import record, record_many
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.patients.models import Child


def told(child: Child, action: str, by: Reader, subject_id: uuid.UUID) -> None:
    """Write both, in the transaction of the verb."""
    record(by=by, action=action, subject="registry", subject_id=subject_id, child_id=child.id)
    mark(period=clock.today(), room="registry")


def told_many(rows: Sequence[tuple[uuid.UUID, uuid.UUID]], action: str, by: Reader) -> None:
    """The same for (subject id, child id) of many rows: a line each, one mark."""
    record_many(by=by, action=action, subject="registry", rows=rows)
    mark(period=clock.today(), room="registry")

"""The audit line and the marks of every verb of the room."""

import datetime as dt
import uuid
from collections.abc import Sequence

from nestwork.access.readers import Reader
from nestwork.audit.services import record, record_many
from nestwork.changes.services import mark_since
from tenants.patients.models import Child

ROOM = "registry"


def told(child: Child, action: str, by: Reader, subject_id: uuid.UUID, *, since: dt.date) -> None:
    """Write both, in the transaction of the verb; `since` is the day from which something changes."""
    record(by=by, action=action, subject="registry", subject_id=subject_id, child_id=child.id)
    mark_since(first=since, room=ROOM)


def told_many(
    rows: Sequence[tuple[uuid.UUID, uuid.UUID]], action: str, by: Reader, *, since: dt.date
) -> None:
    """The same for (subject id, child id) of many rows: a line each, the marks once."""
    record_many(by=by, action=action, subject="registry", rows=rows)
    mark_since(first=since, room=ROOM)

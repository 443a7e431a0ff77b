"""Steps that the stories of incoming records share: send a file, read it, import it, look at every table."""

import hashlib
import json
import uuid
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from nestwork.access import readers
from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from nestwork.sealing.models import PracticeRow
from tenants.incoming.models import RecordFile
from tenants.incoming.services import files
from tenants.incoming.services.importing import import_file
from tenants.incoming.services.progress import HereAndNow
from tenants.incoming.services.reading import read_file

COORDINATOR = readers.person(person_id=uuid.uuid4(), name="Marisol Reyes", role=Role.COORDINATOR)
# What may grow when the same file comes again: the file itself, its job, the audit.
MAY_GROW = frozenset({"incoming_recordfile", "audit_event", "job"})


def content_of(resources: list[dict[str, Any]], kind: str = "collection") -> bytes:
    """A bundle of these resources, as a file; each with an address of its own."""
    entries = [
        {"fullUrl": f"urn:uuid:{one['id']}" if "id" in one else f"urn:uuid:{uuid.uuid4()}", "resource": one}
        for one in resources
    ]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries}).encode()


def checked(content: bytes, *, source: str = "Blackstone EHR", by: Reader = COORDINATOR) -> RecordFile:
    """The file after it was read and planned."""
    kept = files.keep(by=by, file=SimpleUploadedFile("records.json", content), source_name=source)
    return read_file(file=kept, by=by)


def imported(
    content: bytes,
    *,
    enrolls: bool = False,
    takes_in: bool | None = True,
    by: Reader = COORDINATOR,
    **how: Any,
) -> RecordFile:
    """The file after its import."""
    seen = checked(content, by=by, **how)
    file = files.begin_import(file=seen, by=by, enrolls=enrolls, takes_in=takes_in)
    return import_file(file=file, by=by, job=HereAndNow())


def tables() -> dict[str, tuple[int, str]]:
    """Rows and a digest of the content of every table of the practice."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not issubclass(model, PracticeRow) or model.__name__ == "AuditSeal":
                continue
            name = model._meta.db_table
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1')
            rows = [row for (row,) in cursor.fetchall()]
            found[name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def changed(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> set[str]:
    """Tables whose rows differ."""
    return {name for name in after if before.get(name) != after[name]}

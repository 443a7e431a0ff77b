"""Steps that the stories of the directory share: send a file as the steward, let the work run here, look at it."""

import io
import json
import tempfile
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nestwork.access import readers
from nestwork.access.passage import wearing
from nestwork.access.permissions import Role
from network_resources.community import models
from network_resources.community.models import DirectoryQuarantine, DirectoryUpload
from network_resources.community.rules.states import RowState, UploadState
from network_resources.community.services import reading
from network_resources.community.services.importing.rows import MODELS
from network_resources.community.services.profiles import profile_named
from network_resources.community.services.uploads import new_upload, source_named

STEWARD = readers.person(person_id=uuid.uuid4(), name="Lena Haddad", role=Role.DIRECTORY_STEWARD)
LEGAL_AID = "legal-aid-export"


class HereAndNow:
    """Stands in the place of a job that nobody cancels; keeps the checkpoint as a job does."""

    def __init__(self, stop_after: int = -1) -> None:
        self.saved: dict[str, Any] = {}
        self.asked = 0
        self.stop_after = stop_after

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Nobody looks."""

    def checkpoint(self, saved: Mapping[str, Any]) -> None:
        """Keep it."""
        self.saved = dict(saved)

    def is_cancelled(self) -> bool:
        """Somebody asks after so many questions, if at all."""
        self.asked += 1
        return 0 <= self.stop_after < self.asked


@contextmanager
def library() -> Iterator[None]:
    """Work under the database role that keeps the directory."""
    with wearing("nw_library"):
        yield


def read(
    content: bytes, *, source: str = "Two rivers", profile: str = "", whole: bool = True
) -> DirectoryUpload:
    """A file after a worker has read and counted it."""
    upload = new_upload(
        by=STEWARD,
        source=source_named(source, profile_named(by=STEWARD, name=profile) if profile else None),
        file_name="directory",
        size=len(content),
        is_whole=whole,
    )
    with tempfile.TemporaryFile() as file:
        file.write(content)
        reading.keep_rows(upload=upload, file=file, by=STEWARD)
    if upload.state == UploadState.WAITING:
        reading.preview(upload=upload, by=STEWARD, work=HereAndNow())
    return upload


def imported(content: bytes, *, work: HereAndNow | None = None, **how: Any) -> DirectoryUpload:
    """A file after its import."""
    upload = read(content, **how)
    assert upload.state == UploadState.PREVIEW, (upload.state, upload.fault, upload.facts)
    upload.state = UploadState.IMPORTING
    upload.save()
    reading.import_upload(upload=upload, by=STEWARD, work=work or HereAndNow())
    return upload


def packed(files: Mapping[str, str | bytes] | Path) -> bytes:
    """A zip of files, or of a folder's."""
    if isinstance(files, Path):
        files = {one.name: one.read_bytes() for one in sorted(files.iterdir()) if one.is_file()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return whole.getvalue()


def page(*services: Mapping[str, Any]) -> bytes:
    """An HSDS answer with all services on one page."""
    head = {"total_items": len(services), "total_pages": 1, "page_number": 1}
    return json.dumps({**head, "contents": services}).encode()


def counts() -> dict[str, int]:
    """Rows of every table that has any."""
    return {table: number for table, model in MODELS.items() if (number := model._default_manager.count())}


def snapshot() -> dict[str, list[Any]]:
    """Everything the directory holds but for the lines of files, to compare with later."""
    kept = [
        name for name in models.__all__ if name not in {"DirectoryRow", "DirectoryUpload", "DirectoryStaged"}
    ]
    shown: dict[str, list[Any]] = {}
    for name in kept:
        rows = getattr(models, name)._default_manager.order_by("pk")
        shown[name] = [{**row, "refreshed_at": None} for row in rows.values()]
    return shown


def waiting(table: str = "") -> list[DirectoryQuarantine]:
    """What waits for a person."""
    rows = DirectoryQuarantine.objects.filter(state=RowState.WAITING).order_by("table", "file_name", "line")
    return list(rows.filter(table=table) if table else rows)


def reasons(table: str = "") -> list[tuple[str, str, str]]:
    """Table, field and reason of everything that waits."""
    return sorted(
        (row.table, problem["field"], problem["reason"]) for row in waiting(table) for problem in row.problems
    )

"""Steps that the stories of the roster share: send a file, let the jobs run here, look at what came of it."""

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from nestwork.access import readers
from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from tenants.roster.models import Upload
from tenants.roster.rules.states import Mode, UploadState
from tenants.roster.selectors.uploads import profile_columns
from tenants.roster.services import checking, importing, reading, uploads

COORDINATOR = readers.person(person_id=uuid.uuid4(), name="Marisol Reyes", role=Role.COORDINATOR)


class HereAndNow:
    """Stands in the place of a job that nobody cancels; keeps the checkpoint as a job does."""

    def __init__(self, saved: dict[str, Any] | None = None) -> None:
        self.saved = saved or {}

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Nobody looks."""

    def checkpoint(self, saved: dict[str, Any], /) -> None:
        """Keep it."""
        self.saved = dict(saved)

    def is_cancelled(self) -> bool:
        """Nobody asks."""
        return False


def sent(
    content: bytes, *, source: str = "Blackstone EHR", mode: Mode = Mode.WHOLE, by: Reader = COORDINATOR
) -> Upload:
    """The file after a worker has read it."""
    upload = uploads.receive(
        by=by, file=SimpleUploadedFile("roster.csv", content), source_name=source, mode=mode
    )
    reading.read_upload(upload=upload, by=by)
    return Upload.objects.get(pk=upload.pk)


def check(upload: Upload, *, by: Reader = COORDINATOR, day_first: bool = False) -> Upload:
    """A file that was read after its dry run, with the columns as guessed or saved."""
    if upload.state == UploadState.COLUMNS:
        columns, _known = profile_columns(upload)
        uploads.choose_columns(upload=upload, by=by, columns=columns, day_first=day_first)
    checking.check_upload(upload=upload, by=by)
    return Upload.objects.get(pk=upload.pk)


def checked(content: bytes, *, day_first: bool = False, by: Reader = COORDINATOR, **how: Any) -> Upload:
    """A file after its dry run."""
    return check(sent(content, by=by, **how), by=by, day_first=day_first)


def imported(content: bytes, *, may_many_leave: bool = False, **how: Any) -> Upload:
    """The file after its import."""
    upload = checked(content, **how)
    by = how.get("by", COORDINATOR)
    uploads.start_import(upload=upload, by=by, may_many_leave=may_many_leave)
    importing.import_upload(upload_id=upload.pk, by=by, job=HereAndNow())
    return Upload.objects.get(pk=upload.pk)

"""A worker reads a kept file through the limited process and keeps its rows, without the numbers that never enter."""

from collections.abc import Iterable
from itertools import batched
from typing import IO

from django.db import transaction

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.jobs.services import start
from nestwork.uploads.faults import BrokenFileError
from nestwork.uploads.vault import unsealed_file
from tenants.roster.models import Upload, UploadBatch
from tenants.roster.rules.files.lines import FileEnd, FileFacts, RawRow, roster_lines
from tenants.roster.rules.states import UploadState
from tenants.roster.selectors.uploads import profile_columns

BATCH_ROWS = 100


def read_upload(*, upload: Upload, by: Reader) -> None:
    """Read the whole file or refuse it whole; afterwards the sealed bytes are gone."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).select_related("source").get(pk=upload.pk)
        if locked.state != UploadState.WAITING:
            return
        try:
            with transaction.atomic():
                _keep_rows(locked)
        except BrokenFileError as broken:
            locked.state = UploadState.REFUSED
            locked.fault = {"fault": broken.fault.value, "line": broken.line, "detail": broken.detail}
        else:
            locked.state = UploadState.COLUMNS
        locked.chunks.all().delete()
        locked.save()
        detail = {"state": locked.state, "rows": locked.rows}
        record(by=by, action="roster.read", subject="roster.upload", subject_id=locked.pk, detail=detail)
        if locked.state == UploadState.COLUMNS:
            _go_on_by_profile(locked, by)


def _keep_rows(upload: Upload) -> None:
    with _unsealed(upload) as file:
        said = roster_lines(file)
        for number, lines in enumerate(batched(_rows(said, upload), BATCH_ROWS)):
            UploadBatch.objects.create(
                upload=upload, number=number, rows=[[row.number, row.cells] for row in lines]
            )


def _rows(said: Iterable[FileFacts | RawRow | FileEnd], upload: Upload) -> Iterable[RawRow]:
    for line in said:
        if isinstance(line, FileFacts):
            upload.facts = {
                "kind": line.kind,
                "encoding": line.encoding,
                "delimiter": line.delimiter,
                "sheet": line.sheet,
                "epoch": line.epoch,
                "headings": line.headings,
            }
        elif isinstance(line, FileEnd):
            upload.rows, upload.dropped = line.rows, line.dropped
        else:
            yield line


def _unsealed(upload: Upload) -> IO[bytes]:
    """The file's bytes in memory that has no name and ends with this process; never on a disk."""
    sealed = upload.chunks.order_by("number").values_list("number", "sealed").iterator()
    return unsealed_file(upload_id=upload.pk, pieces=sealed)


def _go_on_by_profile(upload: Upload, by: Reader) -> None:
    """Skip the columns step when the source's saved profile knows every heading of the file."""
    columns, known = profile_columns(upload)
    if not known:
        return
    upload.columns = {str(at): name.value for at, name in columns.items()}
    upload.day_first = upload.source.day_first
    upload.state = UploadState.CHECKING
    upload.job_id = start(kind="roster_check", by=by, arguments={"upload": str(upload.pk)}).pk
    upload.save(update_fields=["columns", "day_first", "state", "job_id"])

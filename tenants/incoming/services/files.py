"""Verbs on a file: take it in, start the import, set it aside."""

from collections.abc import Iterable
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.jobs.rows import OPEN_STATES
from nestwork.jobs.selectors import jobs
from nestwork.jobs.services import start
from nestwork.practices import clock
from nestwork.uploads.limits import RECORDS_BYTES
from nestwork.uploads.vault import seal
from tenants.incoming.models import RecordChunk, RecordFile, RecordSource
from tenants.incoming.rules.readers import format_of, takes_in_unasked
from tenants.incoming.rules.states import FileState
from tenants.incoming.services.forgetting import forget_lines, forget_pieces

_PIECE = 256 * 1024  # bytes
_NAME_LENGTH = 200
MEGABYTE = 1024 * 1024


class Incoming(Protocol):
    """What is needed of an uploaded file."""

    @property
    def name(self) -> str | None:
        """What the sender calls it."""

    @property
    def size(self) -> int | None:
        """Bytes."""

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        """The bytes, a piece at a time."""
        ...


def receive(*, by: Reader, file: Incoming, source_name: str) -> RecordFile:
    """Keep the file sealed and ask a worker to read it. Raises ValidationError for an empty or too large one."""
    kept = keep(by=by, file=file, source_name=source_name)
    with transaction.atomic():
        _hand_over(kept, "records_read", by)
    return kept


def keep(*, by: Reader, file: Incoming, source_name: str) -> RecordFile:
    """Keep the file sealed, for whoever reads it next (a job, or the command)."""
    by.require(Permission.IMPORT_RECORDS)
    if not file.size:
        raise ValidationError({"file": _("This file is empty. Choose another one.")})
    if file.size > RECORDS_BYTES:
        most = {"most": RECORDS_BYTES // MEGABYTE}
        raise ValidationError({"file": _("The file is larger than %(most)s MB. Ask for it in parts.") % most})
    with transaction.atomic():
        kept = RecordFile.objects.create(
            source=_source(source_name),
            format="",
            file_name=_plain_name(file.name or ""),
            size=file.size,
            uploaded_by_id=by.person_id,
        )
        for number, piece in enumerate(file.chunks(_PIECE)):
            if not number:
                kept.format = format_of(piece)
            sealed = seal(piece, upload_id=kept.pk, number=number)
            RecordChunk.objects.create(file=kept, number=number, sealed=sealed)
        kept.save(update_fields=["format"])
        _tell("records.upload", kept, by, bytes=file.size)
    return kept


def start_import(
    *, file: RecordFile, by: Reader, enrolls: bool = False, takes_in: bool | None = None
) -> RecordFile:
    """Import what the dry run showed, or go on where the job before ended too early.

    With `takes_in` children not known here come in, without it they are listed and left; None leaves that to the
    format (`takes_in_unasked`). With `enrolls` the new ones also come onto the registry.
    """
    with transaction.atomic():
        started = begin_import(file=file, by=by, enrolls=enrolls, takes_in=takes_in)
        _hand_over(started, "records_import", by)
    return started


def begin_import(
    *, file: RecordFile, by: Reader, enrolls: bool = False, takes_in: bool | None = None
) -> RecordFile:
    """Say yes to the dry run; the job or the command does the work. Raises ValidationError for any other state."""
    by.require(Permission.IMPORT_RECORDS)
    with transaction.atomic():
        locked = _locked(file)
        if locked.state != FileState.CHECKED and not is_left(locked):
            raise ValidationError(_("This file is being imported already, or was not checked yet."))
        locked.takes_in = takes_in_unasked(locked.format) if takes_in is None else takes_in
        locked.state, locked.enrolls, locked.started_by_id = FileState.IMPORTING, enrolls, by.person_id
        locked.save(update_fields=["state", "enrolls", "takes_in", "started_by_id"])
        _tell("records.start", locked, by, takes_in=locked.takes_in)
    return locked


def is_left(file: RecordFile) -> bool:
    """Whether an import may be started again: its job was cancelled before it began, or failed, or there is none.

    A command that was killed leaves no trace. Should it run after all, nothing happens twice: each batch is planned
    against the record, under the lock of the source.
    """
    if file.state != FileState.IMPORTING:
        return False
    return file.job_id is None or not jobs().filter(pk=file.job_id, state__in=OPEN_STATES).exists()


def set_aside(*, file: RecordFile, by: Reader) -> RecordFile:
    """Do not import this file: what was read of it is removed, the line in the history stays."""
    by.require(Permission.IMPORT_RECORDS)
    with transaction.atomic():
        locked = _locked(file)
        if locked.state not in (FileState.CHECKED, FileState.WAITING):
            raise ValidationError(_("This file can no longer be set aside."))
        locked.state, locked.finished_at = FileState.SET_ASIDE, clock.now()
        locked.save(update_fields=["state", "finished_at"])
        forget_pieces(locked)
        forget_lines(locked)
        _tell("records.set_aside", locked, by)
    return locked


def _source(name: str) -> RecordSource:
    clean = " ".join(name.split())
    if not clean or len(clean) > 80:
        raise ValidationError({"source": _("Write where the file comes from, in at most 80 letters.")})
    source, _made = RecordSource.objects.get_or_create(name=clean)
    return source


def _plain_name(name: str) -> str:
    """The sender's name for the file, without letters that no database keeps."""
    kept = "".join(letter if letter.isprintable() else "?" for letter in name)
    return kept[-_NAME_LENGTH:]


def _locked(file: RecordFile) -> RecordFile:
    rows = RecordFile.objects.select_for_update(of=("self",), nowait=True).select_related("source")
    try:
        with transaction.atomic():
            return rows.get(pk=file.pk)
    except OperationalError:  # a worker that reads a large file holds it for minutes
        raise ValidationError(_("A worker has this file in hand right now. Try again in a moment.")) from None


def _hand_over(file: RecordFile, kind: str, by: Reader) -> None:
    file.job_id = start(kind=kind, by=by, arguments={"file": str(file.pk)}).pk
    file.save(update_fields=["job_id"])


def _tell(action: str, file: RecordFile, by: Reader, **detail: int) -> None:
    record(by=by, action=action, subject="records.file", subject_id=file.pk, detail=detail)

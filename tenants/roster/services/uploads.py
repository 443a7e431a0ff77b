"""Verbs on a file: take it in, say what its columns hold, start the import, set it aside."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.jobs.services import start
from nestwork.practices import clock
from nestwork.uploads.limits import FILE_BYTES
from nestwork.uploads.vault import seal
from tenants.roster.models import RosterSource, Upload, UploadChunk
from tenants.roster.rules.fields import Field
from tenants.roster.rules.identifiers import plain_words
from tenants.roster.rules.states import OPEN_TO_COLUMNS, Mode, UploadState
from tenants.roster.selectors.uploads import headings_of

_PIECE = 256 * 1024  # bytes
_NAME_LENGTH = 200


class Incoming(Protocol):
    """What is needed of an uploaded file."""

    name: str | None
    size: int | None

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        """The bytes, a piece at a time."""
        ...


def receive(*, by: Reader, file: Incoming, source_name: str, mode: Mode) -> Upload:
    """Keep the file sealed and ask a worker to read it. Raises ValidationError for an empty or too large one."""
    by.require(Permission.IMPORT_ROSTER)
    if not file.size:
        raise ValidationError({"file": _("This file is empty. Choose another one.")})
    if file.size > FILE_BYTES:
        raise ValidationError(
            {"file": _("The file is larger than 20 MB. Split it and send the parts one by one.")}
        )
    with transaction.atomic():
        source = _source(source_name, mode)
        upload = Upload.objects.create(
            source=source,
            mode=mode,
            file_name=(file.name or "")[-_NAME_LENGTH:],
            size=file.size,
            uploaded_by_id=by.person_id,
        )
        for number, piece in enumerate(file.chunks(_PIECE)):
            sealed = seal(piece, upload_id=upload.pk, number=number)
            UploadChunk.objects.create(upload=upload, number=number, sealed=sealed)
        record(
            by=by,
            action="roster.upload",
            subject="roster.upload",
            subject_id=upload.pk,
            detail={"bytes": file.size},
        )
        _hand_over(upload, "roster_read", by)
    return upload


def choose_columns(
    *, upload: Upload, by: Reader, columns: Mapping[int, Field], day_first: bool = False
) -> Upload:
    """Say what the columns hold, remember it for the source, and ask for a dry run. Raises ValidationError."""
    by.require(Permission.IMPORT_ROSTER)
    _check_columns(columns)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state not in OPEN_TO_COLUMNS:
            raise ValidationError(_("The columns of this file can no longer be changed."))
        headings = headings_of(locked)
        locked.columns = {str(at): name.value for at, name in sorted(columns.items()) if at < len(headings)}
        locked.day_first = day_first
        locked.state = UploadState.CHECKING
        locked.save(update_fields=["columns", "day_first", "state"])
        _remember(locked, headings)
        record(by=by, action="roster.columns", subject="roster.upload", subject_id=locked.pk)
        _hand_over(locked, "roster_check", by)
    return locked


def start_import(*, upload: Upload, by: Reader, may_many_leave: bool = False) -> Upload:
    """Import what the dry run showed. `may_many_leave` is the separate yes to more than one child in five leaving."""
    by.require(Permission.IMPORT_ROSTER)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state != UploadState.CHECKED:
            raise ValidationError(_("This file is being imported already, or was not checked yet."))
        locked.state = UploadState.IMPORTING
        locked.may_many_leave = may_many_leave
        locked.started_by_id = by.person_id
        locked.save(update_fields=["state", "may_many_leave", "started_by_id"])
        record(by=by, action="roster.start", subject="roster.upload", subject_id=locked.pk)
        _hand_over(locked, "roster_import", by)
    return locked


def set_aside(*, upload: Upload, by: Reader) -> Upload:
    """Do not import this file: its rows are removed, the line in the history stays."""
    by.require(Permission.IMPORT_ROSTER)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state not in {*OPEN_TO_COLUMNS, UploadState.WAITING}:
            raise ValidationError(_("This file can no longer be set aside."))
        locked.state = UploadState.SET_ASIDE
        locked.plan = {}
        locked.finished_at = clock.now()
        locked.save(update_fields=["state", "plan", "finished_at"])
        locked.chunks.all().delete()
        locked.batches.all().delete()
        record(by=by, action="roster.set_aside", subject="roster.upload", subject_id=locked.pk)
    return locked


def _source(name: str, mode: Mode) -> RosterSource:
    clean = " ".join(name.split())
    if not clean or len(clean) > 80:
        raise ValidationError({"source": _("Write where the file comes from, in at most 80 letters.")})
    source, _made = RosterSource.objects.get_or_create(name=clean, defaults={"mode": mode})
    if source.mode != mode:
        source.mode = mode
        source.save(update_fields=["mode"])
    return source


def _locked(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=("self",)).select_related("source").get(pk=upload.pk)


def _check_columns(columns: Mapping[int, Field]) -> None:
    chosen = list(columns.values())
    twice = {name for name in chosen if chosen.count(name) > 1}
    if twice:
        raise ValidationError(_("Two columns are given the same meaning. Choose one of them."))
    split = {Field.GIVEN_NAME, Field.FAMILY_NAME} <= set(chosen)
    if Field.BIRTH_DATE not in chosen or not (split or Field.FULL_NAME in chosen):
        raise ValidationError(_("Choose the columns of the given name, the family name and the birth date."))


def _remember(upload: Upload, headings: list[str]) -> None:
    """The saved profile: every heading of the file, also those that are left out."""
    source = upload.source
    named = {
        plain_words(heading): upload.columns.get(str(at), "")
        for at, heading in enumerate(headings)
        if heading
    }
    source.columns = {**source.columns, **named}
    source.day_first = upload.day_first
    source.save(update_fields=["columns", "day_first"])


def _hand_over(upload: Upload, kind: str, by: Reader) -> None:
    job = start(kind=kind, by=by, arguments={"upload": str(upload.pk)})
    upload.job_id = job.pk
    upload.save(update_fields=["job_id"])

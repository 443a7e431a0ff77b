"""Read a kept file, show what an import would do, and do it: the work of the directory's jobs and command."""

from typing import IO, Any

from django.db import transaction

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.uploads.faults import BrokenFileError
from nestwork.uploads.vault import unsealed_file
from network_resources.community.models import DirectoryUpload
from network_resources.community.rules.profiles.shape import Profile, read_profile
from network_resources.community.rules.states import UploadState
from network_resources.community.services.history import Author
from network_resources.community.services.importing.running import Work, run_import
from network_resources.community.services.staging import ProfileNeededError, stage
from network_resources.community.services.trail import note

_PARTIAL = {"one_page", "one_row"}


def read_upload(*, upload: DirectoryUpload, by: Reader, work: Work) -> None:
    """Read the sealed file and count what an import would do; a file that cannot be read is refused whole."""
    if upload.state != UploadState.WAITING:
        return
    if not upload.staged.exists():
        with _unsealed(upload) as file:
            keep_rows(upload=upload, file=file, by=by)
    if upload.state == UploadState.WAITING:
        preview(upload=upload, by=by, work=work)


def keep_rows(*, upload: DirectoryUpload, file: IO[bytes], by: Reader) -> None:
    """Stage the file. Afterwards the upload waits, is refused, or needs a profile."""
    try:
        with transaction.atomic():
            kept = stage(upload=upload, file=file, profile=_profile(upload))
    except BrokenFileError as broken:
        upload.state, upload.finished_at = UploadState.REFUSED, clock.now()
        upload.fault = {"fault": broken.fault.value, "line": broken.line, "detail": broken.detail}
    except ProfileNeededError as needed:
        upload.state, upload.facts = UploadState.PROFILE, needed.facts
    else:
        upload.facts["rows"] = kept
        if any(one["note"] in _PARTIAL for one in upload.facts["notes"]):
            upload.is_whole = False  # one page or one row of a source can never be all of it
    with transaction.atomic():
        if not _waits(upload):
            upload.staged.all().delete()
            return
        upload.save(update_fields=["state", "fault", "facts", "is_whole", "finished_at"])
        if upload.state == UploadState.REFUSED:
            upload.chunks.all().delete()
        note(by, "directory.read", "directory.upload", upload.pk, {"state": upload.state})


def preview(*, upload: DirectoryUpload, by: Reader, work: Work) -> None:
    """Count what an import would do, without writing any of it."""
    plan = run_import(upload=upload, author=_author(upload, by), work=work, dry=True)
    if plan is None:
        return
    with transaction.atomic():
        if not _waits(upload):
            return
        upload.plan, upload.state = plan, UploadState.PREVIEW
        upload.save(update_fields=["plan", "state"])


def _waits(upload: DirectoryUpload) -> bool:
    """Whether the file still waits, asked under its lock: somebody may have set it aside while it was read.

    Without this its preview would be one of no rows at all, and importing that would withdraw everything.
    """
    locked = DirectoryUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != UploadState.WAITING:
        upload.state = locked.state
        return False
    return True


def import_upload(*, upload: DirectoryUpload, by: Reader, work: Work) -> None:
    """Import the kept rows. What was committed before somebody cancelled stays, and the report says so."""
    if upload.state != UploadState.IMPORTING:
        return
    report = run_import(upload=upload, author=_author(upload, by), work=work)
    with transaction.atomic():
        if DirectoryUpload.objects.select_for_update().get(pk=upload.pk).state != UploadState.IMPORTING:
            upload.refresh_from_db()  # another worker finished it
            return
        cancelled = report is None
        upload.report = work.saved if report is None else report
        upload.state = UploadState.CANCELLED if cancelled else UploadState.DONE
        upload.finished_at = clock.now()
        upload.save(update_fields=["report", "state", "finished_at"])
        upload.staged.all().delete()
        upload.chunks.all().delete()
        note(by, "directory.done", "directory.upload", upload.pk, _sums(upload.report))


def _profile(upload: DirectoryUpload) -> Profile:
    return read_profile(upload.profile.content) if upload.profile else Profile()


def _author(upload: DirectoryUpload, by: Reader) -> Author:
    """Whoever sent the file: a worker may not read names, so the file kept it."""
    return Author(by.person_id, upload.uploaded_by_name, upload.source, upload)


def _unsealed(upload: DirectoryUpload) -> IO[bytes]:
    sealed = upload.chunks.order_by("number").values_list("number", "sealed").iterator()
    return unsealed_file(upload_id=upload.pk, pieces=sealed)


def _sums(report: dict[str, Any]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for counts in report.get("counts", {}).values():
        for act, number in counts.items():
            sums[act] = sums.get(act, 0) + number
    return sums

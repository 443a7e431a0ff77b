"""Verbs on a file of a source: take it in, say what its columns hold, import it, set it aside."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.people import acting
from nestwork.jobs.network.services import start
from nestwork.practices import clock
from nestwork.uploads.vault import seal
from network_resources.community.models import (
    DirectoryChunk,
    DirectoryProfile,
    DirectorySource,
    DirectoryUpload,
)
from network_resources.community.rules.hsds import STATUSES
from network_resources.community.rules.keys import storable
from network_resources.community.rules.profiles.shape import read_profile
from network_resources.community.rules.states import UploadState
from network_resources.community.services.profiles import profile_named, save_profile
from network_resources.community.services.trail import note

FILE_BYTES = 100 * 1024 * 1024
_PIECE = 256 * 1024  # bytes
_NAME_LENGTH = 200
_OPEN = {UploadState.WAITING, UploadState.PROFILE, UploadState.PREVIEW}


class Incoming(Protocol):
    """What is needed of an uploaded file."""

    name: str | None
    size: int | None

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        """The bytes, a piece at a time."""
        ...


def receive(
    *, by: Reader, file: Incoming, source_name: str, is_whole: bool = True, profile: str = ""
) -> DirectoryUpload:
    """Keep the file sealed and ask a worker to read it. Raises ValidationError for an empty or too large one.

    `is_whole` says that the file is all the source has: what it does not name is withdrawn. `profile` names a saved
    or a shipped one; without it the source's last is taken.
    """
    by.require(Permission.KEEP_DIRECTORY)
    if not file.size:
        raise ValidationError({"file": _("This file is empty. Choose another one.")})
    if file.size > FILE_BYTES:
        raise ValidationError(
            {"file": _("The file is larger than 100 MB. Send it packed as a zip, or in parts.")}
        )
    with transaction.atomic():
        source = source_named(source_name, profile_named(by=by, name=profile) if profile else None)
        upload = new_upload(
            by=by, source=source, file_name=file.name or "", size=file.size, is_whole=is_whole
        )
        for number, piece in enumerate(file.chunks(_PIECE)):
            DirectoryChunk.objects.create(
                upload=upload, number=number, sealed=seal(piece, upload_id=upload.pk, number=number)
            )
        _hand_over(upload, "directory_read", by)
    return upload


def source_named(name: str, profile: DirectoryProfile | None = None) -> DirectorySource:
    """The source of that name, made when it is new and read with the profile; ValidationError for no name."""
    clean = " ".join(name.split())
    if not clean or len(clean) > 80:
        raise ValidationError({"source": _("Write where the file comes from, in at most 80 letters.")})
    source, _made = DirectorySource.objects.get_or_create(name=clean)
    if profile is not None:
        _attach(source, profile)
    return source


def new_upload(
    *, by: Reader, source: DirectorySource, file_name: str, size: int, is_whole: bool
) -> DirectoryUpload:
    """The file's line in the history, with its line in the audit; in the caller's transaction."""
    upload = DirectoryUpload.objects.create(
        source=source,
        profile=source.profile,
        is_whole=is_whole,
        file_name=storable(file_name)[-_NAME_LENGTH:],
        size=size,
        uploaded_by_id=by.person_id,
        uploaded_by_name=by.name[:150],
    )
    note(by, "directory.upload", "directory.upload", upload.pk, {"bytes": size, "whole": is_whole})
    return upload


def choose_profile(*, upload: DirectoryUpload, by: Reader, profile: DirectoryProfile) -> DirectoryUpload:
    """Read the file with this profile, now and the next time the source sends one. Raises ValidationError."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state not in {UploadState.PROFILE, UploadState.PREVIEW} or not locked.chunks.exists():
            raise ValidationError(_("The columns of this file can no longer be changed."))
        _attach(locked.source, profile)
        locked.profile, locked.state, locked.plan = profile, UploadState.WAITING, {}
        locked.staged.all().delete()
        locked.save(update_fields=["profile", "state", "plan"])
        _hand_over(locked, "directory_read", by)
    return locked


def read_with(*, upload: DirectoryUpload, by: Reader, content: Any) -> DirectoryUpload:
    """Save what the columns hold under the source's name and read the file with it. Raises ValidationError."""
    with transaction.atomic():
        profile = save_profile(by=by, name=upload.source.name, content=content)
        return choose_profile(upload=upload, by=by, profile=profile)


def take_empty_status_for(*, upload: DirectoryUpload, by: Reader, status: str) -> DirectoryUpload:
    """What a service without a status is taken for, for this source from now on; then the file is checked anew."""
    by.require(Permission.KEEP_DIRECTORY)
    if status and status not in STATUSES:
        raise ValidationError({"status": _("Choose one of the statuses.")})
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state != UploadState.PREVIEW:
            raise ValidationError(_("This file was imported or set aside already."))
        fill = {name: word for name, word in locked.source.fill.items() if name != "service.status"}
        locked.source.fill = fill | ({"service.status": status} if status else {})
        locked.source.save(update_fields=["fill"])
        locked.state = UploadState.WAITING
        locked.save(update_fields=["state"])
        note(by, "directory.fill", "directory.source", locked.source_id, {"status": status})
        _hand_over(locked, "directory_read", by)
    return locked


def start_import(*, upload: DirectoryUpload, by: Reader) -> DirectoryUpload:
    """Import what the preview showed, or go on where the job before ended too early. Raises ValidationError."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state != UploadState.PREVIEW and not is_left(locked, by):
            raise ValidationError(_("This file is being imported already, or was not checked yet."))
        locked.state = UploadState.IMPORTING
        locked.save(update_fields=["state"])
        note(by, "directory.start", "directory.upload", locked.pk)
        _hand_over(locked, "directory_import", by)
    return locked


def is_left(upload: DirectoryUpload, by: Reader) -> bool:
    """Whether an import may be started again: its job was cancelled before it began, or failed.

    Only whoever may see the job is told so; to anybody else it is being imported.
    """
    if upload.state != UploadState.IMPORTING:
        return False
    with acting(by):
        job = NetworkJob.objects.filter(pk=upload.job_id).first() if upload.job_id else None
    return job is not None and not job.is_open


def set_aside(*, upload: DirectoryUpload, by: Reader) -> DirectoryUpload:
    """Do not import this file: its rows are removed, the line in the history stays."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state not in _OPEN:
            raise ValidationError(_("This file can no longer be set aside."))
        locked.state, locked.finished_at = UploadState.CANCELLED, clock.now()
        locked.save(update_fields=["state", "finished_at"])
        locked.chunks.all().delete()
        locked.staged.all().delete()
        note(by, "directory.set_aside", "directory.upload", locked.pk)
    return locked


def _attach(source: DirectorySource, profile: DirectoryProfile) -> None:
    source.profile = profile
    source.fill = {**source.fill, **read_profile(profile.content).fill}
    source.save(update_fields=["profile", "fill"])


def _locked(upload: DirectoryUpload) -> DirectoryUpload:
    return DirectoryUpload.objects.select_for_update(of=("self",)).select_related("source").get(pk=upload.pk)


def _hand_over(upload: DirectoryUpload, kind: str, by: Reader) -> None:
    upload.job_id = start(kind=kind, by=by, arguments={"upload": str(upload.pk)}).pk
    upload.save(update_fields=["job_id"])

"""Where rosters come from, and the files that came."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.roster.rules.states import Mode, UploadState


class RosterSource(PracticeRow):
    """A system that sends rosters, with how its columns were read last time."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    name = models.CharField(max_length=80, unique=True)
    mode = models.CharField(max_length=10, default=Mode.WHOLE)
    columns = models.JSONField(default=dict)  # heading in plain words to field; the saved profile
    day_first = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"source {self.pk}"


class Upload(PracticeRow):
    """One file: what it was, how it is read, what was found, what was done with it."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RosterSource, on_delete=models.PROTECT, related_name="uploads")
    mode = models.CharField(max_length=10, default=Mode.WHOLE)
    state = models.CharField(max_length=12, default=UploadState.WAITING)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()  # bytes
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    uploaded_by_id = models.UUIDField(null=True)
    job_id = models.UUIDField(null=True)  # the job that works on it now, or did last
    facts = models.JSONField(default=dict)  # kind, encoding, delimiter, sheet, epoch, headings
    fault = models.JSONField(default=dict)  # why it was refused: fault, line, detail
    rows = models.PositiveIntegerField(default=0)
    dropped = models.JSONField(default=list)  # kinds of numbers left out, with heading and count
    columns = models.JSONField(default=dict)  # position to field
    day_first = models.BooleanField(default=False)
    plan = models.JSONField(default=dict)  # the dry run: counts and first rows
    report = models.JSONField(default=dict)  # the import: counts
    may_many_leave = models.BooleanField(default=False)  # somebody said yes to more than one in five leaving
    started_by_id = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["-uploaded_at"], name="upload_newest")]

    def __str__(self) -> str:
        return f"upload {self.pk}"


class UploadChunk(PracticeRow):
    """A piece of a file that was not read yet, sealed with a key outside the database; gone once it is read."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_chunk_per_number")
        ]

    def __str__(self) -> str:
        return f"chunk {self.number} of {self.upload_id}"


class UploadBatch(PracticeRow):
    """About a hundred rows of a file as text, without the numbers that never enter; gone after the import."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    rows = models.JSONField()  # [[row number, [cells]]]

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_batch_per_number")
        ]

    def __str__(self) -> str:
        return f"batch {self.number} of {self.upload_id}"

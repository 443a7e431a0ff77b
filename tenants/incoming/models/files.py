"""Where records come from, and the files that came."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.incoming.rules.states import FileState


class RecordSource(PracticeRow):
    """A system that sends records. Ids are the same child or fact only within one source."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    name = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"source {self.pk}"


class RecordFile(PracticeRow):
    """One file: what it is, what was found, what was done with it."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RecordSource, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=20)  # a key of rules.readers.READERS, by its first bytes
    state = models.CharField(max_length=12, default=FileState.WAITING)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()  # bytes
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    uploaded_by_id = models.UUIDField(null=True)
    job_id = models.UUIDField(null=True)  # the job that works on it now, or did last
    details = models.JSONField(default=dict)  # what the reader said the file is
    fault = models.JSONField(default=dict)  # why it was refused: fault, line, detail
    records = models.PositiveIntegerField(default=0)  # resources, messages or rows
    skipped = models.JSONField(default=list)  # [[resource, why, count]]
    dropped = models.JSONField(default=dict)  # kind of number to how many were left out
    problems = models.JSONField(default=list)  # the first of them, as the reader or the practice said them
    problem_count = models.PositiveIntegerField(default=0)
    plan = models.JSONField(default=dict)  # the dry run: counts
    report = models.JSONField(default=dict)  # the import: counts
    takes_in = models.BooleanField(default=True)  # children not known here come in; else they are listed
    enrolls = models.BooleanField(default=False)  # somebody wants the new children on the registry
    started_by_id = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["-uploaded_at"], name="record_file_newest")]

    def __str__(self) -> str:
        return f"file {self.pk}"


class RecordChunk(PracticeRow):
    """A piece of a file that was not read yet, sealed with a key outside the database; gone once it is read."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    file = models.ForeignKey(RecordFile, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="one_record_chunk_per_number")
        ]

    def __str__(self) -> str:
        return f"chunk {self.number} of {self.file_id}"


class RecordBatch(PracticeRow):
    """Some hundred lines of a file as the reader said them; gone after the import."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    file = models.ForeignKey(RecordFile, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)  # rules.states.Batch
    lines = models.JSONField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="one_record_batch_per_number")
        ]

    def __str__(self) -> str:
        return f"batch {self.number} of {self.file_id}"

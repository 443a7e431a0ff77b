"""Where directory rows come from: sources, files, saved ways to read them."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from network_resources.community.rules.states import UploadState


class DirectoryProfile(models.Model):
    """How one vendor's columns become fields of the directory: learned on a page or given as a file, kept by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by_id = models.UUIDField(null=True)

    class Meta:
        db_table = "directory_profile"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class DirectorySource(models.Model):
    """An organization that sends its directory, with the profile its files were read with last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    profile = models.ForeignKey(DirectoryProfile, null=True, on_delete=models.PROTECT, related_name="sources")
    fill = models.JSONField(default=dict)  # "service.status" to what an empty one is taken for
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        db_table = "directory_source"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class DirectoryUpload(models.Model):
    """One file of a source: what it was, what was found, what was done with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(DirectorySource, on_delete=models.PROTECT, related_name="uploads")
    profile = models.ForeignKey(DirectoryProfile, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=UploadState.WAITING)
    is_whole = models.BooleanField(
        default=True
    )  # the whole of the source: what it does not name is withdrawn
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)  # bytes
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    uploaded_by_id = models.UUIDField(null=True)
    uploaded_by_name = models.CharField(max_length=150, blank=True, default="")
    job_id = models.UUIDField(null=True)  # the network job that works on it now, or did last
    facts = models.JSONField(default=dict)  # kind of file; the headings of each table of it
    fault = models.JSONField(default=dict)  # why it was refused: fault, line, detail
    plan = models.JSONField(default=dict)  # the dry run: counts by table
    report = models.JSONField(default=dict)  # the import: counts by table
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "directory_upload"
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["-uploaded_at"], name="directory_upload_newest")]

    def __str__(self) -> str:
        return f"directory upload {self.pk}"


class DirectoryChunk(models.Model):
    """A piece of a file that was not read yet, sealed with a key outside the database; gone once it is read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(DirectoryUpload, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "directory_chunk"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_directory_chunk_per_number")
        ]

    def __str__(self) -> str:
        return f"chunk {self.number} of {self.upload_id}"


class DirectoryStaged(models.Model):
    """A row of a file in HSDS fields as text, before anything is decided about it; gone after the import.

    A row that a file tells in several places stands here once, with everything that was told of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(DirectoryUpload, on_delete=models.CASCADE, related_name="staged")
    table = models.CharField(max_length=30)
    source_key = models.CharField(max_length=240)
    position = models.PositiveIntegerField()  # counts the rows of the file as they came
    file_name = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(default=0)
    written = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # found while reading: told twice differently, misplaced cells

    class Meta:
        db_table = "directory_staged"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "table", "source_key"], name="one_staged_directory_row")
        ]
        indexes: ClassVar = [
            models.Index(fields=["upload", "table", "position"], name="directory_staged_order")
        ]

    def __str__(self) -> str:
        return f"staged {self.table} {self.pk}"

"""Which row of a source gave which row of the directory, what waits, and what changed when."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from network_resources.community.models.intake import DirectorySource, DirectoryUpload
from network_resources.community.rules.states import RowState


class DirectoryRecord(models.Model):
    """A source's row and the directory's row made from it.

    `digest` names the row as the source wrote it: the same row again changes nothing. `values` are the source's last
    values as taken: only what the source itself changed since goes over what a steward wrote.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(DirectorySource, on_delete=models.PROTECT, related_name="records")
    table = models.CharField(max_length=30)  # the HSDS name
    source_key = models.CharField(max_length=240)
    row_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    upload = models.ForeignKey(
        DirectoryUpload, on_delete=models.PROTECT, related_name="+"
    )  # last changed by it
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)  # since when the source's whole files do not name it

    class Meta:
        db_table = "directory_record"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "table", "source_key"], name="one_directory_record_per_key"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["row_id"], name="directory_record_row")]

    def __str__(self) -> str:
        return f"record {self.pk}"


class DirectoryQuarantine(models.Model):
    """A source's row that waits for a person, whole or for some of its values, as the source wrote it.

    A row that only waits for another row (`waits_for`) goes in by itself when that one is there. `digest` names the
    row as written: a row once mended or left out is not asked about again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(DirectorySource, on_delete=models.PROTECT, related_name="quarantine")
    upload = models.ForeignKey(DirectoryUpload, on_delete=models.PROTECT, related_name="quarantine")
    table = models.CharField(max_length=30)
    source_key = models.CharField(max_length=240)
    file_name = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    written = models.JSONField(default=dict)  # field to what the source wrote
    mended = models.JSONField(default=dict)  # field to what a person wrote instead
    problems = models.JSONField(default=list)  # [{"field", "reason", "detail"}]
    stops_row = models.BooleanField()  # nothing of the row was taken; otherwise only these values wait
    waits_for = models.JSONField(default=list)  # ["table:key"] of the source that are not in the directory
    state = models.CharField(max_length=10, default=RowState.WAITING)
    reason = models.CharField(max_length=300, blank=True, default="")  # why it was left out
    put_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=150, blank=True, default="")

    class Meta:
        db_table = "directory_quarantine"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "table", "source_key", "digest"], name="one_quarantined_directory_row"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["source", "table", "put_at"],
                condition=Q(state=RowState.WAITING),
                name="directory_quarantine_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"quarantined {self.table} {self.pk}"


class DirectoryChange(models.Model):
    """A field of a row of the directory took another value: who, when, from where. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=30)
    row_id = models.UUIDField()
    act = models.CharField(max_length=10)  # rules.states.Act
    field = models.CharField(max_length=40, blank=True, default="")  # empty: the row as a whole
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True, default="")
    source = models.ForeignKey(DirectorySource, null=True, on_delete=models.PROTECT, related_name="+")
    upload = models.ForeignKey(DirectoryUpload, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "directory_change"
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["row_id", "-at"], name="directory_change_of_row")]

    def __str__(self) -> str:
        return f"change {self.pk}"

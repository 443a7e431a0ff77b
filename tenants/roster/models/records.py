"""What a source last said about a child, and what each row of each file led to."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models import Child
from tenants.roster.models.uploads import RosterSource, Upload


class SourceRecord(PracticeRow):
    """A child under its id in one source, with the values that source gave last."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RosterSource, on_delete=models.PROTECT, related_name="records")
    source_key = models.CharField(max_length=240)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    contact_id = models.UUIDField(null=True)  # the contact this source brought
    values = models.JSONField(default=dict)
    is_on = models.BooleanField(default=True)  # whether the source's newest whole file names the child
    left_on = models.DateField(null=True)
    last_upload = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "source_key"], name="one_record_per_source_key")
        ]

    def __str__(self) -> str:
        return f"record {self.pk}"


class RowOutcome(PracticeRow):
    """What one row of one file led to."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="outcomes")
    row_number = models.PositiveIntegerField(null=True)  # none for a child the file no longer names
    outcome = models.CharField(max_length=16)
    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField(default=dict)  # fields changed, fields kept, numbers dropped; no values
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["upload", "outcome", "row_number"], name="outcome_by_upload")
        ]

    def __str__(self) -> str:
        return f"row {self.row_number} of {self.upload_id}"

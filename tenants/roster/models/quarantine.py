"""Rows that wait for a person."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models import Child
from tenants.roster.models.uploads import RosterSource, Upload
from tenants.roster.rules.states import RowState


class QuarantinedRow(PracticeRow):
    """A row with values that were not understood: kept as written until somebody mends or drops it.

    `digest` names the row as the file wrote it. The same row in a later file is not asked about again: a mended one
    is taken as mended, a dropped one stays dropped.
    """

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RosterSource, on_delete=models.PROTECT, related_name="quarantine")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="quarantine")
    row_number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    written = models.JSONField(default=dict)  # field to text as the file wrote it
    mended = models.JSONField(default=dict)  # field to text as a person wrote it
    problems = models.JSONField(default=list)
    stops_row = models.BooleanField()  # nothing of the row was taken; otherwise only these values wait
    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=RowState.WAITING)
    drop_reason = models.CharField(max_length=300, blank=True)
    put_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "digest"], name="one_row_per_digest")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "put_at"], name="quarantine_waiting")]

    def __str__(self) -> str:
        return f"quarantined row {self.pk}"

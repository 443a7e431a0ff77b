"""What was changed: before and after, by whom and when."""

from typing import ClassVar

from django.db import models

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models.child import Child


class ChildChange(PracticeRow):
    """One change of a child's own fields, or of a contact, household, residence or link."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT, related_name="changes")
    subject = models.CharField(max_length=40)  # child, contact, household, residence, link
    subject_id = models.UUIDField(db_index=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"change of {self.subject} {self.subject_id}"

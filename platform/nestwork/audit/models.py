"""The practice's audit tables: lines that are only inserted, and the seals over them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from nestwork.audit.fields import AuditLine, SealLine
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class AuditEvent(AuditLine, PracticeRow):
    """A line of the practice's audit: an act, or a page that was shown with the children on it."""

    table_kind = TableKind.AUDIT

    child_id = models.UUIDField(null=True)
    shown = ArrayField(models.UUIDField(), default=list)  # children that stood on a list page

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["at", "id"], name="audit_event_at"),
            models.Index(fields=["child_id", "at"], name="audit_event_child"),
            models.Index(fields=["person_id", "at"], name="audit_event_person"),
            GinIndex(fields=["shown"], name="audit_event_shown"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}".strip()


class AuditSeal(SealLine, PracticeRow):
    """A seal over the practice's lines. The practice role has no right on it; nw_sealer reads and inserts."""

    table_kind = TableKind.SEAL

    class Meta:
        db_table = "audit_seal"

    def __str__(self) -> str:
        return f"seal {self.number}"

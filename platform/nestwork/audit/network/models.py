"""The network's audit tables in the shared schema. They name staff, hosts and acts, never a child."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nestwork.audit.fields import AuditLine, SealLine


class NetworkAuditEvent(AuditLine):
    """A sign-in, a switch, or an act of the network's people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Not the server's default: Django would ask for the value back, and whoever adds a line may not read any.
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    practice_id = models.UUIDField(null=True)  # the practice the act was about, where there is one

    class Meta:
        db_table = "network_audit_event"
        indexes = [
            models.Index(fields=["at", "id"], name="network_audit_at"),
            models.Index(fields=["person_id", "at"], name="network_audit_person"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}".strip()


class NetworkAuditSeal(SealLine):
    """A seal over the network's lines; only nw_sealer reads and inserts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        db_table = "network_audit_seal"

    def __str__(self) -> str:
        return f"seal {self.number}"

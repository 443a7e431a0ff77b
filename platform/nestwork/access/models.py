"""Who works where, in which role."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from nestwork.access.permissions import ROLE_LABELS


class Membership(models.Model):
    """A person's role in a practice, or in the network when `practice` is empty. Rows are ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey("practices.Practice", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(
        max_length=30, choices=[(role.value, words) for role, words in ROLE_LABELS.items()]
    )
    is_active = models.BooleanField(default=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "practice", "role"],
                condition=models.Q(is_active=True),
                name="one_active_membership",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, ended_at=None)
                | models.Q(is_active=False, ended_at__isnull=False),
                name="membership_ended_when_inactive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"

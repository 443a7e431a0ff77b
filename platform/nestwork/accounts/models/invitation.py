"""An invitation to a practice or to the network."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import ROLE_LABELS


class Invitation(models.Model):
    """A single-use link, stored hashed, that gives one e-mail address one role. Valid seven days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("E-mail address"))
    display_name = models.CharField(_("Name"), max_length=120)
    credentials = models.CharField(_("Credentials"), max_length=40, blank=True)
    role = models.CharField(
        _("Role"), max_length=30, choices=[(role.value, words) for role, words in ROLE_LABELS.items()]
    )
    practice = models.ForeignKey("practices.Practice", null=True, on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(  # empty: the command line
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "practice", "role"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

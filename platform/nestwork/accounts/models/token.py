"""A person's key for programs."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission


class PersonalToken(models.Model):
    """A token of one person for one practice, or for the network when `practice` is empty.

    Stored hashed and shown once. `verb` names the one permission under step-up that a ten-minute token opens;
    every other token leaves those verbs closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("What it is for"), max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey("practices.Practice", null=True, on_delete=models.CASCADE, related_name="+")
    may_write = models.BooleanField(_("May also change things"), default=False)
    verb = models.CharField(max_length=30, blank=True, choices=[(p.value, p.value) for p in Permission])
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "expires_at"], name="token_of_person")]

    def __str__(self) -> str:
        return self.name

"""The thirty seconds in which a sign-in travels from the network host to a practice host."""

import uuid

from django.conf import settings
from django.db import models


class HandOver(models.Model):
    """A single-use token, stored hashed, bound to a person, a practice and the nonce its browser holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    challenge = models.CharField(max_length=64)  # SHA-256 of the nonce in the practice host's cookie
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey("practices.Practice", on_delete=models.CASCADE, related_name="+")
    stepped_up_until = models.DateTimeField(null=True)
    signed_in_at = models.DateTimeField()  # the absolute limit counts from the first sign-in
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)

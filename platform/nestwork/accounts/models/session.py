"""A sign-in on one host, findable only by whoever holds the cookie."""

from django.conf import settings
from django.db import models


class Session(models.Model):
    """One browser signed in on one host. The cookie's value is stored only as its SHA-256."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    host = models.CharField(max_length=253)
    device = models.CharField(max_length=80, blank=True)
    data = models.TextField()
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle_until = models.DateTimeField(db_index=True)  # expired rows are swept by it
    absolute_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "absolute_until"], name="session_of_person")]

    def __str__(self) -> str:
        return f"{self.host} {self.device}"

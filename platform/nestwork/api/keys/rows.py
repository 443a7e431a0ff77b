"""What is kept of a POST under an idempotency key, the same in a practice and on the network host."""

from django.db import models
from django.db.models.functions import Now


class AnswerRow(models.Model):
    """A POST by one person under one key, kept for a day."""

    person_id = models.UUIDField()
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)  # SHA-256 of method, path and body
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"answer {self.status}"

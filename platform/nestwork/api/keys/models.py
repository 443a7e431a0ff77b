"""The answer that was given under an idempotency key. It may hold a child's facts, so it stays in the practice."""

from django.db import models
from django.db.models.functions import Now

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class AnsweredRequest(PracticeRow):
    """A POST by one person under one key, kept for a day."""

    table_kind = TableKind.PLAIN

    person_id = models.UUIDField()
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)  # SHA-256 of method, path and body
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "api_answered_request"
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="api_one_answer_per_key")]
        indexes = [models.Index(fields=["created_at"], name="api_answer_age")]

    def __str__(self) -> str:
        return f"answer {self.status}"

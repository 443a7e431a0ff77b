"""The answer that was given under an idempotency key. It may hold a child's facts, so it stays in the practice."""

from django.db import models

from nestwork.api.keys.rows import AnswerRow
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class AnsweredRequest(AnswerRow, PracticeRow):
    """A POST of somebody of the practice."""

    table_kind = TableKind.PLAIN

    class Meta:
        db_table = "api_answered_request"
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="api_one_answer_per_key")]
        indexes = [models.Index(fields=["created_at"], name="api_answer_age")]

"""The answer that the network host gave under an idempotency key."""

import uuid

from django.db import models

from nestwork.api.keys.rows import AnswerRow


class NetworkAnsweredRequest(AnswerRow):
    """A POST of somebody of the network. Row-level security shows it to that person alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        db_table = "network_api_once"
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="network_answer_per_key")]

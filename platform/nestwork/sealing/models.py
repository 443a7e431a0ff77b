"""The root of every table that stands in a practice schema."""

import uuid
from typing import ClassVar

from django.db import models

from nestwork.sealing.kinds import TableKind


class PracticeRow(models.Model):
    """A row of a practice. Subclasses set `table_kind`; a test fails for a model that does not."""

    table_kind: ClassVar[TableKind]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

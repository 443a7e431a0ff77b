"""What every row of the directory has beside the standard's own fields."""

import uuid
from typing import ClassVar

from django.db import models


class DirectoryRow(models.Model):
    """A row of the resource directory under the field names of HSDS 3.0. Nothing is ever deleted.

    The id is the source's own where it is a UUID, else a stable one made from source, table and the source's id.
    `withdrawn_at` is set when the source of a row stopped naming it: lists and searches leave such a row out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)  # grows with each change by a person

    # what the standard calls the table, and the fields that name what a row belongs to
    hsds_table: ClassVar[str]

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.hsds_table} {self.pk}"


def text() -> models.TextField:  # type: ignore[type-arg]  # the stubs' own parameters say nothing here
    """A field of words, empty when the source says nothing."""
    return models.TextField(blank=True, default="")


def number(digits: int, places: int) -> models.DecimalField:  # type: ignore[type-arg]  # as above
    """A field of an exact number, null when the source says nothing."""
    return models.DecimalField(max_digits=digits, decimal_places=places, null=True, blank=True)


def day() -> models.DateField:  # type: ignore[type-arg]  # as above
    """A field of a calendar day, null when the source says nothing."""
    return models.DateField(null=True, blank=True)

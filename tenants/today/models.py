"""The one thing Today remembers itself: when a call panel was opened."""

from django.db import models
from django.db.models.functions import Now

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.worklist.models import Item


class OpenCall(PracticeRow):
    """A person opened the call panel of an item; the timer runs from here and survives a reload."""

    table_kind = TableKind.PLAIN

    person_id = models.UUIDField(null=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("person_id", "item"), name="one_timer_per_call"),)

    def __str__(self) -> str:
        return f"open call {self.id}"

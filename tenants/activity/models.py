"""The activity log: one append-only row per call, message or piece of work."""

from typing import Any, ClassVar

from django.db import models

from tenants.activity.querysets import EntryQuerySet
from tenants.activity.rules import Kind, Outcome
from tenants.patients.facts import ChildFact
from tenants.patients.models import Child, Contact
from tenants.worklist.models import Item
from tenants.worklist.rules import Step


class Entry(ChildFact):
    """One piece of work by one person. `minutes` is None until the person says how long it took.

    Rows are never changed: `undoes` names the row this one takes back, `replaces` the row it corrects. The child is
    None for office work that concerns nobody in particular.
    """

    child = models.ForeignKey(  # type: ignore[assignment]  # office work concerns no child; every other fact does
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in Kind])
    outcome = models.CharField(max_length=16, choices=[(outcome, outcome) for outcome in Outcome])
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    item_step = models.CharField(max_length=12, blank=True, choices=[(step, step) for step in Step])
    follow_up_item = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_for_by"
    )
    person_id = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField()
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-started_at",)
        indexes = (models.Index(fields=("person_id", "started_at"), name="entry_person_day"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

"""Items of due work and the append-only story of each."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tenants.worklist.querysets import ItemQuerySet
from tenants.worklist.rules import Kind, State, Step


class Item(PracticeRow):
    """One piece of due work about one child.

    `due_on` is a day in the practice's zone; `window_from` and `window_until` narrow it to hours. `source` and
    `source_id` name the row that asked for it: pushing the same pair and kind again finds the open item.
    """

    table_kind = TableKind.PLAIN

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=30, default=Sensitivity.GENERAL)
    kind = models.CharField(max_length=32, choices=[(kind, kind) for kind in Kind])
    title = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    next_action = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    window_from = models.DateTimeField(null=True, blank=True)
    window_until = models.DateTimeField(null=True, blank=True)
    owner_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=40)
    source_id = models.UUIDField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=[(state, state) for state in State], default=State.OPEN)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by_id = models.UUIDField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_id = models.UUIDField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("due_on", "recorded_at")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "source_id", "kind"),
                condition=Q(state=State.OPEN),
                name="one_open_item_per_source",
            ),
        )
        indexes = (
            models.Index(fields=("due_on",), condition=Q(state=State.OPEN), name="open_item_due"),
            models.Index(fields=("closed_at",), condition=Q(state=State.DONE), name="done_item_day"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state == State.OPEN


class ItemEvent(PracticeRow):
    """One step in the story of an item: opened, moved, done, undone, cancelled, tried."""

    table_kind = TableKind.FACT

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=12, choices=[(step, step) for step in Step])
    by_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True, blank=True)  # after the step
    due_before = models.DateField(null=True, blank=True)  # what an undo puts back
    window_before = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.step} {self.item_id}"

"""How often somebody calls, saved views, and acts for many children at once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.registry.rules import BulkKind


class ContactCadence(PracticeRow):
    """How often a child of a level is contacted, from a day on. Level None: no level confirmed yet."""

    table_kind = TableKind.FACT

    level = models.PositiveSmallIntegerField(null=True, blank=True)
    every_days = models.PositiveSmallIntegerField()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    set_by_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(every_days__gte=1) & Q(every_days__lte=731), name="cadence_one_day_to_two_years"
            ),
        )

    def __str__(self) -> str:
        return f"level {self.level} every {self.every_days} days"


class SavedView(PracticeRow):
    """A named set of filters: one person's own, or the whole practice's when nobody owns it."""

    table_kind = TableKind.PLAIN

    name = models.CharField(max_length=60)
    owner_id = models.UUIDField(null=True, blank=True)
    filters = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    created_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "owner_id"), nulls_distinct=False, name="one_view_per_name"
            ),
        )

    def __str__(self) -> str:
        return self.name


class BulkAct(PracticeRow):
    """One act for many children: what stood before for each that changed, so that it can be taken back as one."""

    table_kind = TableKind.PLAIN

    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in BulkKind])
    by_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    value = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

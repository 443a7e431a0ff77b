"""Pairs of children that may be one, and every merge and unmerge."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models import Child
from tenants.roster.rules.states import MatchState


class Match(PracticeRow):
    """Two children that may be the same one. `first` is the older record. A person decides."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    first = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)
    score = models.FloatField()
    points = models.JSONField(default=list)  # [{"field", "finding", "points"}]
    maybe_twins = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=MatchState.WAITING)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="one_match_per_pair")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-score"], name="match_waiting")]

    def __str__(self) -> str:
        return f"match {self.pk}"


class MergeFact(PracticeRow):
    """A merge, or the unmerge that takes it back. `state` is what has to be put back, exactly."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    kind = models.CharField(max_length=10)
    survivor = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    choices = models.JSONField(default=dict)  # field to "survivor" or "absorbed"
    state = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

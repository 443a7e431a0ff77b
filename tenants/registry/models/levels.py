"""Who is on the registry, how a child was scored, and at which need level it stands."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.facts import ChildFact, ChildFactQuerySet
from tenants.patients.models import Child
from tenants.registry.rules import LEVELS, Decision, Move


class Enrollment(ChildFact):
    """A child entered or left the registry. The newest effective row says where the child stands."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    move = models.CharField(max_length=8, choices=[(move, move) for move in Move])
    reason = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        indexes = (
            models.Index(fields=("child", "-effective_on", "-recorded_at"), name="enrollment_standing"),
        )

    def __str__(self) -> str:
        return f"{self.move} {self.child_id}"


class Rescoring(PracticeRow):
    """Another version of a method came into force: the job that scored the stored inputs by it."""

    table_kind = TableKind.FACT

    version_id = models.UUIDField()
    job_id = models.UUIDField()
    started_at = models.DateTimeField(default=timezone.now)
    started_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return f"{self.version_id} by {self.job_id}"


class Scoring(ChildFact):
    """A child scored by a version of a published method: the inputs, what they come to, and why somebody scored.

    `recorded_by_id` is who scored and so proposes the level; `answers` maps each axis to the choice taken, by the keys
    of the version, whose words are read from it. `version_id` names a row of the shared library, which never changes
    once it is published.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    version_id = models.UUIDField()
    method_label = models.CharField(max_length=60)
    answers = models.JSONField()
    total = models.DecimalField(max_digits=7, decimal_places=2)
    band = models.CharField(max_length=60)  # the band's key in the version
    need_level = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400)
    rescoring = models.ForeignKey(
        Rescoring, null=True, blank=True, on_delete=models.PROTECT, related_name="scorings"
    )  # nobody answered anew: the inputs stored before, by another version

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        constraints = (
            models.CheckConstraint(condition=Q(need_level__in=LEVELS), name="scored_level_from_0_to_4"),
        )
        indexes = (models.Index(fields=("child", "-effective_on", "-recorded_at"), name="scoring_latest"),)

    def __str__(self) -> str:
        return f"{self.method_label}: level {self.need_level}"


class NeedLevelQuerySet[M: models.Model](ChildFactQuerySet[M]):
    """Need levels, and those of them that count."""

    def standing(self) -> Self:
        """Levels a physician confirmed and did not take back."""
        return self.filter(decision=Decision.CONFIRMED, undone_by=None)

    def waiting(self) -> Self:
        """Proposals nobody has decided on and none has replaced."""
        return self.filter(decision=Decision.PROPOSED, answered_by=None)


class NeedLevel(ChildFact):
    """A need level 0 to 4 as somebody proposed, confirmed or declined it.

    The level a page shows is the latest effective confirmed one that was not undone. `scoring` holds the inputs it
    came from when there were any, `score` and `method_version` their sum and the version's name; `answers` is the
    proposal this row decides on or replaces; `undoes` the decision it takes back.
    `plans_visits` is whether visits need planning ahead (a pre-visit plan); None: nobody said.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=10, choices=[(decision, decision) for decision in Decision])
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    method_version = models.CharField(max_length=60, blank=True)
    scoring = models.ForeignKey(
        Scoring, null=True, blank=True, on_delete=models.PROTECT, related_name="levels"
    )
    plans_visits = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    proposed_by_id = models.UUIDField(null=True, blank=True)
    confirmed_by_id = models.UUIDField(null=True, blank=True)
    answers = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by"
    )
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    objects: ClassVar[Any] = NeedLevelQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        constraints = (
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="level_from_0_to_4"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.CONFIRMED) | Q(confirmed_by_id__isnull=False),
                name="confirmed_by_somebody",
            ),
        )
        indexes = (
            models.Index(
                fields=("child", "-effective_on", "-recorded_at"),
                condition=Q(decision=Decision.CONFIRMED),
                name="level_standing",
            ),
            models.Index(fields=("child", "decision"), name="level_decision"),
        )

    def __str__(self) -> str:
        return f"{self.decision} level {self.level}"

"""What somebody asks a child's physician, what came of it, and after how long a question is late."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.facts import ChildFact, ChildFactQuerySet
from tenants.patients.models import Child
from tenants.registry.models.levels import NeedLevel
from tenants.registry.rules import Ask, Said


class PhysicianRequestQuerySet[M: models.Model](ChildFactQuerySet[M]):
    """Requests, and those of them that wait."""

    def open(self) -> Self:
        """Requests with a question nobody answered, that were not withdrawn."""
        answers = PhysicianAnswer.objects.standing().filter(request=OuterRef("pk"))
        waits = Q()
        for ask in Ask:
            waits |= Q(asks__contains=[ask.value]) & ~Q(Exists(answers.filter(ask=ask)))
        return self.filter(waits).exclude(Exists(answers.filter(said=Said.WITHDRAWN)))


class PhysicianRequest(ChildFact):
    """Somebody asks the child's physician up to three things; `effective_on` is the day of asking.

    `asked_id` was the child's physician then; None: none is named, and any physician answers.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    asks = ArrayField(models.CharField(max_length=10, choices=[(ask, ask) for ask in Ask]))
    reason = models.CharField(max_length=280)
    asked_id = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = PhysicianRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("recorded_at",)
        indexes = (models.Index(fields=("child", "recorded_at"), name="request_of_child"),)

    def __str__(self) -> str:
        return f"request {self.id}"


class PhysicianAnswerQuerySet[M: models.Model](ChildFactQuerySet[M]):
    """Answers, and those of them that count."""

    def standing(self) -> Self:
        """Answers that were not taken back, neither themselves nor with the level they set."""
        return self.filter(undoes=None, undone_by=None, level__undone_by=None)


class PhysicianAnswer(ChildFact):
    """One question of a request answered, the request withdrawn (`ask` empty), or an answer taken back.

    `level` is the decision that answered; `words` say what has to change in the diagnoses.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    request = models.ForeignKey(PhysicianRequest, on_delete=models.PROTECT, related_name="answers")
    ask = models.CharField(max_length=10, blank=True, choices=[(ask, ask) for ask in Ask])
    said = models.CharField(max_length=10, choices=[(said, said) for said in Said])
    words = models.CharField(max_length=400, blank=True)
    level = models.ForeignKey(
        NeedLevel, null=True, blank=True, on_delete=models.PROTECT, related_name="answered"
    )
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    objects: ClassVar[Any] = PhysicianAnswerQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return f"{self.ask} {self.said}"


class AnswerLimit(PracticeRow):
    """After how many days a question to a physician is late, from a day on."""

    table_kind = TableKind.FACT

    late_after_days = models.PositiveSmallIntegerField()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    set_by_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(late_after_days__gte=1) & Q(late_after_days__lte=90),
                name="answer_limit_up_to_90_days",
            ),
        )

    def __str__(self) -> str:
        return f"late after {self.late_after_days} days"

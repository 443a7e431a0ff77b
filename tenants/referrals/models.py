"""A referral as it was ordered, and the append-only steps of its loop."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.facts import ChildFact
from tenants.patients.models import Child
from tenants.referrals.querysets import ReferralQuerySet
from tenants.referrals.rules.answers import Evidence
from tenants.referrals.rules.stages import Books, Kind, NextStep, Outcome, Stage, Urgency


class Referral(ChildFact):
    """What was ordered for a child; it never changes, its steps say where it stands.

    `service_id` and `service_at_location_id` name rows of the shared directory. The name, organization and telephone
    are kept as they stood that day: a listing may change. `effective_on` is the day of the order, `label` comes from
    the need.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in Kind])
    need = models.CharField(max_length=40, blank=True)
    service_id = models.UUIDField()
    service_at_location_id = models.UUIDField(null=True, blank=True)
    service_name = models.CharField(max_length=300)
    organization = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    question = models.CharField(max_length=500, blank=True)
    urgency = models.CharField(max_length=8, choices=[(one, one) for one in Urgency], default=Urgency.ROUTINE)
    ordered_by_id = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        indexes = (models.Index(fields=("child", "-effective_on"), name="referral_child"),)

    def __str__(self) -> str:
        return f"{self.kind} referral {self.pk}"

    @property
    def ordered_on(self) -> dt.date:
        """The day of the order, in the practice's zone."""
        return self.effective_on


class ReferralStep(ChildFact):
    """One step of a loop: the stage it came to, on what evidence, said by whom, and until when the next is due.

    The row with the highest `number` says where the referral stands. `undoes` names the step this one takes back;
    then the stage is that of the step before. `effective_on` is the day it happened.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=14, choices=[(stage, stage) for stage in Stage])
    outcome = models.CharField(max_length=14, blank=True, choices=[(one, one) for one in Outcome])
    books = models.CharField(max_length=10, choices=[(one, one) for one in Books])
    evidence = models.CharField(max_length=14, choices=[(one, one) for one in Evidence])
    said_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    appointment_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)  # what the limits said when it was written
    left_house = models.BooleanField(default=False)  # facts went to the service with it
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    class Meta:
        default_permissions = ()
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("referral", "number"), name="one_step_per_number"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.CLOSED) | (~Q(outcome="") & ~Q(said_by="")),
                name="closed_with_outcome_and_source",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.COULD_NOT_GO, Stage.CANCELLED]) | ~Q(reason=""),
                name="stopped_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.BOOKED) | Q(appointment_on__isnull=False), name="booked_for_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stage} {self.referral_id}"


class ReferralLimit(PracticeRow):
    """How many days a next step may take, from a day on: `step` is a NextStep, or "attempts" (calls, not days)."""

    table_kind = TableKind.FACT

    step = models.CharField(max_length=20, choices=[(one, one) for one in (*NextStep, "attempts")])
    books = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in Books])
    urgency = models.CharField(max_length=8, blank=True, choices=[(one, one) for one in Urgency])
    days = models.PositiveSmallIntegerField()
    business = models.BooleanField(default=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    set_by_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        constraints = (models.CheckConstraint(condition=Q(days__lte=366), name="limit_at_most_a_year"),)

    def __str__(self) -> str:
        return f"{self.step} in {self.days} days"

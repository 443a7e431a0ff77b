"""Appointments and the on-call roster."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.facts import ChildRow
from tenants.schedule import rules


class Appointment(ChildRow):
    """A visit at a time, with the clinician who will see the child (not always the child's own)."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    kind = models.CharField(max_length=20, default=rules.AppointmentKind.FOLLOW_UP)
    clinician_id = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, default=rules.AppointmentState.PLANNED)
    could_not_go_reason = models.CharField(max_length=20, blank=True)
    created_by_id = models.UUIDField(null=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta(ChildRow.Meta):
        abstract = False
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=rules.LONGEST_VISIT_MINUTES),
                name="appointment_has_a_length",
            )
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class OnCallShift(PracticeRow):
    """A clinician answers for the practice from one moment until another."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    person_id = models.UUIDField()
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"on-call shift {self.pk}"

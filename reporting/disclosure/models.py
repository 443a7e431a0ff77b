"""Releases of figures in the shared schema: protected cells only, who let them out, and the ledger behind them.

No count of 1 to 10 ever stands here, in no column and no digest of its own. What must hold against any SQL of an
application login is in `sql/releases.sql` and in nestwork/sealing/rights.py.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reporting.disclosure.rules.protection import Shape, Status
from reporting.disclosure.rules.states import TAKING_A_PLACE, Failure, State, Step
from reporting.measures.definitions import Measure, measure_of
from reporting.measures.quarters import Quarter


class FigureRelease(models.Model):
    """One figure of one closed quarter on its way out. A second of the same measure and shape is refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.CharField(max_length=60)
    measure_version = models.PositiveSmallIntegerField()
    quarter_start = models.DateField()
    shape = models.CharField(max_length=30, choices=[(one, one) for one in Shape])
    state = models.CharField(max_length=10, choices=[(one, one) for one in State], default=State.COMPUTING)
    job_id = models.UUIDField()
    requested_by_id = models.UUIDField()
    requested_by_name = models.CharField(max_length=120)
    requested_at = models.DateTimeField(default=timezone.now)
    protected_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # of a rejection
    failure = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in Failure])

    class Meta:
        db_table = "figure_release"
        default_permissions = ()
        ordering = ("-requested_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "shape"),
                condition=Q(state__in=TAKING_A_PLACE),
                name="one_release_of_a_shape",
            ),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="release_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=("approved", "rejected"), decided_by_id__isnull=False, decided_at__isnull=False)
                | Q(state__in=("computing", "ready", "failed"), decided_by_id=None, decided_at=None),
                name="release_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="rejected") & ~Q(reason="")) | (~Q(state="rejected") & Q(reason="")),
                name="release_rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(failure="")) | (~Q(state="failed") & Q(failure="")),
                name="release_failed_for_something",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure} {self.quarter} {self.state}"

    @property
    def quarter(self) -> Quarter:
        """The closed quarter."""
        return Quarter(self.quarter_start)

    @property
    def definition(self) -> Measure:
        """The measure as defined by the version that was released."""
        return measure_of(self.measure, self.measure_version)


class ReleasedCell(models.Model):
    """One protected cell, the only thing that drawings and files of released figures take.

    `practice_name` is the name at the time, as nothing shown changes before the next release; `practice_role` is for
    row-level security and is read by nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(FigureRelease, on_delete=models.PROTECT, related_name="cells")
    practice_id = models.UUIDField()
    practice_role = models.CharField(max_length=63)
    practice_name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()  # the stratum's place in the measure
    stratum = models.CharField(max_length=20)
    status = models.CharField(max_length=12, choices=[(one, one) for one in Status])
    value = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "released_cell"
        default_permissions = ()
        ordering = ("practice_name", "practice_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("release", "practice_id", "stratum"), name="one_cell_of_a_stratum"),
            models.CheckConstraint(condition=Q(status__in=list(Status)), name="released_cell_status_known"),
            models.CheckConstraint(
                condition=Q(status="shown", value__isnull=False)
                | Q(status__in=("hidden", "not_counted"), value=None),
                name="released_cell_value_iff_shown",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value=0) | Q(value__gte=11), name="released_cell_never_small"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.practice_name} {self.stratum} {self.status}"


class LedgerLine(models.Model):
    """A line of the ledger, chained by the database: `line_hash` covers the line and the hash of the one before.

    `blocks` names for each practice the generation used, with an HMAC over the whole block under the release
    engine's own key. Number, hash and time are the database's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(default=0, unique=True)
    kind = models.CharField(max_length=10)  # frozen, approved, rejected
    release = models.ForeignKey(FigureRelease, on_delete=models.PROTECT, related_name="ledger")
    measure = models.CharField(max_length=60)
    measure_version = models.PositiveSmallIntegerField()
    quarter_start = models.DateField()
    shape = models.CharField(max_length=30)
    method = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    blocks = models.JSONField(default=list)
    by_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    previous_hash = models.CharField(max_length=64, blank=True)
    line_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "figure_ledger"
        default_permissions = ()
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("release", "kind"), name="one_ledger_line_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=("frozen", "approved", "rejected")), name="ledger_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class ReleaseEvent(models.Model):
    """One step of a release's history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(FigureRelease, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=10, choices=[(one, one) for one in Step])
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    said = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "release_event"
        default_permissions = ()
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.step

"""What the row of a job holds, in a practice and on the network alike. The row is the truth; Celery only wakes it."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by a fault")
    CANCELLED = "cancelled", _("Cancelled")


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class JobRow(models.Model):
    """One piece of work with who asked for it, how far it is and where to take it up again.

    `claim` is the runner that holds it and `claimed_until` its lease; work commits only together with an update
    that still finds that claim, so a runner that lost the job can save nothing any more.
    """

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)  # ids and choices, never a name, date or number of a person
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.WAITING)
    started_by_id = models.UUIDField(
        null=True
    )  # the person whose rights it runs under; empty for a system job
    purpose = models.CharField(max_length=200, blank=True)  # the named purpose of a system job
    created_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField(db_default=Now())
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # since the last checkpoint
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)
    saved = models.JSONField(default=dict)  # the checkpoint, committed together with the work it stands for
    cancel_asked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in OPEN_STATES

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100; 0 while the size is unknown."""
        if self.state == JobState.DONE:
            return 100
        return min(100, self.done * 100 // self.total) if self.total else 0

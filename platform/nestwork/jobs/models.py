"""A job of a practice: work that outlives a request."""

from django.db import models

from nestwork.jobs.rows import OPEN_STATES, JobRow, JobState
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow

__all__ = ["OPEN_STATES", "Job", "JobState"]


class Job(JobRow, PracticeRow):
    """A job in the practice's own table."""

    table_kind = TableKind.PLAIN

    class Meta:
        db_table = "job"
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="job_newest"),
            models.Index(
                fields=["not_before"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="job_open",
            ),
        ]

"""A job of the network host: the same life as a practice's, in one shared table."""

import uuid

from django.db import models

from nestwork.jobs.rows import JobRow


class Queue(models.TextChoices):
    """Which worker does the work."""

    ORDINARY = "celery"
    RELEASE = "release"  # the release worker, the only login that may read practices' figures


class NetworkJob(JobRow):
    """A job that somebody of the network started. Row-level security shows it to that person alone.

    Network administrators see all; a worker touches the rows of its own queue. Nothing of a child ever stands here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.CharField(max_length=40)  # the network role in which the person started it
    queue = models.CharField(max_length=10, choices=Queue.choices, default=Queue.ORDINARY)

    class Meta:
        db_table = "network_job"
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="network_job_newest"),
            models.Index(fields=["started_by_id", "-created_at"], name="network_job_starter"),
            models.Index(
                fields=["not_before"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="network_job_open",
            ),
        ]

"""Reads of the practice's jobs."""

from uuid import UUID

from django.db.models import QuerySet

from nestwork.jobs.models import Job


def jobs() -> QuerySet[Job]:
    """Every job of the practice, the newest first. A job row holds ids and counts, nothing about a child."""
    return Job.objects.order_by("-created_at", "-id")


def job_by_id(job_id: UUID) -> Job:
    """One job; raises Job.DoesNotExist."""
    return Job.objects.get(pk=job_id)

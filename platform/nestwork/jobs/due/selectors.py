"""Reads of `job_due` at the worker's door."""

from datetime import datetime

from nestwork.jobs.due.models import JobDue
from nestwork.practices.models import Practice


def practices_due(at: datetime) -> list[str]:
    """Schema names of open practices with a job to look at."""
    roles = JobDue.objects.filter(due_at__lte=at).values_list("practice_role", flat=True)
    names = Practice.objects.filter(state="open", schema_name__in=list(roles)).values_list(
        "schema_name", flat=True
    )
    return sorted(names)

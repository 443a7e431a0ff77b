"""Find jobs that nobody works on: lost messages, dead workers, a web process killed before it could publish."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nestwork.jobs.claims import silent
from nestwork.jobs.due import services as due
from nestwork.jobs.due.selectors import practices_due
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.timing import SWEEP, WAKE_GRACE, WAKES_PER_SWEEP
from nestwork.jobs.waking import SWEEP_PRACTICE, send, wake
from nestwork.practices.active import require_practice


def sweep_network() -> int:
    """At the worker's door: send each practice with something due its own sweep. No task ever enters two."""
    seconds = int(SWEEP.total_seconds())
    return sum(
        send(SWEEP_PRACTICE, [], practice, expires=seconds) for practice in practices_due(timezone.now())
    )


def sweep_practice() -> list[str]:
    """Inside a practice: wake silent jobs and note when to look again. Returns the ids woken."""
    now = timezone.now()
    with transaction.atomic():
        due.lock()
        woken = list(
            Job.objects.filter(silent(now))
            .order_by("not_before")
            .values_list("pk", flat=True)[:WAKES_PER_SWEEP]
        )
        due.set_next(_next_look(now))
    for job_id in woken:
        wake(job_id, require_practice().schema_name)
    return [str(job_id) for job_id in woken]


def _next_look(now: datetime) -> datetime | None:
    """The earliest moment at which an open job could be silent; at once again while one is."""
    times = [
        (claimed_until if state == JobState.RUNNING and claimed_until else not_before + WAKE_GRACE)
        for state, not_before, claimed_until in Job.objects.filter(
            state__in=[JobState.WAITING, JobState.RUNNING]
        ).values_list("state", "not_before", "claimed_until")
    ]
    return max(now, min(times)) if times else None

"""Find jobs of the network that nobody works on, in either queue, and wake their workers."""

from django.utils import timezone

from nestwork.jobs.claims import silent
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.waking import wake
from nestwork.jobs.timing import WAKES_PER_SWEEP


def sweep() -> list[str]:
    """At the worker's door: send each silent job's message again. Returns the ids woken."""
    rows = NetworkJob.objects.filter(silent(timezone.now())).order_by("not_before")
    woken = list(rows.values_list("pk", "queue")[:WAKES_PER_SWEEP])
    for job_id, queue in woken:
        wake(job_id, queue)
    return [str(job_id) for job_id, _ in woken]

"""Tell the worker of a job's queue that it waits; a lost message is sent again by the sweeper."""

from uuid import UUID

from nestwork.jobs.waking import send

RUN_NETWORK_JOB = "nestwork.jobs.network.run_job"
SWEEP_NETWORK_JOBS = "nestwork.jobs.network.sweep"


def wake(job_id: UUID, queue: str) -> None:
    """Send the message that runs one job to the workers of its queue."""
    send(RUN_NETWORK_JOB, [str(job_id)], "", queue=queue)

"""The two messages of the network's jobs: run one, look for silent ones."""

from uuid import UUID

from celery import shared_task

from nestwork.jobs.network import runner, sweeping
from nestwork.jobs.network.waking import RUN_NETWORK_JOB, SWEEP_NETWORK_JOBS
from nestwork.jobs.task_base import SignedTask


@shared_task(name=RUN_NETWORK_JOB, base=SignedTask)
def run_network_job(job_id: str) -> None:
    """Run one job of the network at the worker's door."""
    runner.run(UUID(job_id))


@shared_task(name=SWEEP_NETWORK_JOBS, base=SignedTask)
def sweep_network_jobs() -> None:
    """Wake the silent jobs of the network; beat sends this every twenty seconds."""
    sweeping.sweep()

"""The three messages of the house: run a job, sweep the network, sweep a practice."""

from uuid import UUID

from celery import shared_task

from nestwork.jobs import runner, sweeping
from nestwork.jobs.task_base import PracticeTask, SignedTask
from nestwork.jobs.waking import RUN_JOB, SWEEP_PRACTICE


@shared_task(name=RUN_JOB, base=PracticeTask)
def run_job(job_id: str) -> None:
    """Run one job of the practice that the message names."""
    runner.run(UUID(job_id))


@shared_task(name=SWEEP_PRACTICE, base=PracticeTask)
def sweep_practice() -> None:
    """Wake the silent jobs of one practice."""
    sweeping.sweep_practice()


@shared_task(name="nestwork.jobs.sweep", base=SignedTask)
def sweep() -> None:
    """Send each practice that has something due its own sweep; beat sends this every twenty seconds."""
    sweeping.sweep_network()

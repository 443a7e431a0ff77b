"""Work for the kill tests; the workers of those tests import it with `celery worker --include`."""

import time
from pathlib import Path

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.changes.services import mark
from nestwork.jobs.registry import job_handler
from nestwork.jobs.running import RunningJob
from nestwork.practices.clock import today

STEPS = 6
HELD_AT = 3  # the step that waits, its work written and not committed


@job_handler("prove_steps", needs=Permission.IMPORT_ROSTER)
def take_steps(job: RunningJob) -> None:
    """Write one mark a step, each with its checkpoint in one transaction; step 3 waits until it is let through."""
    folder = Path(job.arguments["folder"])
    for step in range(job.saved.get("next", 0), STEPS):
        with transaction.atomic():
            mark(period=today(), room=f"step {step}")
            if step == HELD_AT:
                _wait_at(folder)
            job.progress(step + 1, STEPS)
            job.checkpoint({"next": step + 1})


@job_handler("prove_once", needs=Permission.IMPORT_ROSTER, atomic=True)
def do_once(job: RunningJob) -> None:
    """Write a single mark together with the end of the job."""
    mark(period=today(), room="once")


def _wait_at(folder: Path) -> None:
    (folder / "reached").touch()
    while not (folder / "open").exists():
        time.sleep(0.05)

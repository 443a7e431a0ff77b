"""Work for the kill tests; the workers of those tests import it with `celery worker --include`."""

import time
from pathlib import Path

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.audit.network import services as network_audit
from nestwork.audit.services import record
from nestwork.jobs.network.registry import network_job_handler
from nestwork.jobs.registry import job_handler
from nestwork.jobs.running import RunningJob

STEPS = 6
HELD_AT = 3  # the step that waits, its work written and not committed


@job_handler("prove_steps", needs=Permission.IMPORT_ROSTER)
def take_steps(job: RunningJob) -> None:
    """Write one line of the audit a step, each with its checkpoint in one transaction; step 3 waits until it may go on."""
    folder = Path(job.arguments["folder"])
    for step in range(job.saved.get("next", 0), STEPS):
        with transaction.atomic():
            record(by=job.reader, action=f"step {step}", subject="prove", subject_id=job.id)
            if step == HELD_AT:
                _wait_at(folder)
            job.progress(step + 1, STEPS)
            job.checkpoint({"next": step + 1})


@job_handler("prove_once", needs=Permission.IMPORT_ROSTER, atomic=True)
def do_once(job: RunningJob) -> None:
    """Write a single line together with the end of the job."""
    record(by=job.reader, action="once", subject="prove", subject_id=job.id)


def _write_lines(job: RunningJob) -> None:
    """Write one line of the network's audit a step, each with its checkpoint; step 3 waits until it is let through."""
    folder = Path(job.arguments["folder"])
    for step in range(job.saved.get("next", 0), STEPS):
        with transaction.atomic():
            network_audit.record(
                person_id=job.reader.person_id, action=f"step {step}", subject="prove", subject_id=job.id
            )
            if step == HELD_AT:
                _wait_at(folder)
            job.progress(step + 1, STEPS)
            job.checkpoint({"next": step + 1})


@network_job_handler("prove_library", needs=Permission.KEEP_DIRECTORY, role="nw_library")
def write_in_the_library(job: RunningJob) -> None:
    """The steps as the ordinary worker does them, wearing the library's role."""
    _write_lines(job)


@network_job_handler("prove_release", needs=Permission.PREPARE_RELEASES, queue="release")
def write_at_the_release_door(job: RunningJob) -> None:
    """The same steps as the release worker does them, at its own door."""
    _write_lines(job)


def _wait_at(folder: Path) -> None:
    (folder / "reached").touch()
    while not (folder / "open").exists():
        time.sleep(0.05)

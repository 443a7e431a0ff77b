"""Run one job under its claim, with the rights of whoever started it, checked again now."""

import logging
from contextlib import nullcontext
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader, system
from nestwork.audit import trace
from nestwork.audit.services import record
from nestwork.jobs.claims import claim, kept_alive
from nestwork.jobs.members import member_reader
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.registry import Handler, handler_of
from nestwork.jobs.running import ClaimLostError, JobError, RunningJob
from nestwork.practices.active import require_practice

logger = logging.getLogger(__name__)


def run(job_id: UUID) -> None:
    """Claim the job and do its work in the active practice; nothing happens when another runner has it."""
    job = claim(job_id)
    if job is None or job.claim is None:
        return
    with trace.named(job.pk), kept_alive(job, require_practice()):
        reader, refusal = _reader(job)
        running = RunningJob(job=job, claim=job.claim, reader=reader)
        try:
            if refusal:
                _end(running, job, JobState.FAILED, refusal)
            else:
                _work(running, job, handler_of(job.kind))
        except ClaimLostError:
            logger.warning("Job %s was taken over by another runner; this one saved nothing more", job.pk)


def _reader(job: Job) -> tuple[Reader, str]:
    """Whoever the job runs for, and a sentence when the work may not be done any more."""
    if job.started_by_id is None:
        return system(job.purpose), ""
    reader = member_reader(job.started_by_id)
    try:
        needs = handler_of(job.kind).needs
    except LookupError:
        return reader, _("This kind of work no longer exists. Nothing was changed.")
    if not reader.permissions or (needs is not None and not reader.may(needs)):
        return reader, _(
            "The person who started this no longer has the right to do it. What was saved is kept."
        )
    return reader, ""


def _work(running: RunningJob, job: Job, handler: Handler) -> None:
    """Do the work and close the job; a fault closes it with a sentence and leaves nothing half saved."""
    try:
        with transaction.atomic() if handler.atomic else nullcontext():
            handler.work(running)
            state = JobState.CANCELLED if running.was_cancelled else JobState.DONE
            _end(running, job, state, "")
    except ClaimLostError:
        raise
    except JobError as error:
        _end(running, job, JobState.FAILED, str(error))
    except PermissionDenied:
        _end(
            running,
            job,
            JobState.FAILED,
            _("This needs a right that you do not have. What was saved is kept."),
        )
    except DatabaseError as error:
        if _is_passing(error):  # the lease runs out and the sweeper brings the job back to its checkpoint
            logger.warning(
                "Job %s lost the database (%s); it will be taken up again", job.pk, type(error).__name__
            )
            return
        _fault(running, job, error)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises must end its job, not the worker
        _fault(running, job, error)


def _is_passing(error: DatabaseError) -> bool:
    """Whether trying again can help: a lost connection, a lock or a statement that waited too long, a deadlock."""
    return type(error).__name__ in {"OperationalError", "InterfaceError"}


def _fault(running: RunningJob, job: Job, error: Exception) -> None:
    # The text of an error may quote a person's data: only its kind and place are logged.
    trail = error.__traceback__
    while trail is not None and trail.tb_next is not None:
        trail = trail.tb_next
    place = f"{trail.tb_frame.f_code.co_filename}:{trail.tb_lineno}" if trail is not None else "unknown place"
    logger.error("Job %s (%s) stopped: %s at %s", job.pk, job.kind, type(error).__name__, place)
    sentence = _(
        "The program met a fault it did not expect. What was saved before is kept; start the work again."
    )
    _end(running, job, JobState.FAILED, sentence)


def _end(running: RunningJob, job: Job, state: JobState, error: str) -> None:
    with transaction.atomic():
        running.finish(state, error=error)
        record(
            by=running.reader,
            action="end job",
            subject="job",
            subject_id=job.pk,
            detail={"kind": job.kind, "state": state},
        )

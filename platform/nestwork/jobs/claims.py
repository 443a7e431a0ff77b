"""Take a job so that no other runner does, and keep the lease alive while the work goes on."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nestwork.jobs.models import Job
from nestwork.jobs.rows import JobRow, JobState
from nestwork.jobs.timing import HEARTBEAT, LEASE, MAX_ATTEMPTS, WAKE_GRACE
from nestwork.practices.active import door, inside
from nestwork.practices.models import Practice

logger = logging.getLogger(__name__)


def claimable(now: datetime) -> Q:
    """Jobs nobody works on: waiting ones whose time has come, and running ones that fell silent."""
    return Q(state=JobState.WAITING, not_before__lte=now) | Q(state=JobState.RUNNING, claimed_until__lt=now)


def silent(now: datetime) -> Q:
    """Jobs whose message must have been lost, or whose runner must have died."""
    return claimable(now) & (Q(state=JobState.RUNNING) | Q(not_before__lte=now - WAKE_GRACE))


def claim(job_id: UUID) -> Job | None:
    """Take a job of the active practice; see `claim_row`."""
    return claim_row(Job, job_id)


def claim_row[J: JobRow](model: type[J], job_id: UUID) -> J | None:
    """Take the job with a fresh claim, or None when it is closed, held by a live runner, cancelled or given up."""
    now = timezone.now()
    with transaction.atomic():
        rows = model._default_manager.select_for_update(skip_locked=True)
        job = rows.filter(claimable(now), pk=job_id).first()
        if job is None:
            return None
        if job.cancel_asked_at is not None:
            _close(job, JobState.CANCELLED, "")
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _close(
                job,
                JobState.FAILED,
                _("The work stopped several times at the same place. What was saved is kept."),
            )
            return None
        job.state, job.claim, job.claimed_until = JobState.RUNNING, uuid4(), now + LEASE
        job.attempts += 1
        job.begun_at = job.begun_at or now
        job.save(update_fields=["state", "claim", "claimed_until", "attempts", "begun_at"])
    return job


def _close(job: JobRow, state: JobState, error: str) -> None:
    job.state, job.error, job.finished_at, job.claim, job.claimed_until = (
        state,
        error,
        timezone.now(),
        None,
        None,
    )
    job.save(update_fields=["state", "error", "finished_at", "claim", "claimed_until"])


@contextmanager
def kept_alive(job: JobRow, practice: Practice | None) -> Iterator[None]:
    """Renew the lease from a thread with its own connection, so that one slow statement is not taken for death.

    A job of the network has no practice: its row is kept at the login's own door.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(stop, job, practice), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(stop: threading.Event, job: JobRow, practice: Practice | None) -> None:
    while not stop.wait(HEARTBEAT.total_seconds()):
        try:
            with inside(practice) if practice else door():
                _renew(job)
        except DatabaseError as error:
            logger.warning("The sign of life of a job was not written: %s", type(error).__name__)
        finally:
            connection.close()


@transaction.atomic
def _renew(job: JobRow) -> None:
    rows = type(job)._default_manager.filter(pk=job.pk, claim=job.claim)
    # Skipped while the work's own transaction holds the row: then nobody else can claim it either.
    if rows.select_for_update(skip_locked=True).exists():
        rows.update(claimed_until=timezone.now() + LEASE)

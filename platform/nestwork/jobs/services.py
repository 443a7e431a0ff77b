"""Start and cancel jobs."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.jobs.due import services as due
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.registry import handler_of
from nestwork.jobs.waking import wake
from nestwork.practices.active import require_practice


def start(*, kind: str, by: Reader, arguments: Mapping[str, str], not_before: datetime | None = None) -> Job:
    """Write a job in the caller's transaction and wake a worker once it is committed.

    A job that is `not_before` a moment to come waits for it; the sweeper wakes it then.
    `arguments` are ids and choices only: nothing of a person may stand in them. Raises LookupError for an unknown
    kind and PermissionDenied when the reader may not do the work.
    """
    handler = handler_of(kind)
    if handler.needs is not None:
        by.require(handler.needs)
    practice, now = require_practice(), timezone.now()
    begins = max(not_before or now, now)
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            arguments={name: str(value) for name, value in arguments.items()},
            started_by_id=by.person_id,
            purpose=by.purpose if by.is_system else "",
            not_before=begins,
        )
        record(by=by, action="start job", subject="job", subject_id=job.pk, detail={"kind": kind})
        due.bring_forward(begins)
        if begins == now:
            transaction.on_commit(partial(wake, job.pk, practice.schema_name), robust=True)
    return job


def may_cancel(job: Job, by: Reader) -> bool:
    """The starter may cancel a job, and an administrator of the practice."""
    return job.is_open and (job.started_by_id == by.person_id or by.may(Permission.MANAGE_PEOPLE))


def cancel(*, job: Job, by: Reader) -> Job:
    """Ask a job to stop. A waiting one ends at once; a running one at its next step, keeping what it saved."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if not may_cancel(job, by):
            if not job.is_open:
                return job
            raise PermissionDenied("cancel job")
        now = timezone.now()
        job.cancel_asked_at = job.cancel_asked_at or now
        if job.state == JobState.WAITING:
            job.state, job.finished_at = JobState.CANCELLED, now
        job.save(update_fields=["cancel_asked_at", "state", "finished_at"])
        record(by=by, action="cancel job", subject="job", subject_id=job.pk, detail={"kind": job.kind})
    return job

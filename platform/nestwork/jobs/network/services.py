"""Start and cancel jobs of the network host."""

from collections.abc import Mapping
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.network.services import record
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.people import acting
from nestwork.jobs.network.registry import handler_of
from nestwork.jobs.network.waking import wake
from nestwork.jobs.rows import JobState


def start(*, kind: str, by: Reader, arguments: Mapping[str, str]) -> NetworkJob:
    """Write a job in the caller's transaction and wake its worker once it is committed.

    Called under the database role of the person's network role. `arguments` are ids and choices only: nothing of a
    person may stand in them. Raises LookupError for an unknown kind and PermissionDenied when the reader may not do
    the work or is no person.
    """
    handler = handler_of(kind)
    if handler.needs is not None:
        by.require(handler.needs)
    with transaction.atomic(), acting(by):
        job = NetworkJob.objects.create(
            kind=kind,
            arguments={name: str(value) for name, value in arguments.items()},
            started_by_id=by.person_id,
            role=by.role or "",
            queue=handler.queue,
        )
        write_line(by, "start job", job)
        transaction.on_commit(partial(wake, job.pk, job.queue), robust=True)
    return job


def may_cancel(job: NetworkJob, by: Reader) -> bool:
    """The starter may cancel a job, and a network administrator."""
    return job.is_open and (job.started_by_id == by.person_id or by.may(Permission.MANAGE_NETWORK))


def cancel(*, job: NetworkJob, by: Reader) -> NetworkJob:
    """Ask a job to stop. A waiting one ends at once; a running one at its next step, keeping what it saved.

    Raises PermissionDenied for somebody else's open job, NetworkJob.DoesNotExist where the server shows it to
    nobody but its starter. A closed job is given back as it is.
    """
    with transaction.atomic(), acting(by):
        job = NetworkJob.objects.select_for_update().get(pk=job.pk)
        if not job.is_open:
            return job
        if not may_cancel(job, by):
            raise PermissionDenied("cancel job")
        now = timezone.now()
        job.cancel_asked_at = job.cancel_asked_at or now
        if job.state == JobState.WAITING:
            job.state, job.finished_at = JobState.CANCELLED, now
        job.save(update_fields=["cancel_asked_at", "state", "finished_at"])
        write_line(by, "cancel job", job)
    return job


def write_line(by: Reader, action: str, job: NetworkJob, **detail: str) -> None:
    """Write the network's audit line of an act on a job."""
    record(
        person_id=by.person_id,
        role=by.role or "",
        action=action,
        subject="network job",
        subject_id=job.pk,
        purpose=by.purpose,
        through=by.through,
        detail={"kind": job.kind, **detail},
    )

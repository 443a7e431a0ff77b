"""Run one job of a practice under its claim, with the rights of whoever started it, checked again now."""

from uuid import UUID

from nestwork.access.readers import Reader, system
from nestwork.audit import trace
from nestwork.audit.services import record
from nestwork.jobs.claims import claim, kept_alive
from nestwork.jobs.members import member_reader
from nestwork.jobs.models import Job
from nestwork.jobs.registry import Handler, handler_of
from nestwork.jobs.rows import JobState
from nestwork.jobs.run import Run, missing_right
from nestwork.jobs.running import RunningJob
from nestwork.practices.active import require_practice


def run(job_id: UUID) -> None:
    """Claim the job and do its work in the active practice; nothing happens when another runner has it."""
    job = claim(job_id)
    if job is None or job.claim is None:
        return
    with trace.named(job.pk), kept_alive(job, require_practice()):
        handler = _handler(job)
        reader, refusal = _reader(job, handler)
        running = RunningJob(job=job, claim=job.claim, reader=reader)
        Run(job, running, _write_end).go(handler, refusal)


def _handler(job: Job) -> Handler | None:
    try:
        return handler_of(job.kind)
    except LookupError:
        return None


def _reader(job: Job, handler: Handler | None) -> tuple[Reader, str]:
    """Whoever the job runs for, and a sentence when the work may not be done any more."""
    if job.started_by_id is None:
        return system(job.purpose), ""
    reader = member_reader(job.started_by_id)
    return reader, missing_right(reader, handler.needs) if handler else ""


def _write_end(reader: Reader, job: Job, state: JobState) -> None:
    detail = {"kind": job.kind, "state": state}
    record(by=reader, action="end job", subject="job", subject_id=job.pk, detail=detail)

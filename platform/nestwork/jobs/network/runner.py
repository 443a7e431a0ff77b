"""Run one job of the network under its claim, in the database role its handler names."""

from contextlib import AbstractContextManager
from uuid import UUID

from nestwork.access.passage import wearing
from nestwork.access.readers import Reader
from nestwork.audit import trace
from nestwork.jobs.claims import claim_row, kept_alive
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.people import network_reader
from nestwork.jobs.network.registry import NetworkHandler, handler_of
from nestwork.jobs.network.services import write_line
from nestwork.jobs.rows import JobState
from nestwork.jobs.run import Run, missing_right
from nestwork.jobs.running import RunningJob
from nestwork.practices.active import door


def run(job_id: UUID) -> None:
    """Claim the job and do its work; nothing happens when another runner has it or it is another worker's."""
    job = claim_row(NetworkJob, job_id)
    if job is None or job.claim is None or job.started_by_id is None:
        return
    with trace.named(job.pk), kept_alive(job, None):
        handler = _handler(job)
        reader = network_reader(job.started_by_id, handler.needs if handler else None)
        refusal = missing_right(reader, handler.needs) if handler else ""
        running = RunningJob(job=job, claim=job.claim, reader=reader)
        with _place(handler):
            Run(job, running, _write_end).go(handler, refusal)


def _handler(job: NetworkJob) -> NetworkHandler | None:
    """The job's handler; none when it belongs to another queue than the row says."""
    try:
        handler = handler_of(job.kind)
    except LookupError:
        return None
    return handler if handler.queue == job.queue else None


def _place(handler: NetworkHandler | None) -> AbstractContextManager[object]:
    return wearing(handler.role) if handler and handler.role else door()


def _write_end(reader: Reader, job: NetworkJob, state: JobState) -> None:
    write_line(reader, "end job", job, state=state)

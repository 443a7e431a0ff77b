"""Jobs in words and colours."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.access.readers import Reader
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.registry import handler_of, title_of
from nestwork.jobs.services import may_cancel

_COLOURS = {
    JobState.WAITING: "soon",
    JobState.RUNNING: "info",
    JobState.DONE: "ok",
    JobState.FAILED: "late",
    JobState.CANCELLED: "plain",
}


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its page shows it."""

    id: UUID
    title: str
    state: str
    state_word: str
    colour: str
    sentence: str
    error: str
    percent: int
    has_size: bool
    is_open: bool
    can_cancel: bool
    is_stopping: bool
    started_by: str
    created_at: datetime
    finished_at: datetime | None
    result_url: str


def present(job: Job, *, reader: Reader, names: dict[UUID, str]) -> JobView:
    """The job for this reader; `names` are the practice's staff by id."""
    state = JobState(job.state)
    return JobView(
        id=job.pk,
        title=title_of(job.kind),
        state=state,
        state_word=str(state.label),
        colour=_COLOURS[state],
        sentence=job.message or _sentence(job),
        error=job.error,
        percent=job.percent,
        has_size=job.total > 0 or not job.is_open,
        is_open=job.is_open,
        can_cancel=may_cancel(job, reader) and job.cancel_asked_at is None,
        is_stopping=job.is_open and job.cancel_asked_at is not None,
        started_by=names.get(job.started_by_id, "") if job.started_by_id else _("Nestwork itself"),
        created_at=job.created_at,
        finished_at=job.finished_at,
        result_url=_result_url(job),
    )


def _sentence(job: Job) -> str:
    if job.total:
        return ngettext("%(done)d of %(total)d done", "%(done)d of %(total)d done", job.total) % {
            "done": job.done,
            "total": job.total,
        }
    return {
        JobState.WAITING: _("It starts as soon as a worker is free."),
        JobState.RUNNING: _("The work has begun."),
        JobState.DONE: _("Everything was done."),
        JobState.FAILED: _("It could not be finished."),
        JobState.CANCELLED: _("It was stopped. What was saved before is kept."),
    }[JobState(job.state)]


def _result_url(job: Job) -> str:
    try:
        name = handler_of(job.kind).result_url
    except LookupError:
        return ""
    return reverse(name, kwargs={"job_id": job.pk}) if name and not job.is_open else ""

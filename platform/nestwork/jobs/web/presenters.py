"""Jobs in words and colours, of a practice and of the network."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.access.readers import Reader
from nestwork.jobs.models import Job
from nestwork.jobs.registry import Handler, Registry, practice_jobs
from nestwork.jobs.rows import JobRow, JobState
from nestwork.jobs.services import may_cancel
from nestwork.jobs.timing import WAITS_LONG

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
    url: str
    cancel_url: str
    result_url: str


def _nobody_took_it(_job: JobRow) -> str:
    return _(
        "It waits longer than usual: every worker is busy, or none runs. It starts by itself as soon as one is free."
    )


@dataclass(frozen=True, slots=True)
class Presenter[J: JobRow, H: Handler]:
    """How the jobs of one host are shown: their handlers, the name of their page, and who may stop them."""

    registry: Registry[H]
    page: str
    may_cancel: Callable[[J, Reader], bool]
    nobody_took_it: Callable[[J], str] = _nobody_took_it

    def present(self, job: J, *, reader: Reader, names: dict[UUID, str]) -> JobView:
        """The job for this reader; `names` are the people who may have started it, by id."""
        state, address = JobState(job.state), {"job_id": job.pk}
        return JobView(
            id=job.pk,
            title=self.registry.title_of(job.kind),
            state=state,
            state_word=str(state.label),
            colour=_COLOURS[state],
            sentence=job.message or self.waits_long(job) or _sentence(job),
            error=job.error,
            percent=job.percent,
            has_size=job.total > 0 or not job.is_open,
            is_open=job.is_open,
            can_cancel=self.may_cancel(job, reader) and job.cancel_asked_at is None,
            is_stopping=job.is_open and job.cancel_asked_at is not None,
            started_by=names.get(job.started_by_id, "") if job.started_by_id else _("Nestwork itself"),
            created_at=job.created_at,
            finished_at=job.finished_at,
            url=reverse(self.page, kwargs=address),
            cancel_url=reverse(f"{self.page}_cancel", kwargs=address),
            result_url=self._result_url(job),
        )

    def waits_long(self, job: J) -> str:
        """What a job says that no worker took though its time came a while ago; nothing otherwise."""
        if job.state != JobState.WAITING or timezone.now() < job.not_before + WAITS_LONG:
            return ""
        return self.nobody_took_it(job)

    def _result_url(self, job: J) -> str:
        try:
            name = self.registry.handler_of(job.kind).result_url
        except LookupError:
            return ""
        return reverse(name, kwargs={"job_id": job.pk}) if name and not job.is_open else ""


def _sentence(job: JobRow) -> str:
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


practice_presenter = Presenter[Job, Handler](practice_jobs, "job", may_cancel)
present = practice_presenter.present

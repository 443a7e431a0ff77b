"""Reads of the network administrator, under nw_admin: every release with its work and its history."""

from uuid import UUID

from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.rows import OPEN_STATES, JobState
from reporting.disclosure.models import FigureRelease, ReleaseEvent
from reporting.disclosure.rules.protection import Shape
from reporting.disclosure.rules.states import TAKING_A_PLACE, Failure, State
from reporting.measures.definitions import Measure


def releases() -> list[FigureRelease]:
    """Every release ever asked for, the newest first; work that ended without a table stands as failed."""
    found = list(FigureRelease.objects.all())
    ended = _ended_jobs([one.job_id for one in found if one.state == State.COMPUTING])
    for one in found:
        _as_it_stands(one, ended)
    return found


def release_by_id(release_id: UUID) -> FigureRelease:
    """One release; raises FigureRelease.DoesNotExist."""
    found = FigureRelease.objects.get(pk=release_id)
    if found.state == State.COMPUTING:
        _as_it_stands(found, _ended_jobs([found.job_id]))
    return found


def release_of_job(job_id: UUID) -> FigureRelease:
    """The release that this job works on; raises FigureRelease.DoesNotExist."""
    return FigureRelease.objects.get(job_id=job_id)


def in_the_way(measure: Measure, shape: Shape) -> FigureRelease | None:
    """The release that already takes the place of this measure and shape, whichever quarter it is of."""
    rows = FigureRelease.objects.filter(measure=measure.key, shape=shape, state__in=TAKING_A_PLACE)
    found = rows.first()
    return release_by_id(found.pk) if found else None


def history(release: FigureRelease) -> list[ReleaseEvent]:
    """What happened to the release, the oldest first."""
    return list(release.events.all())


def failure_of_job(job_id: UUID) -> Failure | None:
    """Why work that has ended left no table; None while it goes on."""
    return _ended_jobs([job_id]).get(job_id)


def _ended_jobs(ids: list[UUID]) -> dict[UUID, Failure]:
    rows = NetworkJob.objects.filter(pk__in=ids).exclude(state__in=OPEN_STATES) if ids else ()
    return {row.pk: Failure.STOPPED if row.state == JobState.CANCELLED else Failure.FAULT for row in rows}


def _as_it_stands(release: FigureRelease, ended: dict[UUID, Failure]) -> None:
    if release.state == State.COMPUTING and release.job_id in ended:
        release.state, release.failure = State.FAILED, ended[release.job_id]

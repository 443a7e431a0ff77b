"""Ask for a release: a row and the job that computes it, in one transaction."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.jobs.network.services import start
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.rules.protection import Shape
from reporting.disclosure.rules.states import State, Step, is_over_everywhere
from reporting.disclosure.selectors import releases
from reporting.disclosure.services.errors import NotClosedError, PlaceTakenError
from reporting.disclosure.services.steps import acting, told
from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL, Measure
from reporting.measures.quarters import Quarter

KIND = "figure_release"
_SHAPE = Shape.PRACTICE_BY_STRATUM


def request_release(
    *, by: Reader, quarter: Quarter, measure: Measure = CHILDREN_BY_NEED_LEVEL
) -> FigureRelease:
    """Start a release of one closed quarter in the release worker.

    Raises NotClosedError while the quarter runs anywhere, PlaceTakenError for a second of the same measure and shape.
    """
    by.require(Permission.PREPARE_RELEASES)
    if not is_over_everywhere(quarter, timezone.now()):
        raise NotClosedError
    release = FigureRelease(
        id=uuid.uuid4(),
        measure=measure.key,
        measure_version=measure.version,
        quarter_start=quarter.start,
        shape=_SHAPE,
        requested_by_name=by.name,
    )
    with transaction.atomic():
        _clear_the_place(measure, by)
        release.job_id = start(kind=KIND, by=by, arguments={"release": str(release.pk)}).pk
        with acting(by) as person_id:
            release.requested_by_id = person_id
            _insert(release)
        told(release, Step.REQUESTED, by)
    return release


def _clear_the_place(measure: Measure, by: Reader) -> None:
    """End a release whose work has ended without a table; raises PlaceTakenError for any other in the way."""
    standing = releases.in_the_way(measure, _SHAPE)
    if standing is None:
        return
    if standing.state != State.FAILED:
        raise PlaceTakenError(standing)
    as_kept = FigureRelease.objects.select_for_update().get(pk=standing.pk)
    if as_kept.state != State.COMPUTING:  # another administrator ended it in the same moment
        return
    standing.save(update_fields=["state", "failure"])
    told(standing, Step.FAILED, by)


def _insert(release: FigureRelease) -> None:
    try:
        with transaction.atomic():
            release.save(force_insert=True)
    except IntegrityError as error:  # somebody else began in the same moment
        standing = releases.in_the_way(release.definition, _SHAPE)
        if standing is None:
            raise
        raise PlaceTakenError(standing) from error

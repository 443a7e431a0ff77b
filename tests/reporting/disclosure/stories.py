"""What the stories of releases share: counts in practices, asking, the engine's run, deciding."""

import uuid
from collections.abc import Mapping

from django.utils import timezone

from nestwork.jobs.network import runner
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from reporting.disclosure import services
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.rules.states import closed_quarters
from reporting.facts.models import RollupCell
from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL
from reporting.measures.quarters import Quarter
from tests.database import as_login, as_owner
from tests.nestwork.jobs.network.stories import at_work
from tests.people import Cast

MEASURE = CHILDREN_BY_NEED_LEVEL
# Blackstone hides two counts, Harbor shows a zero and hides one. 7 is the canary that must stay at home.
BLACKSTONE = {"0": 24, "1": 7, "2": 31, "3": 13, "4": 3, "none": 0}
HARBOR = {"0": 11, "1": 10, "2": 12, "3": 40, "4": 0, "none": 15}


def last_quarter() -> Quarter:
    return closed_quarters(timezone.now())[0]


def count_in(
    practice: Practice, counts: Mapping[str, int], *, quarter: Quarter | None = None, is_closed: bool = True
) -> uuid.UUID:
    """Let a practice count; returns the generation. Its number follows the last one."""
    of, generation = quarter or last_quarter(), uuid.uuid4()
    with inside(practice):
        number = RollupCell.objects.filter(quarter_start=of.start).values("number").distinct().count() + 1
        RollupCell.objects.bulk_create(
            RollupCell(
                generation=generation, number=number, measure=MEASURE.key, measure_version=MEASURE.version,
                quarter_start=of.start, stratum=stratum, count=count, counted_on=of.last_day, is_closed=is_closed,
            )
            for stratum, count in counts.items()
        )  # fmt: skip
    return generation


def counted(cast: Cast) -> None:
    """Both practices have counted the last quarter."""
    count_in(cast.blackstone, BLACKSTONE)
    count_in(cast.harbor, HARBOR)


def requested(cast: Cast, quarter: Quarter | None = None) -> FigureRelease:
    """The administrator has asked for a release."""
    with at_work(cast.network_administrator) as by:
        return services.request_release(by=by, quarter=quarter or last_quarter())


def computed(release: FigureRelease) -> FigureRelease:
    """The release worker has done its job; returns the release as it stands then."""
    with as_login("release"):
        runner.run(release.job_id)
    return standing(release.pk)


def ready(cast: Cast) -> FigureRelease:
    """Both practices have counted, and a protected table waits."""
    counted(cast)
    return computed(requested(cast))


def rejected(cast: Cast) -> FigureRelease:
    """The administrator has seen a protected table of whatever was counted, and kept it in."""
    release = computed(requested(cast))
    with at_work(cast.network_administrator) as by:
        return services.reject(by=by, release_id=release.pk, reason="Two practices were late.")


def approved(cast: Cast) -> FigureRelease:
    """The figure has left."""
    release = ready(cast)
    with at_work(cast.network_administrator) as by:
        return services.approve(by=by, release_id=release.pk)


def standing(release_id: uuid.UUID) -> FigureRelease:
    """The release as the owner sees it."""
    with as_owner():
        return FigureRelease.objects.get(pk=release_id)


def cells(release: FigureRelease) -> dict[tuple[str, str], tuple[str, int | None]]:
    """Status and value of each cell, as the owner sees them."""
    with as_owner():
        return {(cell.practice_name, cell.stratum): (cell.status, cell.value) for cell in release.cells.all()}

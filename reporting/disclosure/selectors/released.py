"""Reads of what has left: for the state reviewer under nw_state, and for a practice under its own role."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from reporting.disclosure.models import FigureRelease, ReleasedCell
from reporting.disclosure.rules.states import State
from reporting.disclosure.selectors.tables import cells_of
from reporting.measures.definitions import Measure, measure_of
from reporting.measures.quarters import Quarter


def released() -> list[FigureRelease]:
    """Every approved release, the newest first."""
    return list(FigureRelease.objects.filter(state=State.APPROVED).order_by("-decided_at", "-id"))


def released_by_id(release_id: UUID) -> FigureRelease:
    """One approved release; raises FigureRelease.DoesNotExist."""
    return FigureRelease.objects.get(pk=release_id, state=State.APPROVED)


@dataclass(frozen=True, slots=True)
class Departure:
    """What of one release left the active practice; `generation` is its own count, None where it had none."""

    release_id: UUID
    measure: Measure
    quarter: Quarter
    released_at: dt.datetime
    generation: UUID | None
    cells: tuple[ReleasedCell, ...]


def what_left() -> list[Departure]:
    """What left the active practice, the newest first. Its role sees its own cells of approved releases alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT release_id, measure, measure_version, quarter_start, released_at, generation"
            " FROM figures_that_left()"
        )
        rows = cursor.fetchall()
    return [
        Departure(
            release_id=release_id,
            measure=measure_of(measure, version),
            quarter=Quarter(start),
            released_at=released_at,
            generation=generation,
            cells=tuple(cells_of(release_id)),
        )
        for release_id, measure, version, start, released_at, generation in rows
    ]

"""Reads of what was counted. They look at `rollup_cell` alone, so the release engine may call them too."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from reporting.facts.models import RollupCell
from reporting.measures.definitions import Measure
from reporting.measures.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Generation:
    """One count of one quarter: its cells in the measure's order, and whether the quarter was over."""

    id: uuid.UUID
    number: int
    quarter: Quarter
    counted_on: dt.date
    counted_at: dt.datetime
    is_closed: bool
    cells: tuple[RollupCell, ...]

    @property
    def numbers(self) -> Mapping[str, int]:
        """The count of each stratum."""
        return {cell.stratum: cell.count for cell in self.cells}

    @property
    def total(self) -> int:
        """Children in all; for the practice itself only, a release shows no total."""
        return sum(cell.count for cell in self.cells)


def newest_cells(measure: Measure, quarter_start: dt.date) -> tuple[RollupCell, ...]:
    """The cells of the newest generation of one quarter, in the measure's order; empty when nobody counted it."""
    found = newest(measure, [Quarter(quarter_start)]).get(Quarter(quarter_start))
    return found.cells if found else ()


def newest(measure: Measure, quarters: Iterable[Quarter] | None = None) -> dict[Quarter, Generation]:
    """The newest generation of each of the quarters, or of all that were counted, in one statement."""
    rows = _cells(measure)
    if quarters is not None:
        rows = rows.filter(quarter_start__in=[quarter.start for quarter in quarters])
    # Each generation holds every stratum, so the newest cell of each stratum is of the same generation.
    return _gathered(
        measure, rows.order_by("quarter_start", "stratum", "-number").distinct("quarter_start", "stratum")
    )


def cells_of(measure: Measure, generation_id: uuid.UUID) -> tuple[RollupCell, ...]:
    """The cells of a generation that a release froze, however many came after it."""
    found = _gathered(measure, _cells(measure).filter(generation=generation_id))
    return next(iter(found.values())).cells if found else ()


def _cells(measure: Measure) -> QuerySet[RollupCell]:
    return RollupCell.objects.filter(measure=measure.key, measure_version=measure.version)


def _gathered(measure: Measure, rows: Iterable[RollupCell]) -> dict[Quarter, Generation]:
    place = {key: number for number, key in enumerate(measure.keys)}
    together: dict[Quarter, list[RollupCell]] = {}
    for row in rows:
        together.setdefault(Quarter(row.quarter_start), []).append(row)
    return {quarter: _generation(quarter, cells, place) for quarter, cells in sorted(together.items())}


def _generation(quarter: Quarter, cells: list[RollupCell], place: Mapping[str, int]) -> Generation:
    first = cells[0]
    return Generation(
        id=first.generation,
        number=first.number,
        quarter=quarter,
        counted_on=first.counted_on,
        counted_at=first.counted_at,
        is_closed=first.is_closed,
        cells=tuple(sorted(cells, key=lambda cell: place[cell.stratum])),
    )

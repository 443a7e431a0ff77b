"""The practice's own cells as pages and drawings take them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reporting.facts import selectors
from reporting.facts.selectors import Generation
from reporting.measures.definitions import Measure
from reporting.measures.quarters import Quarter


@dataclass(frozen=True, slots=True)
class OwnCell:
    """One number that the practice counted for itself; never what left it."""

    quarter: Quarter
    stratum: str
    count: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class OwnQuarter:
    """One quarter of one measure: its cells in the measure's order, and when they were counted."""

    measure: Measure
    quarter: Quarter
    counted_on: dt.date
    counted_at: dt.datetime  # when these numbers were found
    looked_at: dt.datetime  # when they were last counted, and found the same
    is_closed: bool
    cells: tuple[OwnCell, ...]

    @property
    def children(self) -> Mapping[str, int]:
        """The count of each stratum."""
        return {cell.stratum: cell.count for cell in self.cells}

    @property
    def total(self) -> int:
        """Children in all."""
        return sum(cell.count for cell in self.cells)


def own_quarters(measure: Measure) -> list[OwnQuarter]:
    """Every counted quarter of the active practice, the oldest first."""
    looks = selectors.looks(measure)
    return [
        _own(measure, generation, looks[quarter].at if quarter in looks else generation.counted_at)
        for quarter, generation in selectors.newest(measure).items()
    ]


def by_stratum(measure: Measure, quarters: list[OwnQuarter]) -> Mapping[str, list[OwnCell]]:
    """The cells of each stratum over time."""
    return {
        key: [cell for quarter in quarters for cell in quarter.cells if cell.stratum == key]
        for key in measure.keys
    }


def _own(measure: Measure, generation: Generation, looked_at: dt.datetime) -> OwnQuarter:
    return OwnQuarter(
        measure=measure,
        quarter=generation.quarter,
        counted_on=generation.counted_on,
        counted_at=generation.counted_at,
        looked_at=looked_at,
        is_closed=generation.is_closed,
        cells=tuple(
            OwnCell(generation.quarter, cell.stratum, cell.count, generation.is_closed)
            for cell in generation.cells
        ),
    )

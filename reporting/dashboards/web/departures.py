"""What left the practice, beside its own count of the generation that was released: a table, never one drawing."""

from dataclasses import dataclass
from datetime import datetime

from reporting.disclosure.selectors.released import Departure, what_left
from reporting.disclosure.words import cell_word
from reporting.facts.selectors import cells_of
from reporting.measures.words import quarter_name


@dataclass(frozen=True, slots=True)
class Row:
    """One stratum: what left (a number or the one word), and the practice's own count then."""

    title: str
    left: str
    is_number: bool
    own: int | None


@dataclass(frozen=True, slots=True)
class ShownDeparture:
    """One release as the practice sees it."""

    title: str
    quarter: str
    released_at: datetime
    rows: list[Row]
    is_counted: bool


def shown_departures() -> list[ShownDeparture]:
    """Every release that something of this practice left with, the newest first."""
    return [_shown(one) for one in what_left()]


def _shown(one: Departure) -> ShownDeparture:
    own: dict[str, int] = {}
    if one.generation is not None:
        own = {cell.stratum: cell.count for cell in cells_of(one.measure, one.generation)}
    titles = {stratum.key: str(stratum.title) for stratum in one.measure.strata}
    return ShownDeparture(
        title=str(one.measure.title),
        quarter=quarter_name(one.quarter),
        released_at=one.released_at,
        rows=[
            Row(titles[cell.stratum], cell_word(cell), cell.value is not None, own.get(cell.stratum))
            for cell in one.cells
        ],
        is_counted=one.generation is not None,
    )

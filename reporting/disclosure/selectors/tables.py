"""The protected cells of a release as lines of practices. Row-level security decides whose cells these are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from reporting.disclosure.models import FigureRelease, ReleasedCell
from reporting.disclosure.rules.protection import Status

# Every column but the role, which nobody may read.
_COLUMNS = ("id", "release_id", "practice_id", "practice_name", "position", "stratum", "status", "value")


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One practice of a released table: its cells in the measure's order."""

    practice_id: UUID
    name: str
    cells: tuple[ReleasedCell, ...]

    @property
    def is_counted(self) -> bool:
        """Whether the practice had counted the quarter."""
        return all(cell.status != Status.NOT_COUNTED for cell in self.cells)


def cells_of(release_id: UUID) -> list[ReleasedCell]:
    """The cells the connection's role may see, by practice name and then in the measure's order."""
    return list(ReleasedCell.objects.filter(release_id=release_id).only(*_COLUMNS))


def lines_of(release: FigureRelease) -> list[PracticeLine]:
    """The whole table of a release."""
    return by_practice(cells_of(release.pk))


def by_practice(cells: Iterable[ReleasedCell]) -> list[PracticeLine]:
    """Cells in their order, gathered into lines."""
    return [
        PracticeLine(practice_id, name, tuple(own))
        for (practice_id, name), own in groupby(cells, lambda cell: (cell.practice_id, cell.practice_name))
    ]


def shows_anything(lines: Iterable[PracticeLine]) -> bool:
    """Whether any number would leave with the table."""
    return any(cell.status == Status.SHOWN for line in lines for cell in line.cells)

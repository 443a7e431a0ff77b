"""A protected table as pages and files show it; the released one looks the same as the one that was approved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.disclosure.models import FigureRelease
from reporting.disclosure.selectors.tables import PracticeLine, shows_anything
from reporting.disclosure.words import cell_word


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its column, and its number or the one word."""

    title: str
    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """The protected table as it would leave."""

    titles: list[str]
    lines: list[tuple[str, list[TableCell]]]
    shows_anything: bool
    not_counted: list[str]


def shown_table(release: FigureRelease, lines: list[PracticeLine]) -> ProtectedTable:
    """Every line by the practice's name. Nothing is added up, and nothing is sorted by a number."""
    titles = [str(stratum.title) for stratum in release.definition.strata]
    return ProtectedTable(
        titles=titles,
        lines=[(line.name, _cells(line, titles)) for line in lines],
        shows_anything=shows_anything(lines),
        not_counted=[line.name for line in lines if not line.is_counted],
    )


def _cells(line: PracticeLine, titles: list[str]) -> list[TableCell]:
    return [
        TableCell(title, cell_word(cell), cell.value is not None)
        for title, cell in zip(titles, line.cells, strict=True)
    ]


def file_heads() -> list[str]:
    """The columns of the file. Programs read it, so it keeps one language and the keys of the API."""
    return ["measure", "version", "quarter", "quarter_start", "practice", "stratum", "status", "children"]


def file_rows(release: FigureRelease, lines: Iterable[PracticeLine]) -> Iterator[list[str]]:
    """One row a cell; `children` is empty unless the cell is shown."""
    for line in lines:
        for cell in line.cells:
            yield [
                release.measure,
                str(release.measure_version),
                str(release.quarter),
                release.quarter_start.isoformat(),
                line.name,
                cell.stratum,
                cell.status,
                "" if cell.value is None else str(cell.value),
            ]

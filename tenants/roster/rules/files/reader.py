"""A file of either kind to a checked heading and rows without identifiers."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from nestwork.uploads import limits
from nestwork.uploads.csv_rows import open_csv
from nestwork.uploads.faults import BrokenFileError, Fault
from nestwork.uploads.sheet import Sheet
from nestwork.uploads.xlsx_rows import OLD_FORMAT, open_xlsx
from tenants.roster.rules.fields import FIELDS_OF_WORDS
from tenants.roster.rules.headers import guess_columns
from tenants.roster.rules.identifiers import (
    Identifier,
    named_by_heading,
    plain_words,
    without_identifiers,
    without_nine_digits,
)


@dataclass(slots=True)
class Dropped:
    """Numbers that were left out, by kind and heading. Never the numbers."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, kind: Identifier, heading: str) -> None:
        """One number of this kind under this heading was left out."""
        self.counts[kind.value, heading] += 1

    def as_json(self) -> list[dict[str, str | int]]:
        """For the report."""
        return [
            {"kind": kind, "column": column, "values": times}
            for (kind, column), times in sorted(self.counts.items())
        ]


@dataclass(slots=True)
class OpenRoster:
    """A file whose heading was read; `rows` streams the rest."""

    sheet: Sheet
    headings: list[str]
    rows: Iterator[tuple[int, list[str]]]
    dropped: Dropped


def words_of_roster(headings: list[str]) -> set[int]:
    """The columns of a roster that hold words only."""
    return {at for at, name in guess_columns(headings).items() if name in FIELDS_OF_WORDS}


def open_roster(file: BinaryIO, wordy: Callable[[list[str]], set[int]] = words_of_roster) -> OpenRoster:
    """Open a roster by its first bytes, never by its name; raises BrokenFileError.

    `wordy` tells from the headings which columns hold words only: nine digits in a row are dropped from these.
    """
    file.seek(0)
    start = file.read(8)
    if not start:
        raise BrokenFileError(Fault.EMPTY_FILE)
    if start == OLD_FORMAT:
        raise BrokenFileError(Fault.OLD_WORKBOOK)
    sheet = open_xlsx(file) if start.startswith(b"PK") else open_csv(file)
    first = next(((number, cells) for number, cells in sheet.rows if any(map(str.strip, cells))), None)
    if first is None:
        raise BrokenFileError(Fault.EMPTY_FILE)
    headings = _headings(*first)
    dropped = Dropped()
    return OpenRoster(sheet, headings, _clean_rows(sheet, headings, wordy(headings), dropped), dropped)


def _headings(line: int, cells: list[str]) -> list[str]:
    headings = [without_identifiers(" ".join(cell.split()))[0] for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > limits.COLUMNS:
        raise BrokenFileError(Fault.TOO_MANY_COLUMNS, line)
    if not any(plain_words(heading) for heading in headings):
        raise BrokenFileError(Fault.NO_HEADER, line)
    named = Counter(plain_words(heading) for heading in headings if heading)
    double = [word for word, times in named.items() if times > 1 and word]
    if double:
        raise BrokenFileError(Fault.SAME_HEADER, line, double[0])
    return headings


def _clean_rows(
    sheet: Sheet, headings: list[str], wordy: set[int], dropped: Dropped
) -> Iterator[tuple[int, list[str]]]:
    closed = {at: kind for at, heading in enumerate(headings) if (kind := named_by_heading(heading))}
    rows = blank = 0
    for number, cells in sheet.rows:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            blank += 1
            if blank > limits.BLANK_ROWS_AT_THE_END:
                break
            continue
        blank = 0
        rows += 1
        if rows > limits.ROWS:
            raise BrokenFileError(Fault.TOO_MANY_ROWS, number)
        if len(cells) > limits.COLUMNS:
            raise BrokenFileError(Fault.TOO_MANY_COLUMNS, number)
        if any(len(cell) > limits.CELL_LETTERS for cell in cells):
            raise BrokenFileError(Fault.CELL_TOO_LONG, number)
        yield number, _without_numbers(cells, headings, closed, wordy, dropped)
    if not rows:
        raise BrokenFileError(Fault.NO_ROWS)


def _without_numbers(
    cells: list[str], headings: list[str], closed: dict[int, Identifier], wordy: set[int], dropped: Dropped
) -> list[str]:
    for at, cell in enumerate(cells):
        if at in closed:
            cells[at] = ""
            if cell.strip():
                dropped.add(closed[at], headings[at])
            continue
        cells[at], found = without_identifiers(cell)
        if at in wordy:
            cells[at], times = without_nine_digits(cells[at])
            found += [Identifier.SSN] * times
        for kind in found:
            dropped.add(kind, headings[at] if at < len(headings) else "")
    return cells

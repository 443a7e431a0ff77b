"""The practice's own figures in words, tables and files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.dashboards.own_practice.cells import OwnQuarter, by_stratum
from reporting.dashboards.own_practice.drawing import small_chart
from reporting.dashboards.words import state_word
from reporting.measures.definitions import Measure
from reporting.measures.words import quarter_name

DRAWN_QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One quarter of the table: (heading of the column, number) for each stratum, and the sum."""

    name: str
    state: str
    is_closed: bool
    numbers: list[tuple[str, int]]
    total: int


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One measure as the page shows it."""

    measure: Measure
    titles: list[str]
    charts: list[SafeString]
    lines: list[Line]
    sentence: str
    looked_at: datetime
    counted_on: date


def present(measure: Measure, quarters: list[OwnQuarter]) -> OwnFigure | None:
    """The measure with its charts and its table, the newest quarter first; None when nobody counted yet."""
    if not quarters:
        return None
    newest = quarters[-1]
    titles = [str(stratum.title) for stratum in measure.strata]
    return OwnFigure(
        measure=measure,
        titles=titles,
        charts=_charts(measure, quarters[-DRAWN_QUARTERS:]),
        lines=[_line(quarter, titles) for quarter in reversed(quarters)],
        sentence=_sentence(newest),
        looked_at=newest.looked_at,
        counted_on=newest.counted_on,
    )


def _charts(measure: Measure, drawn: list[OwnQuarter]) -> list[SafeString]:
    largest = max(cell.count for quarter in drawn for cell in quarter.cells)
    cells = by_stratum(measure, drawn)
    return [
        small_chart(
            key=f"{measure.key}-{stratum.key}",
            title=str(stratum.title),
            cells=cells[stratum.key],
            largest=largest,
        )
        for stratum in measure.strata
    ]


def _line(quarter: OwnQuarter, titles: list[str]) -> Line:
    return Line(
        name=quarter_name(quarter.quarter),
        state=state_word(is_closed=quarter.is_closed),
        is_closed=quarter.is_closed,
        numbers=list(zip(titles, (cell.count for cell in quarter.cells), strict=True)),
        total=quarter.total,
    )


def _sentence(newest: OwnQuarter) -> str:
    words = ngettext(
        "%(count)d child of 0 to 21 years on the registry.",
        "%(count)d children of 0 to 21 years on the registry.",
        newest.total,
    )
    return words % {"count": newest.total}


def file_heads() -> list[str]:
    """The columns of the file. It is read by programs, so it keeps one language and the keys of the API."""
    return [
        "measure", "version", "quarter", "quarter_start", "counted_on", "quarter_complete", "stratum", "children"
    ]  # fmt: skip


def file_rows(measure: Measure, quarters: list[OwnQuarter]) -> Iterator[list[str]]:
    """One row a cell, the oldest quarter first."""
    for quarter in quarters:
        for cell in quarter.cells:
            yield [
                measure.key,
                str(measure.version),
                str(quarter.quarter),
                quarter.quarter.start.isoformat(),
                quarter.counted_on.isoformat(),
                "yes" if quarter.is_closed else "no",
                cell.stratum,
                str(cell.count),
            ]


def nothing_yet() -> str:
    """What comes next where nothing was counted."""
    return _("The first numbers appear here within a minute of the first child on the registry.")

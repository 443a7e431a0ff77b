"""Draw released cells. Takes ReleasedCell and nothing else; a practice's own cells have a module of their own.

A hidden cell is a hatched column over the whole field with the one word: no height, no place in the scale, no
sentence says what is behind it.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reporting.dashboards.charts.axis import value_axis
from reporting.dashboards.charts.bars import bar, hidden_bar
from reporting.dashboards.charts.figure import figure
from reporting.dashboards.charts.frame import Frame, Scale
from reporting.dashboards.charts.label import centred
from reporting.disclosure.models import ReleasedCell
from reporting.disclosure.words import cell_word
from reporting.measures.definitions import Measure

FRAME = Frame(width=320, height=132, left=0, right=28, top=18, bottom=16)
_WITHOUT_LEVEL = "\u2013"  # a dash, as the legend says


def largest_shown(cells: Sequence[ReleasedCell]) -> int:
    """The largest number that is shown, so that all drawings of a page have one scale; hidden cells have no part."""
    return max((cell.value for cell in cells if cell.value is not None), default=0)


def practice_chart(
    *, key: str, name: str, measure: Measure, cells: Sequence[ReleasedCell], largest: int
) -> SafeString:
    """One practice: a column a stratum."""
    scale = Scale.holding(FRAME, max(largest, 1))
    columns = FRAME.columns(len(cells))
    drawn = [
        part for cell, column in zip(cells, columns, strict=True) for part in _column(scale, column, cell)
    ]
    below = [
        centred(_middle(column), FRAME.height - 2, _short(cell.stratum), css="")
        for cell, column in zip(cells, columns, strict=True)
    ]
    return figure(
        key=key,
        frame=FRAME,
        title=name,
        aside="",
        sentence=_sentence(measure, cells),
        parts=[value_axis(scale), *drawn, *below],
    )


def _column(scale: Scale, column: tuple[float, float], cell: ReleasedCell) -> list[SafeString]:
    if cell.value is None:
        middle = FRAME.top + FRAME.field_height / 2
        return [hidden_bar(FRAME, column), centred(_middle(column), middle, cell_word(cell), css="word")]
    number = centred(_middle(column), scale.at(cell.value) - 3, str(cell.value))
    return [bar(scale, column, cell.value), number]


def _middle(column: tuple[float, float]) -> float:
    start, width = column
    return round(start + width / 2, 1)


def _short(stratum: str) -> str:
    return stratum if stratum.isdigit() else _WITHOUT_LEVEL


def _sentence(measure: Measure, cells: Sequence[ReleasedCell]) -> str:
    """The drawing in words: each column with its number or its word."""
    words = [
        _("%(stratum)s: %(number)s") % {"stratum": stratum.title, "number": cell_word(cell)}
        for stratum, cell in zip(measure.strata, cells, strict=True)
    ]
    return f"{'; '.join(words)}."

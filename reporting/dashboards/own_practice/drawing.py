"""Draw the practice's own cells. Takes OwnCell and nothing else; released cells have a module of their own."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.dashboards.charts.axis import time_axis, value_axis
from reporting.dashboards.charts.bars import bar, open_bar
from reporting.dashboards.charts.figure import figure
from reporting.dashboards.charts.frame import Frame, Scale
from reporting.dashboards.charts.label import centred
from reporting.dashboards.own_practice.cells import OwnCell
from reporting.measures.words import quarter_name

FRAME = Frame(width=262, height=112, left=0, right=26, top=18, bottom=16)


def small_chart(*, key: str, title: str, cells: Sequence[OwnCell], largest: int) -> SafeString:
    """One stratum over time, a bar a quarter; `largest` gives all charts of the page one scale.

    The running quarter is open, as its number is not final.
    """
    scale = Scale.holding(FRAME, max(largest, 1))
    columns = FRAME.columns(len(cells))
    bars = [
        (bar if cell.is_closed else open_bar)(scale, column, cell.count)
        for cell, column in zip(cells, columns, strict=True)
    ]
    numbers = [
        centred(round(start + width / 2, 1), scale.at(cell.count) - 3, str(cell.count))
        for cell, (start, width) in zip(cells, columns, strict=True)
    ]
    years = [
        (place, str(cell.quarter.start.year))
        for place, cell in enumerate(cells)
        if cell.quarter.number == 1 or place == 0
    ]
    if len(years) > 1 and years[1][0] < 2:
        years = years[1:]  # two years in neighbouring columns would stand in each other's way
    return figure(
        key=key,
        frame=FRAME,
        title=title,
        aside=str(cells[-1].count),
        sentence=_sentence(title, cells),
        parts=[value_axis(scale), *bars, *numbers, time_axis(FRAME, years, len(cells))],
    )


def _sentence(title: str, cells: Sequence[OwnCell]) -> str:
    """What the drawing shows, from its first quarter to its last."""
    first, last = cells[0], cells[-1]
    children = ngettext("%(count)d child", "%(count)d children", last.count) % {"count": last.count}
    words = {
        "title": title,
        "from": quarter_name(first.quarter),
        "first": first.count,
        "to": quarter_name(last.quarter),
        "children": children,
    }
    if last.is_closed:
        return _("%(title)s: %(first)d in %(from)s, %(children)s in %(to)s.") % words
    return _("%(title)s: %(first)d in %(from)s, %(children)s so far in %(to)s.") % words

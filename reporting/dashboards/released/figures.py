"""A released figure as the page shows it: drawings, table, and what is to be said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.safestring import SafeString

from reporting.dashboards.released.drawing import largest_shown, practice_chart
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.selectors.tables import PracticeLine
from reporting.disclosure.table_view import ProtectedTable, shown_table
from reporting.measures.definitions import Measure
from reporting.measures.words import quarter_name


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """One released figure."""

    id: UUID
    measure: Measure
    quarter: str
    released_by: str
    released_at: datetime
    charts: list[SafeString]
    table: ProtectedTable


def released_figure(release: FigureRelease, lines: Sequence[PracticeLine]) -> ReleasedFigure:
    """The figure with a drawing for each practice that had counted, in the order of names."""
    measure, released_at = release.definition, release.decided_at
    if released_at is None:
        raise ValueError("only what was approved is shown")
    largest = largest_shown([cell for line in lines for cell in line.cells])
    return ReleasedFigure(
        id=release.pk,
        measure=measure,
        quarter=quarter_name(release.quarter),
        released_by=release.decided_by_name,
        released_at=released_at,
        charts=[
            practice_chart(
                key=f"c{number}", name=line.name, measure=measure, cells=line.cells, largest=largest
            )
            for number, line in enumerate(lines)
            if line.is_counted
        ],
        table=shown_table(release, list(lines)),
    )

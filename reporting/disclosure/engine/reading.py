"""Read one practice's counts at the release login's own door: it wears no role and may SELECT rollup_cell alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from psycopg import sql

from nestwork.practices.models import Practice
from nestwork.sealing.backend.rooms import checked
from reporting.measures.definitions import Measure

# The newest generation that was counted once the quarter was over, or the one that stood in a table before.
_NEWEST = """
SELECT generation, stratum, count FROM {cells} AS cell
WHERE measure = %s AND measure_version = %s AND quarter_start = %s AND is_closed
  AND number = (SELECT max(number) FROM {cells} AS other WHERE other.measure = cell.measure AND other.is_closed
                AND other.measure_version = cell.measure_version AND other.quarter_start = cell.quarter_start)
"""
_FROZEN = """
SELECT generation, stratum, count FROM {cells}
WHERE measure = %s AND measure_version = %s AND quarter_start = %s AND is_closed AND generation = %s
"""


@dataclass(frozen=True, slots=True)
class Block:
    """One practice's counts of one closed quarter, as counted in one generation."""

    practice: Practice
    generation: UUID
    counts: Mapping[str, int]  # every stratum of the measure, in its order


class TornBlockError(Exception):
    """A generation does not hold exactly the strata of its measure; nothing of it may be released."""


def read_block(
    practice: Practice, measure: Measure, quarter_start: date, frozen: UUID | None = None
) -> Block | None:
    """The newest count of the closed quarter, None when the practice has none.

    `frozen` is the generation that stood in a table before: then that one is read, whatever was counted since. Raises
    TornBlockError, also where the frozen one is gone.
    """
    cells = sql.Identifier(checked(practice.schema_name), "rollup_cell")
    asked: list[str | int | date | UUID] = [measure.key, measure.version, quarter_start]
    if frozen is not None:
        asked.append(frozen)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_FROZEN if frozen else _NEWEST).format(cells=cells), asked)
        rows = cursor.fetchall()
    if not rows and frozen is None:
        return None
    counts = {stratum: count for _generation, stratum, count in rows}
    generations = {generation for generation, _stratum, _count in rows}
    if len(generations) != 1 or len(rows) != len(measure.keys) or set(counts) != set(measure.keys):
        raise TornBlockError(measure.label)
    return Block(practice, generations.pop(), {key: counts[key] for key in measure.keys})

"""Count a measure for many quarters at once, from the facts of the registry, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lead
from psycopg import sql

from reporting.measures.definitions import Measure
from reporting.measures.quarters import Quarter
from tenants.patients.models import Child
from tenants.registry.models import Enrollment, NeedLevel
from tenants.registry.rules import Move

type Numbers = Mapping[str, int]  # stratum -> children; every stratum of the measure is there

# Each child has at most one stay and one level on a day, and so is counted once.
_CHILDREN_BY_NEED_LEVEL = """
WITH asked AS (SELECT * FROM unnest(%s::date[], %s::date[]) AS one (quarter_start, day)),
stay AS ({stays}), standing AS ({levels}), child AS ({children})
SELECT asked.quarter_start, coalesce(standing.level::text, 'none'), count(*)
FROM asked
JOIN stay ON stay.move = %s AND stay.effective_on <= asked.day
    AND (stay.until IS NULL OR stay.until > asked.day)
JOIN child ON child.id = stay.head
    AND child.birth_date <= asked.day - make_interval(years => %s)
    AND child.birth_date > asked.day - make_interval(years => %s)
    AND (child.deceased_on IS NULL OR child.deceased_on >= asked.day)
LEFT JOIN standing ON standing.head = stay.head AND standing.effective_on <= asked.day
    AND (standing.until IS NULL OR standing.until > asked.day)
GROUP BY 1, 2
"""


def count_children_by_need_level(measure: Measure, days: Mapping[Quarter, date]) -> dict[Quarter, Numbers]:
    """Children on the registry by confirmed level on each quarter's day, as known now. Sees every child."""
    parts = {
        "stays": _held(Enrollment.objects.all(), "move"),
        "levels": _held(NeedLevel.objects.standing(), "level"),
        "children": Child.objects.not_merged().values("id", "birth_date", "deceased_on"),
    }
    written = {name: part.query.sql_with_params() for name, part in parts.items()}
    text = sql.SQL(_CHILDREN_BY_NEED_LEVEL).format(
        **{name: sql.SQL(own) for name, (own, _parameters) in written.items()}
    )
    parameters: list[Any] = [[quarter.start for quarter in days], list(days.values())]
    for _own, more in written.values():  # in the order in which they stand in the statement
        parameters += more
    parameters += [str(Move.ENTERED), measure.youngest, measure.oldest + 1]
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        return _filled(measure, days, cursor.fetchall())


COUNTERS = {"children_by_need_level": count_children_by_need_level}


def count(measure: Measure, days: Mapping[Quarter, date]) -> dict[Quarter, Numbers]:
    """The numbers of the measure for each quarter on its day; a stratum without children is 0."""
    return COUNTERS[measure.key](measure, days)


def _held(facts: QuerySet[Any], value: str) -> QuerySet[Any, Any]:
    """The facts with the day until which each holds: until the next one of the same child takes effect, whichever
    of its merged records it was written on."""
    until = Window(
        Lead("effective_on"),
        partition_by=[F("child__head_id")],
        order_by=["effective_on", "recorded_at", "id"],
    )
    rows = facts.order_by().annotate(head=F("child__head_id"), until=until)
    held: QuerySet[Any, Any] = rows.values("head", value, "effective_on", "until")
    return held


def _filled(
    measure: Measure, quarters: Iterable[Quarter], rows: Iterable[tuple[date, str, int]]
) -> dict[Quarter, Numbers]:
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for start, stratum, children in rows:
        found[start][stratum] = children
    return {quarter: {key: found[quarter.start].get(key, 0) for key in measure.keys} for quarter in quarters}

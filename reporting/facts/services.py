"""Count figures again and keep what differs. Each verb is one transaction: all of it stands, or none."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection, transaction

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.changes.services import take_marks
from nestwork.practices import clock
from reporting.facts import selectors
from reporting.facts.models import FigureLook, RollupCell
from reporting.facts.rules import due_quarters
from reporting.facts.selectors import Generation
from reporting.facts.selectors.counting import Numbers
from reporting.measures.definitions import MEASURES, Measure, Reach
from reporting.measures.quarters import Quarter, between

# One count at a time in a practice. A second one waits here and then sees what the first one wrote; nobody who reads
# or who works with children waits. Advisory locks would do too, but the seal takes them from every practice.
_ONE_AT_A_TIME = "LOCK TABLE figure_look IN SHARE ROW EXCLUSIVE MODE"


def count_what_changed(*, by: Reader) -> int:
    """Bring the practice's figures up to date and take the marks that stand; returns the new generations.

    Counts each quarter a mark reaches, each that ended since it was last counted, and the running one once a day.
    """
    with transaction.atomic():
        _lock()
        marks, today = take_marks(), clock.today()
        first = selectors.first_enrollment()
        made = 0
        for measure in MEASURES:
            counted = selectors.looks(measure)
            since = _changed_since(measure, marks)
            due = due_quarters(today=today, first=first, counted=counted, changed_since=since)
            made += _count(measure, due, today=today, by=by)
    return made


def recount(*, quarter_start: date, by: Reader) -> int:
    """Count one quarter of every measure now; returns the new generations.

    The marks stay, as they may reach other quarters too. Raises ValueError for a day that begins no quarter, and
    for a quarter to come.
    """
    quarter = Quarter(quarter_start)
    if quarter.start > clock.today():
        raise ValueError(f"{quarter} has not begun.")
    with transaction.atomic():
        _lock()
        return sum(_count(measure, [quarter], today=clock.today(), by=by) for measure in MEASURES)


def recount_history(*, by: Reader) -> int:
    """Count every quarter since the first child stood on the registry; returns the new generations."""
    with transaction.atomic():
        _lock()
        take_marks()
        today = clock.today()
        first = min(selectors.first_enrollment() or today, today)
        quarters = between(Quarter.holding(first), Quarter.holding(today))
        return sum(
            _count(measure, {*quarters, *selectors.looks(measure)}, today=today, by=by)
            for measure in MEASURES
        )


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


def _changed_since(measure: Measure, marks: Mapping[str, date]) -> date | None:
    """The first quarter that the marks reach, None when none of them moves this measure."""
    reached = {room: reach for room, reach in measure.moved_by.items() if room in marks}
    return min(
        (date.min if reach == Reach.EVERY else marks[room] for room, reach in reached.items()), default=None
    )


def _count(measure: Measure, quarters: Iterable[Quarter], *, today: date, by: Reader) -> int:
    """Count the quarters, keep a generation where one is new, and note that all of them were looked at."""
    days = {quarter: quarter.counted_on(today) for quarter in sorted(quarters)}
    if not days:
        return 0
    standing, found = selectors.newest(measure, days), selectors.count(measure, days)
    fresh = [
        quarter
        for quarter in days
        if _says_more(standing.get(quarter), found[quarter], is_closed=quarter.is_over(today))
    ]
    cells: list[RollupCell] = []
    for quarter in fresh:
        before = standing.get(quarter)
        number = before.number + 1 if before else 1
        cells += _generation(measure, quarter, found[quarter], number, today)
    RollupCell.objects.bulk_create(cells)
    _looked_at(measure, days, today)
    if fresh:
        detail = {"measure": measure.label, "quarters": [str(quarter) for quarter in fresh]}
        record(by=by, action="figures.counted", subject="figures", detail=detail)
    return len(fresh)


def _says_more(standing: Generation | None, found: Numbers, *, is_closed: bool) -> bool:
    """Whether the count says something new: other numbers, or the same ones of a quarter that is over now."""
    if standing is None:
        return True
    return dict(standing.numbers) != dict(found) or (is_closed and not standing.is_closed)


def _generation(
    measure: Measure, quarter: Quarter, found: Numbers, number: int, today: date
) -> list[RollupCell]:
    generation, now = uuid.uuid4(), clock.now()
    return [
        RollupCell(
            generation=generation,
            number=number,
            measure=measure.key,
            measure_version=measure.version,
            quarter_start=quarter.start,
            stratum=stratum,
            count=found[stratum],
            counted_on=quarter.counted_on(today),
            is_closed=quarter.is_over(today),
            counted_at=now,
        )
        for stratum in measure.keys
    ]


def _looked_at(measure: Measure, days: Mapping[Quarter, date], today: date) -> None:
    now = clock.now()
    FigureLook.objects.bulk_create(
        [
            FigureLook(
                measure=measure.key,
                measure_version=measure.version,
                quarter_start=quarter.start,
                counted_on=day,
                is_closed=quarter.is_over(today),
                looked_at=now,
            )
            for quarter, day in days.items()
        ],
        update_conflicts=True,
        unique_fields=["measure", "measure_version", "quarter_start"],
        update_fields=["counted_on", "is_closed", "looked_at"],
    )

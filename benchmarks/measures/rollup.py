"""Counting every quarter of three years anew in 200 practices, and one practice's count by itself."""

import datetime as dt
import statistics
import time
import uuid
from typing import Any

from django.db import connection

from benchmarks.results import Result
from tests.database import as_owner

NAME = "rollup"
GOAL = "seconds to count every figure of 200 practices anew (the practice in the middle ≤ 100 ms)"
PRACTICES = 200
CHILDREN = 150  # on the registry of each
LEVELS = 4  # confirmed levels of a child, spread over three years
MOST_MS = 100


def measure() -> Result:
    """Open and fill the practices, then count each whole history under its own role, as a worker does."""
    with as_owner():
        opened = [open_one(number) for number in range(PRACTICES)]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what autovacuum does within a minute of such a change
    times = [timed(count, practice) for practice in opened]
    again = [timed(count, practice) for practice in opened]
    probes = [timed(probe, practice) for practice in opened]
    middle = statistics.median(times) * 1000
    return Result(
        figure=sum(times) if middle <= MOST_MS else float("inf"),
        limit=10,
        higher_is_better=False,
        details={
            "practices": PRACTICES,
            "children_each": CHILDREN,
            "quarters_each": quarters(opened[0]),
            "median_ms": round(middle, 1),
            "slowest_ms": round(max(times) * 1000, 1),
            "again_unchanged_median_ms": round(statistics.median(again) * 1000, 1),
            "nothing_marked_median_ms": round(statistics.median(probes) * 1000, 2),
        },
    )


def open_one(number: int) -> Any:
    """A practice whose children came over three years, each with a few levels, one in ten gone again."""
    from nestwork.practices import clock
    from nestwork.practices.active import inside
    from nestwork.practices.services import open_practice
    from tenants.patients.models import Child
    from tenants.registry.models import Enrollment, NeedLevel

    practice = open_practice(name=f"Rollup {number}", slug=f"rollup-{number}")
    with inside(practice):
        today = clock.today()
        children = [child(place, today) for place in range(CHILDREN)]
        Child.objects.bulk_create(children)
        Enrollment.objects.bulk_create(
            Enrollment(child=one, move=move, reason="roster", effective_on=today - dt.timedelta(days=days))
            for place, one in enumerate(children)
            for move, days in (("entered", 1090 - 7 * place), ("left", 30 + place))[: 1 + (place % 10 == 0)]
        )
        NeedLevel.objects.bulk_create(
            NeedLevel(
                child=one,
                level=(place + turn) % 5,
                decision="confirmed",
                reason="scored",
                effective_on=today - dt.timedelta(days=1000 - 240 * turn + place),
                confirmed_by_id=uuid.UUID(int=1),
            )
            for turn in range(LEVELS)
            for place, one in enumerate(children)
        )
    return practice


def child(place: int, today: dt.date) -> Any:
    """A child of 3 to 22 years: born when it came, and some grow out."""
    from tenants.patients.models import Child

    made = Child(
        given_name=f"Child{place}",
        family_name=f"Family{place % 97}",
        birth_date=today - dt.timedelta(days=1200 + (place * 53) % 6900),
        record_number=f"R-{place:05}",
    )
    made.prepare()
    return made


def count(practice: Any) -> None:
    """All quarters of the practice, in one transaction under its role."""
    from nestwork.access.readers import system
    from nestwork.practices.active import inside
    from reporting.facts.services import recount_history

    with inside(practice):
        recount_history(by=system("figures"))


def probe(practice: Any) -> None:
    """What a practice costs each half minute while nothing happens in it."""
    from nestwork.practices import clock
    from nestwork.practices.active import inside
    from reporting.facts.selectors import is_anything_due

    with inside(practice):
        if is_anything_due(clock.today()):
            raise RuntimeError("everything was counted a moment ago")


def quarters(practice: Any) -> int:
    """How many quarters were counted, each of them with children."""
    from nestwork.practices.active import inside
    from reporting.facts.selectors import newest
    from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL

    with inside(practice):
        found = newest(CHILDREN_BY_NEED_LEVEL)
    if not all(one.total for one in found.values()):
        raise RuntimeError("a quarter was counted empty")
    return len(found)


def timed(work: Any, practice: Any) -> float:
    """Seconds of one piece of work."""
    start = time.perf_counter()
    work(practice)
    return time.perf_counter() - start

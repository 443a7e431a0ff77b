"""Searching a directory of 50,000 services under a practice's role: time in the database, a typing error included."""

import time
from statistics import median as middle
from typing import Any

from benchmarks.results import Result, median
from benchmarks.services import fill

NAME = "directory search"
GOAL = "milliseconds in the database for a search among 50,000 services, a mistyped word included (median)"
SERVICES = 50_000
ROUNDS = 7
ASKED: dict[str, dict[str, Any]] = {
    "typo": {"text": "repsite care"},
    "typo_near": {
        "text": "speach therapy",
        "zip_code": "02860",
        "within_miles": 25,
        "language": "pt",
        "age": 2,
    },
    "need_near": {"need": "food", "zip_code": "02860", "within_miles": 10},
    "spanish": {"text": "comida", "language": "es"},
    "child": {"zip_code": "02860", "within_miles": 25, "language": "es", "age": 2.5},
    "need": {"need": "respite"},
    "common_word": {"text": "families"},
    "everything": {},
}


def measure() -> Result:
    """Fill the directory once, then ask each question in turn; the figure is the median of all answers."""
    from nestwork.access.passage import wearing
    from tests.conftest import practice_named

    start = time.monotonic()
    with wearing("nw_library"):
        fill(SERVICES)
    filled = time.monotonic() - start
    settle()
    found = asked_in(practice_named("blackstone"))
    typos = [spent for name in ("typo", "typo_near") for spent in found[name]]
    return Result(
        figure=max(median([spent for times in found.values() for spent in times]), median(typos)),
        limit=60,
        higher_is_better=False,
        details={
            "services": SERVICES,
            "rounds": ROUNDS,
            "fill_seconds": round(filled, 1),
            **{f"{name}_ms": round(middle(times), 1) for name, times in found.items()},
        },
    )


def settle() -> None:
    """What the server's own housekeeping does within a minute after an import."""
    from django.db import connection

    from tests.database import as_owner

    with as_owner(), connection.cursor() as cursor:
        for table in ("directory_search", "directory_place", "directory_word", "zip_place"):
            cursor.execute(f"VACUUM ANALYZE public.{table}")


def asked_in(practice: Any) -> dict[str, list[float]]:
    """Milliseconds of statements for each question, the questions taking turns."""
    from nestwork.practices.active import inside

    found: dict[str, list[float]] = {name: [] for name in ASKED}
    with inside(practice):
        for _round in range(ROUNDS + 1):  # the first warms the caches of both sides
            for name, words in ASKED.items():
                found[name].append(one(words))
    return {name: times[1:] for name, times in found.items()}


def one(words: dict[str, Any]) -> float:
    """Milliseconds spent in statements for one search."""
    from django.db import connection

    from network_resources.community.selectors.search import search

    spent = 0.0

    def timed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal spent
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += time.perf_counter() - start

    with connection.execute_wrapper(timed):
        search(**words)
    return spent * 1000

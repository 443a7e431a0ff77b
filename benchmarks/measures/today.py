"""Today of a practice with 2,000 children: server time and statements of the coordinator's own list."""

import time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.results import Result, median

NAME = "today"
GOAL = "ms of server time for Today with 2,000 children (statements ≤ 12)"
CHILDREN = 2000
ROUNDS = 15
MOST_STATEMENTS = 12
MOST_MS = 150


def measure() -> Result:
    """Fill a practice, then ask for the page again and again through the whole stack of middleware."""
    client = prepare()
    pages = {"mine": "/", "team": "/?who=team"}
    times = {name: [one(client, address) for _round in range(ROUNDS)] for name, address in pages.items()}
    counts = {name: statements(client, address) for name, address in pages.items()}
    within = all(count <= MOST_STATEMENTS for count in counts.values())
    return Result(
        figure=median(times["mine"]) if within else float("inf"),
        limit=MOST_MS,
        higher_is_better=False,
        details={
            "children": CHILDREN,
            "rounds": ROUNDS,
            **{f"{name}_ms": round(median(found), 1) for name, found in times.items()},
            "mine_python_cpu_ms": round(median([cpu(client, "/") for _round in range(ROUNDS)]), 1),
            **{f"{name}_statements": count for name, count in counts.items()},
        },
    )


def prepare(count: int = CHILDREN) -> Client:
    """Children with due contacts in a practice, and the coordinator signed in there."""
    from benchmarks.filling import fill
    from nestwork.accounts.models import User
    from nestwork.practices.active import inside
    from nestwork.practices.selectors import practice_by_slug
    from tests.database import as_owner
    from tests.people import email_of, sign_in

    practice = practice_by_slug("blackstone")
    coordinator = User.objects.get(email=email_of("coordinator"))
    with inside(practice):
        fill(count, coordinator_id=coordinator.pk)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what autovacuum does within a minute of such a change
    client = sign_in(Client(), coordinator, practice)
    for address in ("/", "/registry/"):
        assert client.get(address).status_code == 200
    return client


def one(client: Client, address: str) -> float:
    """Milliseconds of one answer."""
    start = time.perf_counter()
    response: Any = client.get(address)
    assert response.status_code == 200
    return (time.perf_counter() - start) * 1000


def cpu(client: Client, address: str) -> float:
    """Milliseconds of this process's own CPU for one answer: what a busy machine does not stretch."""
    start = time.process_time()
    client.get(address)
    return (time.process_time() - start) * 1000


def statements(client: Client, address: str) -> int:
    """Statements of the application for one answer; entering the practice is not counted."""
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)

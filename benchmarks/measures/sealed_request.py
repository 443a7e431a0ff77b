"""CPU of a request of eight queries, sealed, against plain django-tenants: Python and PostgreSQL together.

Two processes serve the same page with the same session, user and membership; they take turns, round by round.
"""

import json
import os
import subprocess
import sys
from typing import Any

from django.db import connections

from benchmarks.results import Result, median

NAME = "cost of the seal"
GOAL = "of the CPU of plain django-tenants for a request of eight queries"
ROUNDS = 7
REQUESTS = 120
CHILDREN = 60


def measure() -> Result:
    """Fill the practice, start both servers, take turns."""
    cookie = prepare()
    sealed, plain = Server("sealed", cookie), Server("plain", cookie)
    try:
        for server in (sealed, plain):
            server.serve(40)
        rounds = [(sealed.serve(REQUESTS), plain.serve(REQUESTS)) for _ in range(ROUNDS)]
    finally:
        sealed.stop()
        plain.stop()
    return Result(
        figure=median([ours["cpu_ms"] / theirs["cpu_ms"] for ours, theirs in rounds]),
        limit=1.0,
        higher_is_better=False,
        details={
            "sealed_cpu_ms": round(median([ours["cpu_ms"] for ours, _ in rounds]), 2),
            "plain_cpu_ms": round(median([theirs["cpu_ms"] for _, theirs in rounds]), 2),
            "practice_trips_inside_a_request": max(ours["practice_trips"] for ours, _ in rounds),
            "trips_after_the_response": max(ours["door_trips"] for ours, _ in rounds),
            "requests_in_a_round": REQUESTS,
            "rounds": ROUNDS,
        },
    )


def prepare() -> str:
    """Children in a practice and a signed-in coordinator; returns her cookie."""
    from django.test import Client

    from nestwork.accounts.models import User
    from nestwork.practices.active import inside
    from nestwork.practices.selectors import practice_by_slug
    from tests.factories.patients import ChildFactory
    from tests.people import email_of, sign_in

    practice = practice_by_slug("blackstone")
    with inside(practice):
        ChildFactory.create_batch(CHILDREN)
    client = sign_in(Client(), User.objects.get(email=email_of("coordinator")), practice)
    cookie = client.cookies["session"].value
    connections.close_all()
    return str(cookie)


class Server:
    """A process that serves rounds of requests and reports what they cost."""

    def __init__(self, kind: str, cookie: str) -> None:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": f"benchmarks.settings_{kind}"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.serve", kind, cookie],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def serve(self, count: int) -> dict[str, Any]:
        """Serve `count` requests."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def stop(self) -> None:
        """End the process."""
        self.process.communicate("", timeout=20)

"""`python -m benchmarks.serve sealed|plain COOKIE`: serve the page as often as a line of standard input says."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.core.signals import request_finished

TICKS = os.sysconf("SC_CLK_TCK")
HOST = "blackstone.localhost"


def main() -> None:
    """Serve rounds until standard input ends."""
    kind, cookie = sys.argv[1:]
    django.setup()
    from django.conf import settings
    from django.test import Client

    if kind == "plain":
        request_finished.disconnect(dispatch_uid="nestwork.practices.leave")
    client = Client(SERVER_NAME=HOST)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    trips = count_trips() if kind == "sealed" else {"practice": 0, "door": 0}
    for line in sys.stdin:
        sys.stdout.write(json.dumps(serve(client, int(line), trips)) + "\n")
        sys.stdout.flush()


def serve(client: Any, count: int, trips: dict[str, int]) -> dict[str, float]:
    """One round: CPU milliseconds of this process and of its server process, for one request."""
    client.get("/")
    trips.update(practice=0, door=0)
    python, server = time.process_time(), server_seconds()
    for _ in range(count):
        response = client.get("/")
        if response.status_code != 200 or response.json()["children"] < 60:
            raise SystemExit(f"the page answered {response.status_code}")
    cpu = (time.process_time() - python) + (server_seconds() - server)
    return {
        "cpu_ms": cpu * 1000 / count,
        "practice_trips": trips["practice"] / count,
        "door_trips": trips["door"] / count,
    }


def server_seconds() -> float:
    """CPU the server process of our connection has used, from the kernel."""
    from django.db import connection

    connection.ensure_connection()
    fields = (
        Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    )
    return (int(fields[11]) + int(fields[12])) / TICKS


def count_trips() -> dict[str, int]:
    """Count the trips that take a room, apart for a practice and for the door."""
    from nestwork.sealing.backend.base import DatabaseWrapper

    trips = {"practice": 0, "door": 0}
    send = DatabaseWrapper._send

    def counted(wrapper: DatabaseWrapper, sql: bytes) -> None:
        trips["practice" if b'SET ROLE "p_' in sql else "door"] += 1
        send(wrapper, sql)

    DatabaseWrapper._send = counted  # type: ignore[method-assign]  # only in this process, to count
    return trips


if __name__ == "__main__":
    main()

"""A thousand roster rows from the sealed file to children on the registry, and the same file again."""

import time
from typing import Any

from benchmarks.results import Result, median

NAME = "roster"
GOAL = "seconds for 1,000 roster rows, all of them new children"
ROUNDS = 5
ROWS = 1_000


def measure() -> Result:
    """Read, check and import the same thousand rows into five fresh practices; median of the three steps together."""
    rounds = [one_round(number) for number in range(ROUNDS)]
    return Result(
        figure=median([sum(steps[name] for name in ("read", "check", "import")) for steps in rounds]),
        limit=10,
        higher_is_better=False,
        details={
            **{f"{name}_s": round(median([steps[name] for steps in rounds]), 2) for name in rounds[0]},
            "rounds": ROUNDS,
        },
    )


def one_round(number: int) -> dict[str, float]:
    """A practice of its own, so that every row is a new child; seconds by step."""
    from nestwork.practices.active import inside
    from nestwork.practices.services import open_practice
    from tests.database import as_owner
    from tests.tenants.roster.files import csv_bytes, row

    content = csv_bytes([row(line) for line in range(1, ROWS + 1)])
    with as_owner():
        practice = open_practice(name=f"Roster {number}", slug=f"roster-{number}")
    with inside(practice):
        first = steps(content)
        again = steps(content)
    return first | {"again": sum(again.values())}


def steps(content: bytes) -> dict[str, float]:
    """Seconds for reading, checking and importing one file."""
    from tenants.patients.models import Child
    from tenants.roster.models import Upload
    from tenants.roster.services import importing, uploads
    from tests.tenants.roster import stories

    taken: dict[str, float] = {}
    upload: Upload = _timed(taken, "read", lambda: stories.sent(content))
    upload = _timed(taken, "check", lambda: stories.check(upload))
    uploads.start_import(upload=upload, by=stories.COORDINATOR)

    def run() -> None:
        importing.import_upload(upload_id=upload.pk, by=stories.COORDINATOR, job=stories.HereAndNow())

    _timed(taken, "import", run)
    if Child.objects.count() != ROWS:
        raise RuntimeError("the import did not take in every row")
    return taken


def _timed(taken: dict[str, float], name: str, work: Any) -> Any:
    start = time.perf_counter()
    done = work()
    taken[name] = time.perf_counter() - start
    return done

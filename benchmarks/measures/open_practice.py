"""Opening a practice from the template, whole, against plain django-tenants migrations of an empty schema."""

import io
import time

from django.core.management import call_command
from django.db import connection

from benchmarks.results import Result, median
from tests.database import as_owner

NAME = "open a practice"
GOAL = "times faster than plain django-tenants migrations"
ROUNDS = 5


def measure() -> Result:
    """Take turns; our side includes role, seal, fingerprint check and registry row, the other only its tables."""
    ours: list[float] = []
    spare: list[float] = []
    plain: list[float] = []
    with as_owner():
        open_one("warm")
        for number in range(ROUNDS):
            plain.append(migrate_one(f"plain_{number}"))
            ours.append(open_one(f"ours-{number}"))
            call_command("spare_practices", keep=1, stdout=io.StringIO())
            spare.append(open_one(f"spare-{number}"))
    return Result(
        figure=median([slow / fast for slow, fast in zip(plain, ours, strict=True)]),
        limit=5,
        higher_is_better=True,
        details={
            "open_ms": round(median(ours) * 1000, 1),
            "open_from_spare_ms": round(median(spare) * 1000, 1),
            "plain_migrations_ms": round(median(plain) * 1000, 1),
            "rounds": ROUNDS,
        },
    )


def open_one(slug: str) -> float:
    """Open a practice as the command does; seconds."""
    from nestwork.practices.services import open_practice

    start = time.perf_counter()
    open_practice(name=slug, slug=slug)
    return time.perf_counter() - start


def migrate_one(schema: str) -> float:
    """Make a schema the way django-tenants does; seconds."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
    call_command("migrate_schemas", schema_name=schema, tenant=True, interactive=False, verbosity=0)
    return time.perf_counter() - start

"""Jobs of the system itself, and when a practice is due."""

from collections.abc import Callable

from django.db import connection

from nestwork.access.readers import system
from nestwork.jobs import services
from nestwork.jobs.models import Job
from nestwork.practices.active import inside
from nestwork.practices.models import Practice

type Add = Callable[..., None]


def start_system_job(kind: str, **arguments: str) -> Job:
    return services.start(kind=kind, by=system("sweeper"), arguments=arguments)


def due_at(practice: Practice) -> object:
    with inside(practice), connection.cursor() as cursor:
        cursor.execute("SELECT practice_role, due_at FROM job_due")
        rows = cursor.fetchall()
    assert [role for role, _ in rows] in ([], [practice.schema_name])  # a practice sees its own row alone
    return rows[0][1] if rows else None

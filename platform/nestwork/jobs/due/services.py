"""Keep the practice's own `job_due` row. A row may be early, which costs one look; it is never late."""

from datetime import datetime

from django.db import connection

# The row is found by its default, the practice role itself: no statement names a practice.
_BRING_FORWARD = """
INSERT INTO job_due (due_at) VALUES (%s)
ON CONFLICT (practice_role) DO UPDATE SET due_at = LEAST(job_due.due_at, EXCLUDED.due_at)
"""


def bring_forward(at: datetime) -> None:
    """Look at this practice's jobs at `at` or earlier. Runs in the transaction that adds the job."""
    with connection.cursor() as cursor:
        cursor.execute(_BRING_FORWARD, [at])


def lock() -> None:
    """Hold the practice's row until the transaction ends, so that a job added meanwhile is not forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM job_due WHERE practice_role = current_setting('role') FOR UPDATE")


def set_next(at: datetime | None) -> None:
    """Say when to look next; None when no job is open. Only after lock() and a fresh read of the jobs."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE job_due SET due_at = %s WHERE practice_role = current_setting('role')", [at])

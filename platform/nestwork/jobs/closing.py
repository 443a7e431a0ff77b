"""When a practice closes its jobs end: nothing of it may run any more, and nothing starts by itself after reopening."""

from typing import Any

from django.db import connection
from psycopg import sql

from nestwork.practices.models import Practice

# The runner of a running job finds its claim gone and rolls back; what it committed before stays.
_END = """
WITH ended AS (
    UPDATE {job} SET state = 'cancelled', finished_at = now(), claim = NULL, claimed_until = NULL
    WHERE state IN ('waiting', 'running') RETURNING id, kind
)
INSERT INTO {line} (id, role, action, subject, subject_id, purpose, through, detail, shown)
SELECT gen_random_uuid(), '', 'end job', 'job', id, 'practice closed', 'command',
       jsonb_build_object('kind', kind, 'state', 'cancelled'), '{{}}' FROM ended
"""


def end_jobs(*, practice: Practice, **_: Any) -> None:
    """Receiver of practice_closed; runs as the owner in its transaction."""
    schema = practice.schema_name
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(_END).format(
                job=sql.Identifier(schema, "job"), line=sql.Identifier(schema, "audit_event")
            )
        )
        cursor.execute("DELETE FROM public.job_due WHERE practice_role = %s", [schema])

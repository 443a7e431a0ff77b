"""Which login takes which role of the network. `sql/roles.sql` gives it, as superuser; the owner can only ask.

A version that needs one more finds a server that was prepared by an older one, where nobody comes back as superuser by
himself. So `manage.py migrate` asks first, instead of a job failing weeks later.
"""

from django.core.management.base import CommandError
from django.db import connection
from django.db.backends.utils import CursorWrapper

from nestwork.sealing.names import ADMIN, LIBRARY, STATE, WEB, WORKER

TAKES = ((WEB, LIBRARY), (WEB, STATE), (WEB, ADMIN), (WORKER, LIBRARY))

ABSENT = (
    "This server was prepared by an older version: {missing}. As superuser, prepare it again; that is safe on a server "
    "in use and takes a second (docs/guides/installation.md, 'A new version'). Then run this again. Nothing was changed."
)


def ensure_memberships() -> None:
    """Ask the server for every membership; raises CommandError that names what is missing and what to do."""
    with connection.cursor() as cursor:
        missing = [f"{login} may not take {role}" for login, role in TAKES if not _takes(cursor, login, role)]
    if missing:
        raise CommandError(ABSENT.format(missing=", ".join(missing)))


def _takes(cursor: CursorWrapper, login: str, role: str) -> bool:
    cursor.execute("SELECT pg_catalog.pg_has_role(%s, %s, 'SET')", [login, role])
    return bool(cursor.fetchone()[0])

"""The one extension Nestwork needs, pg_trgm, made by the owner in a schema that no other login may use.

It is a trusted extension, so the owner of the database may make it and no superuser has to come back to a server that
is in use: `manage.py migrate` brings it to every installation. Its functions stay closed with their schema; the
application reaches them through owner-made functions of `rights.FUNCTIONS`. See docs/adr/0014.
"""

from django.core.management.base import CommandError
from django.db import connection
from django.db.utils import ProgrammingError

SCHEMA = "nw_words"
TRIGRAMS = "pg_trgm"

ABSENT = (
    "This PostgreSQL has no pg_trgm, which the directory's search needs to put mistyped words right. Install the "
    "server's contrib package (postgresql-contrib) and run this again. Nothing was changed."
)
ELSEWHERE = (
    "pg_trgm stands in the schema {schema}, where every login may call it. As superuser, in this database: "
    "ALTER EXTENSION pg_trgm SET SCHEMA {wanted}. Then run this again. Nothing was changed."
)


def ensure_trigrams() -> None:
    """Make pg_trgm in its closed schema, as owner; does nothing where it stands there already.

    Raises CommandError when the server does not have it, or when somebody else made it in another schema.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_catalog.pg_extension e"
            " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = %s",
            [TRIGRAMS],
        )
        standing = cursor.fetchone()
        if standing is None:
            cursor.execute("SELECT 1 FROM pg_catalog.pg_available_extensions WHERE name = %s", [TRIGRAMS])
            if cursor.fetchone() is None:
                raise CommandError(ABSENT)
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{SCHEMA}"')
        if standing is None:
            cursor.execute(f'CREATE EXTENSION {TRIGRAMS} SCHEMA "{SCHEMA}"')
        elif standing[0] != SCHEMA:
            _move(standing[0])


def _move(schema: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER EXTENSION {TRIGRAMS} SET SCHEMA "{SCHEMA}"')
    except ProgrammingError as error:
        raise CommandError(ELSEWHERE.format(schema=schema, wanted=SCHEMA)) from error

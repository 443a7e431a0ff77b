"""Prepare a server, once, as superuser: logins and roles, the hardened base database, the network's database.

Embedded servers call `prepare_server`; a real server is prepared by its administrator with

    NESTWORK_SUPERUSER_URL=postgresql://... python -m nestwork.sealing.bootstrap --database nestwork

No process of the application ever signs in as superuser.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from nestwork.sealing.names import LOGINS, OWNER

BASE = "nw_base"  # every database of Nestwork, tests too, is made from this one
_SQL = Path(__file__).parent / "sql"
Superuser = psycopg.Connection[Any]


def prepare_server(
    superuser_connection: Superuser,
    *,
    database: str,
    password: str | Mapping[str, str] | None = None,
) -> None:
    """Make logins, roles, the hardened base database and `database`; safe to call at every start.

    `password` is one for all logins, or one for each by name, or None where the server knows its callers (peer).
    Raises psycopg errors when the connection is not a superuser's.
    """
    superuser_connection.autocommit = True
    superuser_connection.execute((_SQL / "roles.sql").read_text())
    _set_passwords(superuser_connection, password)
    _prepare_base(superuser_connection)
    if not _exists(superuser_connection, database):
        _run(superuser_connection, "CREATE DATABASE {} OWNER {} TEMPLATE {}", database, OWNER, BASE)
    elif _version(superuser_connection, database) != _wanted():
        _harden(superuser_connection, database)
    _limit_callers(superuser_connection, database)
    _remember(superuser_connection, database)


def _prepare_base(connection: Superuser) -> None:
    """Make and harden the base database; it counts as finished only with the mark of this file's version."""
    if not _exists(connection, BASE):
        _run(connection, "CREATE DATABASE {} TEMPLATE template0", BASE)
    elif _version(connection, BASE) == _wanted():
        return
    _run(connection, "ALTER DATABASE {} ALLOW_CONNECTIONS true", BASE)
    _harden(connection, BASE)
    _limit_callers(connection, BASE)
    # Nobody can stand in it, so a copy never waits for anybody.
    _run(connection, "ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false", BASE)
    _remember(connection, BASE)


def _harden(connection: Superuser, database: str) -> None:
    info = connection.info
    parameters: dict[str, Any] = {**info.get_parameters(), "dbname": database}
    if info.password:
        parameters["password"] = info.password
    with psycopg.connect(**parameters) as inside:
        inside.execute((_SQL / "harden.sql").read_text())


def _limit_callers(connection: Superuser, database: str) -> None:
    """Let only our logins connect, and nobody make temporary tables; a copy of a database does not carry this."""
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    for login in LOGINS:
        _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, login)


def _set_passwords(connection: Superuser, password: str | Mapping[str, str] | None) -> None:
    if password is None:
        return
    for login in LOGINS:
        secret = password if isinstance(password, str) else password.get(login)
        if secret is not None:
            # Hashed here, so that the word itself reaches neither the server nor its log.
            hashed = connection.pgconn.encrypt_password(secret.encode(), login.encode(), b"scram-sha-256")
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), hashed.decode())
            )


def _exists(connection: Superuser, database: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_catalog.pg_database WHERE datname = %s", [database])
    return found.fetchone() is not None


def _wanted() -> str:
    return f"nestwork hardening {hashlib.sha256((_SQL / 'harden.sql').read_bytes()).hexdigest()[:16]}"


def _version(connection: Superuser, database: str) -> str | None:
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database WHERE datname = %s",
        [database],
    ).fetchone()
    return row[0] if row else None


def _remember(connection: Superuser, database: str) -> None:
    connection.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), sql.Literal(_wanted()))
    )


def _run(connection: Superuser, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def main() -> int:
    """Prepare the server named by NESTWORK_SUPERUSER_URL; passwords come from NESTWORK_PASSWORD_OWNER and so on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--database", default="nestwork")
    database = parser.parse_args().database
    url = os.environ.get("NESTWORK_SUPERUSER_URL")
    if not url:
        sys.stderr.write("Set NESTWORK_SUPERUSER_URL to a superuser's address. Nothing was changed.\n")
        return 2
    passwords = {
        login: os.environ[name]
        for login in LOGINS
        if (name := f"NESTWORK_PASSWORD_{login.removeprefix('nw_').upper()}") in os.environ
    }
    with psycopg.connect(url, autocommit=True) as connection:
        prepare_server(connection, database=database, password=passwords or None)
    sys.stdout.write(f"The server is prepared; the database is {database}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

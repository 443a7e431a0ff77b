"""The databases of a test run: a filled template made once, and a copy of it for each run and worker.

Tests run as the web login, sealed as in a real process; only set-up works as the owner.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from nestwork.embedded.locks import waited_for
from nestwork.embedded.places import CLONE
from nestwork.embedded.postgres import SUPERUSER
from nestwork.embedded.servers import Servers, shared

PRACTICES = {"blackstone": "Blackstone Pediatrics", "harbor": "Harbor Children's Health"}
KEPT_TEMPLATES = 6
IDLE_ROLES = """
    SELECT rolname::text FROM pg_roles AS role
    WHERE rolname ~ '^p_[0-9a-f]{12}$'
      AND NOT EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = role.oid)
"""
# What decides how a filled database looks: any change makes a new template.
SOURCES = (
    "platform/**/migrations/*.py",
    "platform/**/*.sql",
    "platform/nestwork/sealing/**/*.py",
    "platform/nestwork/practices/**/*.py",
    "tenants/**/migrations/*.py",
    "tenants/**/*.sql",
    "platform/**/models*.py",  # the kinds of tables decide their rights
    "platform/**/models/*.py",
    "tenants/**/models*.py",
    "tenants/**/models/*.py",
    "network_resources/**/migrations/*.py",
    "network_resources/**/*.sql",
    "network_resources/**/models*.py",
    "network_resources/**/models/*.py",
    "reporting/**/migrations/*.py",
    "reporting/**/*.sql",
    "reporting/**/models*.py",
    "requirements/base.txt",
    "tests/database.py",
    "tests/people.py",
)


@contextmanager
def run_database() -> Iterator[None]:
    """Give this run (or xdist worker) its own copy of the template, and take it away at the end."""
    with _servers() as servers:
        template = f"test_template_{fingerprint()}"
        home: Path = settings.TEST_HOME
        home.mkdir(parents=True, exist_ok=True)
        with waited_for(home / "template.lock"):
            _sweep(servers)
            ensure_template(servers, template)
        copy_template(template)
        os.environ["NESTWORK_TEST_TEMPLATE"] = template
        flush_valkey()
        try:
            yield
        finally:
            connections.close_all()
            with administration() as server:
                server.execute(_drop(settings.DATABASE_NAME))
            flush_valkey()


def renew_database() -> None:
    """Replace this run's database by a fresh copy: the teardown of a test that commits (about 0.1 s)."""
    connections.close_all()
    copy_template(os.environ["NESTWORK_TEST_TEMPLATE"])
    flush_valkey()


def copy_template(template: str) -> None:
    """Make this run's database from the template; rights on the database itself are not copied, so they are set."""
    name = settings.DATABASE_NAME
    with administration() as server:
        server.execute(_drop(name))
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name),
                sql.Identifier(template),
                sql.Identifier(settings.DATABASE_LOGINS["owner"]["USER"]),
            )
        )
        open_to_logins(server, name)
    reopen_practices(name)


def reopen_practices(name: str) -> None:
    """Give the two practices' roles to web and worker again.

    Roles belong to the server, so every run shares them: a test that closed one of the two would close it for all.
    Tests that close a practice open one of their own.
    """
    with administration(name) as server:
        for (role,) in server.execute(
            "SELECT schema_name::text FROM practices_practice WHERE slug = ANY(%s)", [list(PRACTICES)]
        ).fetchall():
            server.execute(
                sql.SQL("GRANT {} TO nw_web, nw_worker WITH INHERIT FALSE, SET TRUE").format(
                    sql.Identifier(str(role))
                )
            )


def open_to_logins(server: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Let the application's logins connect and nobody make temporary tables."""
    logins = [entry["USER"] for process, entry in settings.DATABASE_LOGINS.items() if process != "owner"]
    database = sql.Identifier(name)
    server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    server.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            database, sql.SQL(", ").join(map(sql.Identifier, logins))
        )
    )


def ensure_template(servers: Servers | None, template: str) -> None:
    """Build the template unless it is there; `datistemplate` is the mark of a finished one."""
    with administration() as server:
        found = server.execute(
            "SELECT datistemplate FROM pg_database WHERE datname = %s", [template]
        ).fetchone()
        if found == (True,):
            return
        if found:
            server.execute(_drop(template))
    prepare(servers, template)
    fill(template)
    with administration() as server:
        server.execute(
            sql.SQL("ALTER DATABASE {} WITH is_template true allow_connections false").format(
                sql.Identifier(template)
            )
        )


def prepare(servers: Servers | None, template: str) -> None:
    """Make logins, the hardened base and the empty database; on a given server the base has to be there."""
    from nestwork.sealing.bootstrap import prepare_server

    if servers is not None:
        with servers.connect() as superuser:
            prepare_server(superuser, database=template)
        return
    with administration() as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE nw_base").format(sql.Identifier(template)))
        open_to_logins(server, template)


def fill(template: str) -> None:
    """Migrate the shared tables and open two practices, as the owner."""
    from nestwork.practices.services import open_practice
    from tests.people import settle_cast

    with using_database(template), as_owner():
        call_command("migrate", interactive=False, verbosity=0)
        for slug, name in PRACTICES.items():
            open_practice(name=name, slug=slug)
        settle_cast()
    connections.close_all()


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the owner inside; what was open in this process is closed before and after, so commit first."""
    with as_login("owner"):
        yield


@contextmanager
def as_login(process: str) -> Iterator[None]:
    """Work as another login inside; the same closing of connections as for the owner."""
    entry = connection.settings_dict
    before = {key: entry[key] for key in _LOGIN_KEYS if key in entry}
    connection.close()
    entry.update({key: settings.DATABASE_LOGINS[process].get(key, before[key]) for key in before})
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.close()
        entry.update(before)
        connection.set_schema_to_public()


_LOGIN_KEYS = ("USER", "PASSWORD", "HOST", "PORT", "ROOMS", "OPTIONS", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS")


@contextmanager
def using_database(name: str) -> Iterator[None]:
    """Point the default connection at another database of the same server inside."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def administration(database: str = "postgres") -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Connect to the server's own `postgres` database (or another), to make and drop databases named test_*.

    As the owner on a given server; as the superuser on our own pair, where the owner may not exist yet.
    """
    entry = {**settings.DATABASE_LOGINS["owner"]}
    if not settings.ON_GIVEN_SERVERS:
        entry["USER"] = SUPERUSER
    with psycopg.connect(
        host=entry["HOST"],
        port=entry.get("PORT") or None,
        user=entry["USER"],
        password=entry.get("PASSWORD") or None,
        dbname=database,
        autocommit=True,
        **entry.get("OPTIONS", {}),
    ) as server:
        yield server


def fingerprint() -> str:
    """Return what names the template: a digest of every file that shapes a filled database."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(CLONE.glob(pattern)):
            digest.update(f"{path.relative_to(CLONE)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def flush_valkey() -> None:
    """Empty this run's own database of Valkey: queue and cache."""
    import redis

    location = settings.CACHES["default"]["LOCATION"]
    with redis.Redis.from_url(location) as valkey:
        if not settings.ON_GIVEN_SERVERS:
            valkey.flushdb()


def _servers() -> AbstractContextManager[Servers | None]:
    return nullcontext() if settings.ON_GIVEN_SERVERS else shared(settings.TEST_HOME)


def _sweep(servers: Servers | None) -> None:
    """On our own pair: drop databases of runs that ended without cleaning, old templates, roles nothing uses."""
    if servers is None:
        return
    with servers.connect() as server:
        rows = server.execute(
            "SELECT datname::text, datistemplate FROM pg_database ORDER BY oid DESC"
        ).fetchall()
        templates = [str(name) for name, _ in rows if str(name).startswith("test_template_")]
        runs = [str(name) for name, _ in rows if str(name).startswith("test_") and str(name) not in templates]
        for name in templates[KEPT_TEMPLATES:]:
            server.execute(sql.SQL("ALTER DATABASE {} WITH is_template false").format(sql.Identifier(name)))
            server.execute(_drop(name))
        for name in runs:
            if not _runs(int(name.split("_")[1])):
                server.execute(_drop(name))
        for (role,) in server.execute(IDLE_ROLES).fetchall():
            server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(str(role))))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _drop(name: str) -> sql.Composed:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))

"""Tries every hardening of `sql/harden.sql` on the server in use, as an attacker would: by sending the statement.

Each must be refused with SQLSTATE 42501. `manage.py check_seal` prints the list; the first connection of each
process logs what is missing, because a managed server may not allow every REVOKE.
"""

from dataclasses import dataclass
from typing import Any

from psycopg.pq import DiagnosticField, ExecStatus

REFUSED = "42501"  # insufficient_privilege


@dataclass(frozen=True, slots=True)
class Probe:
    """One hardening: what it closes, and a statement the server must refuse."""

    closes: str
    statement: str


_CATALOGS = (
    "pg_class", "pg_namespace", "pg_roles", "pg_auth_members", "pg_constraint", "pg_attribute", "pg_proc",
    "pg_database", "pg_stats", "pg_settings", "pg_stat_activity", "pg_stat_user_tables", "pg_locks", "pg_tables",
    "pg_indexes", "pg_views", "pg_policies", "pg_sequences", "pg_prepared_xacts", "pg_db_role_setting", "pg_type",
)  # fmt: skip

PROBES: tuple[Probe, ...] = (
    Probe("changing role or path inside a SELECT", "SELECT set_config('search_path', 'public', true)"),
    Probe("SQL run by ts_stat", "SELECT * FROM ts_stat('SELECT ''a''::tsvector')"),
    Probe(
        "SQL run by ts_rewrite", "SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, ''b''::tsquery')"
    ),
    Probe("SQL run by query_to_xml", "SELECT query_to_xml('SELECT 1', false, false, '')"),
    Probe("SQL run by cursor_to_xml", "SELECT cursor_to_xml('x'::refcursor, 1, false, false, '')"),
    Probe("tables read by table_to_xml", "SELECT table_to_xml(1247::regclass, false, false, '')"),
    Probe("tables read by schema_to_xml", "SELECT schema_to_xml('public'::name, false, false, '')"),
    Probe("tables read by database_to_xml", "SELECT database_to_xml(false, false, '')"),
    Probe("code blocks", "DO $$ BEGIN NULL; END $$"),
    Probe("functions of one's own", "CREATE FUNCTION pg_temp.own() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    Probe("tables in the shared schema", "CREATE TABLE public.own (a int)"),
    Probe("temporary tables", "CREATE TEMPORARY TABLE own (a int)"),
    Probe("large objects, made", "SELECT lo_create(0)"),
    Probe("large objects, from bytes", "SELECT lo_from_bytea(0, 'a')"),
    Probe("advisory locks", "SELECT pg_advisory_lock(1)"),
    Probe("advisory locks, tried", "SELECT pg_try_advisory_xact_lock(1)"),
    Probe("notices to other sessions", "SELECT pg_notify('a', 'b')"),
    Probe("sleeping in the server", "SELECT pg_sleep(0)"),
    Probe("cancelling another session", "SELECT pg_cancel_backend(0)"),
    Probe("ending another session", "SELECT pg_terminate_backend(0)"),
    Probe("lending a snapshot", "SELECT pg_export_snapshot()"),
    Probe("writing to the log of changes", "SELECT pg_logical_emit_message(true, 'a', 'b')"),
    Probe("other sessions' locks", "SELECT * FROM pg_lock_status()"),
    Probe("who blocks whom", "SELECT pg_blocking_pids(1)"),
    Probe("other sessions' prepared statements", "SELECT * FROM pg_prepared_statement()"),
    Probe("settings of the server", "SELECT * FROM pg_show_all_settings()"),
    Probe("row counts by statistics", "SELECT pg_stat_get_live_tuples(1259)"),
    Probe("row counts by size", "SELECT pg_relation_size(1259)"),
    Probe("row counts by total size", "SELECT pg_total_relation_size(1259)"),
    Probe("size of databases", "SELECT pg_database_size('postgres')"),
    Probe("file of a table", "SELECT pg_relation_filepath(1259)"),
    Probe("names of roles by number", "SELECT pg_get_userbyid(10)"),
    Probe("text of constraints", "SELECT pg_get_constraintdef(1)"),
    Probe("text of indexes", "SELECT pg_get_indexdef(1)"),
    Probe("text of functions", "SELECT pg_get_functiondef(1)"),
    Probe("names by object number", "SELECT * FROM pg_identify_object(1259, 1259, 0)"),
    Probe("whose right is what", "SELECT has_table_privilege('nw_web', 'pg_catalog.pg_class', 'SELECT')"),
    Probe("whose role is whose", "SELECT pg_has_role('nw_web', 'nw_admin', 'MEMBER')"),
    Probe("values of a sequence", "SELECT pg_sequence_last_value(1)"),
    *(Probe(f"reading pg_catalog.{name}", f"TABLE pg_catalog.{name} LIMIT 1") for name in _CATALOGS),
    Probe("reading information_schema", "SELECT 1 FROM information_schema.tables LIMIT 1"),
)


def missing(pgconn: Any, *, role: str | None = None) -> list[Probe]:
    """The hardenings the server does not have, tried on an idle libpq connection, each undone at once.

    With `role` they are tried under that role; without, under the login itself, which may call set_config.
    """
    tried = PROBES if role is not None else PROBES[1:]
    return [probe for probe in tried if not _is_refused(pgconn, probe.statement, role)]


def _is_refused(pgconn: Any, statement: str, role: str | None) -> bool:
    pgconn.exec_(f"BEGIN; SET LOCAL ROLE {role}".encode() if role else b"BEGIN")
    try:
        result = pgconn.exec_(statement.encode())
        if result.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            return False
        return bool(result.error_field(DiagnosticField.SQLSTATE) == REFUSED.encode())
    finally:
        pgconn.exec_(b"ROLLBACK")

"""Gives the rights of `rights.py` to the server, in one transaction with the shared migration."""

from collections.abc import Iterator

from django.db import connection, transaction

from nestwork.sealing.names import LOGINS, PUBLIC
from nestwork.sealing.rights import FUNCTIONS, ROW_SECURITY, SCHEMA_USERS, SHARED_TABLES, Policy

# A web login cannot read pg_roles; this tells it about itself only.
_LOGIN_FACT = """
CREATE OR REPLACE FUNCTION public.login_bypasses_row_security() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog
AS 'SELECT rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = session_user'
"""


def apply_rights() -> None:
    """Take every right on the shared schema from everybody but the owner, then give what `rights.py` lists.

    Runs on the owner's connection. A listed table or function that does not exist yet is passed over: nothing is
    given. Safe to run again.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        database: str = cursor.fetchone()[0]
        for statement in (*_take(database), *_give_tables(_tables()), *_give_functions()):
            cursor.execute(statement)


def _tables() -> set[str]:
    """The tables that stand in the shared schema now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_catalog.pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"
        )
        return {name for (name,) in cursor.fetchall()}


def _take(database: str) -> Iterator[str]:
    logins, users = ", ".join(LOGINS), ", ".join(SCHEMA_USERS)
    yield f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC'  # a copy of nw_base does not carry this
    yield f'GRANT CONNECT ON DATABASE "{database}" TO {logins}'
    yield _LOGIN_FACT
    yield f"REVOKE ALL ON SCHEMA {PUBLIC} FROM PUBLIC, {users}"
    yield f"GRANT USAGE ON SCHEMA {PUBLIC} TO {users}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {PUBLIC} FROM PUBLIC, {users}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {PUBLIC} FROM PUBLIC, {users}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {PUBLIC} FROM PUBLIC, {users}"


def _give_tables(standing: set[str]) -> Iterator[str]:
    for table, rights in SHARED_TABLES.items():
        if table in standing:
            for role, privileges in rights.items():
                yield f'GRANT {privileges} ON TABLE {PUBLIC}."{table}" TO {role}'
    for table, policies in ROW_SECURITY.items():
        if table in standing:
            yield f'ALTER TABLE {PUBLIC}."{table}" ENABLE ROW LEVEL SECURITY'
            for policy in policies:
                yield f'DROP POLICY IF EXISTS {policy.name} ON {PUBLIC}."{table}"'
                yield _policy(table, policy)


def _policy(table: str, policy: Policy) -> str:
    check = f" WITH CHECK ({policy.check})" if policy.check else ""
    using = f" USING ({policy.using})" if policy.command != "INSERT" else ""
    roles = ", ".join(policy.roles)
    return f'CREATE POLICY {policy.name} ON {PUBLIC}."{table}" FOR {policy.command} TO {roles}{using}{check}'


def _give_functions() -> Iterator[str]:
    with connection.cursor() as cursor:
        for signature, roles in FUNCTIONS.items():
            cursor.execute("SELECT to_regprocedure(%s) IS NOT NULL", [f"{PUBLIC}.{signature}"])
            if cursor.fetchone()[0] or signature.startswith("login_"):
                yield f"GRANT EXECUTE ON FUNCTION {PUBLIC}.{signature} TO {', '.join(roles)}"

"""The same list on raw connections: somebody who holds a login, without Django, without the extended protocol."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings

from nestwork.practices.models import Practice
from tests.attacks.lines import ALONE, EXPRESSIONS, STATEMENTS, Line, Outcome
from tests.attacks.test_sql import named, residual_is_written

Connect = Callable[..., psycopg.Connection[Any]]
SECRETS = (
    "accounts_user",
    "accounts_session",
    "accounts_handover",
    "accounts_invitation",
    "accounts_personaltoken",
    "account_emailaddress",
    "mfa_authenticator",
    "axes_accessattempt",
)


@pytest.fixture
def connect(db: None) -> Iterator[Connect]:
    """Open raw connections of this run's database under a login, and close them at the end."""
    opened: list[psycopg.Connection[Any]] = []

    def open_one(process: str, role: str = "") -> psycopg.Connection[Any]:
        entry = settings.DATABASE_LOGINS[process]
        raw = psycopg.connect(
            host=entry["HOST"], port=entry.get("PORT") or None, user=entry["USER"],
            password=entry.get("PASSWORD") or None, dbname=entry["NAME"], autocommit=True,
        )  # fmt: skip
        opened.append(raw)
        if role:
            raw.execute(f'SET ROLE "{role}"')
        return raw

    yield open_one
    for raw in opened:
        raw.close()


def state_of(raw: psycopg.Connection[Any], sql: str) -> str:
    """SQLSTATE of a statement sent alone and undone, or empty when the server let it pass."""
    try:
        raw.execute(sql)
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return ""


def undone(raw: psycopg.Connection[Any], sql: str) -> str:
    """As state_of, inside a transaction that is rolled back."""
    raw.execute("BEGIN")
    try:
        return state_of(raw, sql)
    finally:
        raw.execute("ROLLBACK")


@named((*EXPRESSIONS, *STATEMENTS))
def test_the_list_under_a_practice_role(
    connect: Connect, blackstone: Practice, harbor: Practice, line: Line
) -> None:
    raw = connect("web", blackstone.schema_name)
    raw.execute(f'SET search_path = "{blackstone.schema_name}", public')
    sql = line.sql.replace("{A}", blackstone.schema_name).replace("{B}", harbor.schema_name)
    found = undone(raw, sql if line in STATEMENTS else f"SELECT {sql}")
    assert found == ("42501" if line.outcome is Outcome.REFUSED else ""), line.outcome


@named(ALONE)
def test_what_stands_outside_every_transaction(connect: Connect, blackstone: Practice, line: Line) -> None:
    assert state_of(connect("web", blackstone.schema_name), line.sql) == "42501"
    assert state_of(connect("web"), line.sql) == "42501"
    assert state_of(connect("worker"), line.sql) == "42501"


@pytest.mark.parametrize("process", ["web", "worker", "release", "sealer"])
def test_no_login_reads_children_without_a_practices_role(
    connect: Connect, blackstone: Practice, process: str
) -> None:
    raw = connect(process)
    for table in (
        "patients_child",
        "patients_contact",
        "clinical_condition",
        "worklist_item",
        "activity_entry",
    ):
        assert state_of(raw, f'SELECT 1 FROM "{blackstone.schema_name}".{table}') == "42501", table


@pytest.mark.parametrize("process", ["release", "sealer"])
def test_release_and_sealer_cannot_take_a_practices_role(
    connect: Connect, blackstone: Practice, process: str
) -> None:
    raw = connect(process)
    for role in (blackstone.schema_name, "practice_any", "nw_admin", "nw_web", "nw_owner"):
        assert state_of(raw, f'SET ROLE "{role}"') == "42501", role


def test_the_sealer_reads_audit_lines_and_adds_seals_and_nothing_else(
    connect: Connect, blackstone: Practice
) -> None:
    raw, schema = connect("sealer"), blackstone.schema_name
    assert state_of(raw, f'SELECT 1 FROM "{schema}".audit_event') == ""
    assert state_of(raw, f'SELECT 1 FROM "{schema}".audit_seal') == ""
    for sql in (
        f'INSERT INTO "{schema}".audit_event DEFAULT VALUES',
        f'UPDATE "{schema}".audit_seal SET number = 0',
        f'DELETE FROM "{schema}".audit_seal',
        f'DELETE FROM "{schema}".audit_event',
        f'SELECT 1 FROM "{schema}".staff_staffmember',
        "SELECT 1 FROM accounts_user",
        "SELECT 1 FROM access_membership",
    ):
        assert state_of(raw, sql) == "42501", sql


@pytest.mark.parametrize("process", ["worker", "release", "sealer"])
@pytest.mark.parametrize("table", SECRETS)
def test_only_the_door_of_the_web_reads_secrets(connect: Connect, process: str, table: str) -> None:
    assert state_of(connect(process), f"SELECT * FROM {table}") == "42501"


@pytest.mark.parametrize("role", ["nw_library", "nw_state", "nw_admin"])
def test_a_network_role_reads_no_secret_and_no_practice(
    connect: Connect, blackstone: Practice, role: str
) -> None:
    raw = connect("web", role)
    for table in (*SECRETS, "access_membership"):
        assert state_of(raw, f"SELECT * FROM {table}") == "42501", table
    assert state_of(raw, f'SELECT 1 FROM "{blackstone.schema_name}".patients_child') == "42501"
    for sql in ("CREATE TABLE public.own (a int)", "CREATE TEMP TABLE own (a int)", "SELECT 1 FROM pg_roles"):
        assert state_of(raw, sql) == "42501", sql


@pytest.mark.parametrize("process", ["web", "worker", "release", "sealer"])
def test_no_login_becomes_the_owner_or_changes_itself(connect: Connect, process: str) -> None:
    raw = connect(process)
    for sql in (
        "SET ROLE nw_owner",
        "SET SESSION AUTHORIZATION nw_owner",
        "ALTER ROLE CURRENT_USER CREATEROLE",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "CREATE ROLE own",
        "CREATE SCHEMA own",
        "CREATE TABLE public.own (a int)",
        "ALTER TABLE accounts_user ADD own int",
        "DROP TABLE practices_practice",
        "SELECT 1 FROM pg_authid",
    ):
        assert state_of(raw, sql) == "42501", sql


def test_the_owner_cannot_take_a_practices_role(connect: Connect, blackstone: Practice) -> None:
    assert state_of(connect("owner"), f'SET ROLE "{blackstone.schema_name}"') == "42501"


def test_the_workers_sweeper_sees_every_due_row_and_changes_none(
    connect: Connect, blackstone: Practice
) -> None:
    raw = connect("worker")
    assert state_of(raw, "SELECT * FROM job_due") == ""
    for sql in (
        "UPDATE job_due SET due_at = now()",
        "DELETE FROM job_due",
        "INSERT INTO job_due DEFAULT VALUES",
    ):
        assert state_of(raw, sql) == "42501", sql


def test_whoever_holds_the_web_login_may_take_any_open_practice(
    connect: Connect, blackstone: Practice, harbor: Practice
) -> None:
    """The honest residual: the seal stops SQL, not somebody's Python in the web process."""
    raw = connect("web")
    for practice in (blackstone, harbor):
        raw.execute(f'SET ROLE "{practice.schema_name}"')
        assert state_of(raw, f'SELECT 1 FROM "{practice.schema_name}".patients_child') == ""
        raw.execute("RESET ROLE")
    assert state_of(raw, "SELECT password FROM accounts_user") == ""
    assert residual_is_written("A process that runs an attacker's Python")

"""The attack list, sent as a member of one practice by every way a statement can travel."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from nestwork.embedded.places import CLONE
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.sealing.backend import guard
from nestwork.sealing.backend.errors import StatementRefusedError
from tenants.patients.models import Child
from tests.attacks.lines import EXPRESSIONS, STATEMENTS, Line, Outcome
from tests.factories.patients import ChildFactory

CANARY = "Zwyrtekova"  # a surname that stands in the practice next door only
NOT_OURS = {"42501"}

Way = Callable[[str], Any]


def by_cursor(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def by_cursor_with_parameters(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql.replace('%', '%%')} /* %s */", ["given"])
        return cursor.fetchall() if cursor.description else None


def by_executemany(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.executemany(f"{sql.replace('%', '%%')} /* %s */", [["given"], ["given"]])


def by_raw(sql: str) -> Any:
    return [vars(row) for row in Child.objects.raw(sql)]


def by_named_cursor(sql: str) -> Any:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def by_psycopg(sql: str) -> Any:
    """Past Django: a cursor of the driver on the same connection."""
    with connection.connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def by_psycopg_stream(sql: str) -> Any:
    with connection.connection.cursor() as cursor:
        return list(cursor.stream(sql))


def by_psycopg_execute(sql: str) -> Any:
    return connection.connection.execute(sql).fetchall()


def by_copy(sql: str) -> Any:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT") as copy:
        return b"".join(copy).decode()


VALUE_WAYS: dict[str, Callable[[str], Any]] = {
    "cursor": lambda value: by_cursor(f"SELECT {value}"),
    "cursor with parameters": lambda value: by_cursor_with_parameters(f"SELECT {value}"),
    "raw": lambda value: by_raw(f"SELECT id, {value} AS stolen FROM patients_child"),
    "extra select": lambda value: list(Child.objects.extra(select={"stolen": value}).values("stolen")),
    "extra where": lambda value: list(Child.objects.extra(where=[f"{value} IS NOT NULL"])),
    "RawSQL annotation": lambda value: list(
        Child.objects.annotate(stolen=RawSQL(value, [])).values("stolen")
    ),
    "ordering": lambda value: list(Child.objects.order_by(RawSQL(value, []))),
    "iterator": lambda value: list(Child.objects.annotate(stolen=RawSQL(value, [])).iterator(chunk_size=1)),
    "named cursor": lambda value: by_named_cursor(f"SELECT {value}"),
    "the driver's cursor": lambda value: by_psycopg(f"SELECT {value}"),
    "the driver's stream": lambda value: by_psycopg_stream(f"SELECT {value}"),
    "the driver's execute": lambda value: by_psycopg_execute(f"SELECT {value}"),
    "copy": lambda value: by_copy(f"SELECT {value}"),
    "update": lambda value: Child.objects.update(
        school=RawSQL(f"left(coalesce(({value})::text, ''), 100)", [])
    ),
}


@pytest.fixture
def attacker(blackstone: Practice, harbor: Practice) -> Iterator[Callable[[str], str]]:
    """Stand inside Blackstone, with a child of our own; Harbor has a child with the canary's name."""
    with inside(harbor):
        ChildFactory(family_name=CANARY)
        by_cursor("INSERT INTO job_due (due_at) VALUES (now())")

    def names(sql: str) -> str:
        return sql.replace("{A}", blackstone.schema_name).replace("{B}", harbor.schema_name)

    with inside(blackstone):
        ChildFactory(family_name="Baptiste")
        yield names


@contextmanager
def without_the_belt(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server alone decides: the list of first words is taken off."""
    with monkeypatch.context() as patch:
        patch.setattr(guard, "check", lambda statement: statement.lower().startswith(b"rollback"))
        yield


def outcome_of(way: Way, sql: str) -> tuple[str, Any]:
    """SQLSTATE of the refusal or empty, and what came back."""
    try:
        with transaction.atomic():
            return "", way(sql)
    except Exception as error:
        found = server_state(error)
        if found is None:
            raise
        return found, None


def server_state(error: BaseException | None) -> str | None:
    """The SQLSTATE behind an error, however Django wrapped it."""
    while error is not None:
        if isinstance(error, psycopg.Error) and error.sqlstate:
            return error.sqlstate
        error = error.__cause__
    return None


def named(lines: tuple[Line, ...]) -> Any:
    return pytest.mark.parametrize("line", lines, ids=[line.name for line in lines])


@named(EXPRESSIONS)
def test_a_smuggled_value(
    attacker: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    value = attacker(line.sql)
    with without_the_belt(monkeypatch):
        for name, way in VALUE_WAYS.items():
            state, found = outcome_of(way, value)
            if line.outcome is Outcome.REFUSED:
                assert state == "42501", (name, state, found)
            else:
                assert state == "", (name, state)
            if line.outcome is Outcome.POWERLESS:
                assert CANARY not in str(found)
                assert attacker("{B}") not in str(found)


@named(STATEMENTS)
def test_a_statement_of_its_own(
    attacker: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    sql = attacker(line.sql)
    with without_the_belt(monkeypatch):
        for way in (by_cursor, by_psycopg):
            state, found = outcome_of(way, sql)
            if line.outcome is Outcome.REFUSED:
                assert state == "42501", (way.__name__, state, found)
            else:
                assert state == "", (way.__name__, state)
            connection.forget_room()  # a role the server let us take is not what the code wants


def test_names_by_number_are_a_true_residual(attacker: Callable[[str], str]) -> None:
    line = next(line for line in EXPRESSIONS if line.residual == "Names by object number")
    assert by_cursor(attacker(f"SELECT {line.sql}")) == [(attacker("{B}"),)]


def test_what_lands_without_right_changes_nothing(
    attacker: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, harbor: Practice, blackstone: Practice
) -> None:
    with without_the_belt(monkeypatch):
        for line in STATEMENTS:
            if line.outcome is Outcome.POWERLESS:
                outcome_of(by_cursor, attacker(line.sql))
                connection.forget_room()
        with transaction.atomic():
            by_cursor(attacker('SET search_path = "{B}"'))
            state, _ = outcome_of(by_psycopg, "SELECT family_name FROM patients_child")
            assert state == "42P01", "the path leads to a schema that cannot be looked into"
        connection.forget_room()
    assert by_cursor("SELECT count(*) FROM job_due WHERE practice_role <> current_setting('role')") == [(0,)]
    assert [child.family_name for child in Child.objects.all()] == ["Baptiste"]
    with inside(harbor):
        assert [child.family_name for child in Child.objects.all()] == [CANARY]
        assert by_cursor("SELECT count(*) FROM job_due") == [(1,)]


@pytest.mark.parametrize(
    "second",
    ['SET ROLE "{B}"', "RESET ROLE", 'SELECT family_name FROM "{B}".patients_child', "SELECT 1", "COMMIT"],
)
@pytest.mark.parametrize(
    "way",
    [
        by_cursor,
        by_cursor_with_parameters,
        by_executemany,
        by_raw,
        by_named_cursor,
        by_psycopg,
        by_psycopg_execute,
    ],
)
def test_a_second_statement_behind_the_first_is_refused_by_the_server(
    attacker: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, way: Way, second: str
) -> None:
    with without_the_belt(monkeypatch):
        state, _ = outcome_of(way, f"SELECT id FROM patients_child; {attacker(second)}")
    assert state == "42601", "the extended protocol carries one statement"


@pytest.mark.parametrize(
    "fold", ["'; SET ROLE nw_admin; --", '"; RESET ROLE; --', "%s", "\\'; RESET ROLE; --", "\x1a"]
)
def test_a_parameter_stays_a_value(attacker: Callable[[str], str], fold: str) -> None:
    assert not Child.objects.filter(family_name=fold).exists()
    ChildFactory(family_name=fold)
    assert Child.objects.get(family_name=fold).family_name == fold
    assert by_cursor("SELECT current_user::text = current_setting('role')") == [(True,)]


@named(tuple(line for line in STATEMENTS if line.outcome is Outcome.RESIDUAL and "LOCAL" not in line.sql))
def test_the_second_belt_refuses_what_no_right_forbids(attacker: Callable[[str], str], line: Line) -> None:
    for way in (by_cursor, by_psycopg, by_cursor_with_parameters):
        with pytest.raises((StatementRefusedError, Exception)) as refused, transaction.atomic():
            way(attacker(line.sql))
        error = refused.value
        assert isinstance(error, StatementRefusedError) or isinstance(error.__cause__, StatementRefusedError)


def test_a_guessed_schema_name_is_told_from_one_that_does_not_exist(
    attacker: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outcome_of(by_cursor, attacker('SELECT 1 FROM "{B}".patients_child'))[0] == "42501"
    assert outcome_of(by_cursor, 'SELECT 1 FROM "p_000000000000".patients_child')[0] == "42P01"
    assert residual_is_written("A guessed schema name")


@named(tuple(line for line in (*EXPRESSIONS, *STATEMENTS) if line.outcome is Outcome.RESIDUAL))
def test_every_residual_is_named_in_the_threat_model(line: Line) -> None:
    assert residual_is_written(line.residual)


def test_the_list_is_as_long_as_it_claims() -> None:
    assert len(EXPRESSIONS) + len(STATEMENTS) > 150
    for lines in (EXPRESSIONS, STATEMENTS):
        assert len({line.name for line in lines}) == len(lines)
        assert all(line.residual for line in lines if line.outcome is Outcome.RESIDUAL)


def residual_is_written(words: str) -> bool:
    page = (CLONE / "docs" / "threat-model.md").read_text()
    return f"**{words}.**" in page.replace("\n", " ")

"""The second belt: which first words an application may send. What really seals is tested in tests/attacks."""

import pytest

from nestwork.sealing.backend.errors import StatementRefusedError
from nestwork.sealing.backend.guard import check


@pytest.mark.parametrize(
    "statement",
    [
        b"SELECT 1",
        b"  select 1",
        b"-- a note\nSELECT 1",
        b"/* a note */ SELECT 1",
        b"(SELECT 1) UNION (SELECT 2)",
        b"WITH a AS (SELECT 1) SELECT * FROM a",
        b"INSERT INTO a VALUES (1)",
        b"UPDATE a SET b = 1",
        b"DELETE FROM a",
        b"MERGE INTO a USING b ON true WHEN MATCHED THEN DO NOTHING",
        b"VALUES (1)",
        b"TABLE a",
        b"COPY a TO STDOUT",
        b"EXPLAIN SELECT 1",
        b'SAVEPOINT "s1"',
        b'RELEASE SAVEPOINT "s1"',
        b"DECLARE c CURSOR FOR SELECT 1",
        b"LOCK TABLE a IN SHARE MODE",
        b"SET CONSTRAINTS ALL IMMEDIATE",
        b"SET LOCAL statement_timeout = '1s'",
    ],
)
def test_the_statements_of_an_application_pass(statement: bytes) -> None:
    assert check(statement) is False


@pytest.mark.parametrize("statement", [b'ROLLBACK TO SAVEPOINT "s1"', b"/**/rollback to s1"])
def test_a_rollback_to_a_savepoint_passes_and_is_told_apart(statement: bytes) -> None:
    assert check(statement) is True


@pytest.mark.parametrize(
    "statement",
    [
        b"",
        b"SET ROLE nw_owner",
        b"set role none",
        b"RESET ROLE",
        b"SET SESSION AUTHORIZATION nw_owner",
        b"SET search_path = public",
        b"SET LOCAL role = 'nw_owner'",
        b"SET LOCAL search_path = public",
        b"SET statement_timeout = 0",
        b"DO $$ BEGIN END $$",
        b"CREATE TABLE a (b int)",
        b"ALTER TABLE a ADD b int",
        b"DROP TABLE a",
        b"TRUNCATE a",
        b"GRANT ALL ON a TO PUBLIC",
        b"LISTEN a",
        b"NOTIFY a",
        b"PREPARE a AS SELECT 1",
        b"EXECUTE a",
        b"CALL a()",
        b"DISCARD ALL",
        b"BEGIN",
        b"COMMIT",
        b"ROLLBACK",
        b"ROLLBACK AND CHAIN",
        b"selection of things",
        b"/* never closed SELECT 1",
        b"-- SELECT 1",
        b"--\rSET ROLE nw_owner --\nSELECT 1",  # PostgreSQL ends a comment at a carriage return too
        b"/* /* */ SET ROLE nw_owner */ SELECT 1",  # and lets comments stand in comments
    ],
)
def test_everything_else_is_refused(statement: bytes) -> None:
    with pytest.raises(StatementRefusedError):
        check(statement)

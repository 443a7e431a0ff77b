"""Bare statements past everything of ours: what would a stolen login or a smuggled expression get?"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.rows import tuple_row

STAMP = "'2026-01-01T00:00:00Z'"


@contextmanager
def raw(login: str, *, role: str = "", person: object = "") -> Iterator[psycopg.Connection[Any]]:
    """A connection of a login, wearing a role, with somebody named as acting."""
    entry = settings.DATABASE_LOGINS[login]
    with psycopg.connect(
        host=entry["HOST"], port=entry.get("PORT") or None, user=entry["USER"], row_factory=tuple_row,
        password=entry.get("PASSWORD") or None, dbname=connection.settings_dict["NAME"], autocommit=True,
    ) as opened:  # fmt: skip
        if role:
            opened.execute(f'SET ROLE "{role}"'.encode())
        if person:
            opened.execute(f"SET nestwork.person = '{person}'".encode())
        yield opened


def refusal(sender: psycopg.Connection[Any], statement: str) -> str:
    """The code with which the server refuses the statement; `done N` when it went through with N rows."""
    try:
        done = sender.execute(statement.encode())
    except psycopg.Error as error:
        return error.sqlstate or ""
    return f"done {done.rowcount}"


def a_cell(release: object, practice: Any, **other: str) -> str:
    """An INSERT of one cell, right in everything but what is given otherwise."""
    row = {
        "id": f"'{uuid.uuid4()}'",
        "release_id": f"'{release}'",
        "practice_id": f"'{practice.pk}'",
        "practice_role": f"'{practice.schema_name}'",
        "practice_name": "'Blackstone'",
        "position": "0",
        "stratum": "'0'",
        "status": "'shown'",
        "value": "11",
        **other,
    }
    return f"INSERT INTO released_cell ({', '.join(row)}) VALUES ({', '.join(row.values())})"


def a_line(release: object, person: object, **other: str) -> str:
    """An INSERT of one ledger line."""
    row = {
        "id": f"'{uuid.uuid4()}'",
        "number": "0",
        "kind": "'frozen'",
        "release_id": f"'{release}'",
        "measure": "'children_by_need_level'",
        "measure_version": "1",
        "quarter_start": "'2026-01-01'",
        "shape": "'practice_by_stratum'",
        "method": "'x'",
        "parameters": "'{}'",
        "blocks": "'[]'",
        "by_id": f"'{person}'",
        "at": STAMP,
        "previous_hash": "''",
        "line_hash": "''",
        **other,
    }
    return f"INSERT INTO figure_ledger ({', '.join(row)}) VALUES ({', '.join(row.values())})"


def a_release(person: object, **other: str) -> str:
    """An INSERT of one release."""
    row = {
        "id": f"'{uuid.uuid4()}'",
        "measure": "'another_measure'",
        "measure_version": "1",
        "quarter_start": "'2026-01-01'",
        "shape": "'practice_by_stratum'",
        "state": "'computing'",
        "job_id": f"'{uuid.uuid4()}'",
        "requested_by_id": f"'{person}'",
        "requested_by_name": "'Kit'",
        "requested_at": STAMP,
        "decided_by_name": "''",
        "reason": "''",
        "failure": "''",
        **other,
    }
    return f"INSERT INTO figure_release ({', '.join(row)}) VALUES ({', '.join(row.values())})"

"""Read lines and seals of a chain with the login in use: the sealer's or the owner's."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from psycopg import sql

from nestwork.audit.seal.chains import Chain

# A line is written when its statement runs and seen when its transaction commits. No login may keep a transaction
# open for an hour, so a line dated earlier than this before the newest sealed one was put there afterwards.
LATEST_COMMIT = timedelta(hours=1)

type Line = dict[str, Any]


class Seal(NamedTuple):
    """A row of a seal table."""

    number: int
    sealed_at: datetime
    covers_until: datetime
    event_ids: list[UUID]
    event_digests: list[str]
    previous: str
    head: str


def _rows(query: sql.Composable, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _lines(chain: Chain, rows: list[tuple[Any, ...]]) -> list[Line]:
    lines = [dict(zip(chain.columns, row, strict=True)) for row in rows]
    for line in lines:
        if isinstance(line["detail"], str):  # Django leaves JSON to its model fields; here it arrives as text
            line["detail"] = json.loads(line["detail"])
    return lines


def _columns(chain: Chain) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, chain.columns))


def last_seal(chain: Chain) -> Seal | None:
    """The newest seal of the chain."""
    query = sql.SQL(
        "SELECT number, sealed_at, covers_until, event_ids, event_digests, previous, head FROM {} ORDER BY number DESC LIMIT 1"
    ).format(chain.seals)
    rows = _rows(query)
    return Seal(*rows[0]) if rows else None


def seals(chain: Chain) -> Iterator[Seal]:
    """Every seal from the first on, a thousand at a time."""
    query = sql.SQL(
        "SELECT number, sealed_at, covers_until, event_ids, event_digests, previous, head FROM {} WHERE number > %s "
        "ORDER BY number LIMIT 1000"
    ).format(chain.seals)
    after = 0
    while rows := _rows(query, [after]):
        yield from (Seal(*row) for row in rows)
        after = rows[-1][0]


def unsealed(chain: Chain, last: Seal | None, limit: int) -> list[Line]:
    """Committed lines under no seal, oldest first, including those that were committed late.

    Lines dated more than LATEST_COMMIT before the newest sealed one, or in the future, are left out: nothing honest
    writes them, and sealing them would make them look true. verify_audit names them.
    """
    if last is None:
        query = sql.SQL("SELECT {} FROM {} WHERE at <= now() ORDER BY at, id LIMIT %s")
        return _lines(chain, _rows(query.format(_columns(chain), chain.events), [limit]))
    since = last.covers_until - LATEST_COMMIT
    query = sql.SQL(
        "SELECT {} FROM {} e WHERE at >= %s AND at <= now() AND NOT EXISTS ("
        "SELECT 1 FROM {} s CROSS JOIN unnest(s.event_ids) AS sealed(id) "
        "WHERE s.covers_until >= %s AND sealed.id = e.id) ORDER BY at, id LIMIT %s"
    )
    return _lines(
        chain, _rows(query.format(_columns(chain), chain.events, chain.seals), [since, since, limit])
    )


def lines_by_id(chain: Chain, ids: Sequence[UUID]) -> dict[UUID, Line]:
    """The lines with these ids; a missing one is not there any more."""
    query = sql.SQL("SELECT {} FROM {} WHERE id = ANY (%s)").format(_columns(chain), chain.events)
    return {line["id"]: line for line in _lines(chain, _rows(query, [list(ids)]))}


def all_ids(chain: Chain) -> dict[UUID, datetime]:
    """Every line's id with its time."""
    return dict(_rows(sql.SQL("SELECT id, at FROM {}").format(chain.events)))

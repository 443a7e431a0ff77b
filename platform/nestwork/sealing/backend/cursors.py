"""Cursors that take the connection's room before each statement and send one statement at a time.

They lean on psycopg's private `_start_query` and `_execute_send`; both signatures are pinned by a test.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import psycopg
from django.db.backends.postgresql.base import CursorMixin
from psycopg.client_cursor import ClientCursorMixin

from nestwork.sealing.backend import guard

if TYPE_CHECKING:
    from psycopg._queries import PostgresQuery

KEEPER = "_room_keeper"  # on the psycopg connection: a weak reference to the wrapper that keeps its room


class RoomKeeper(Protocol):
    """What a cursor asks of the database wrapper."""

    @property
    def owner_mode(self) -> bool:
        """Whether this is the owner's connection."""

    def apply_room(self) -> None:
        """Take the wanted room on the server, when it is not taken yet."""

    def notice_ended_transaction(self) -> None:
        """Called before a statement may begin a transaction: the one before may have ended unseen."""

    def forget_room(self) -> None:
        """Treat the server's room as unknown."""


def keeper_of(connection: object) -> RoomKeeper | None:
    """Return the wrapper that keeps this psycopg connection's room, or None while a pool holds it."""
    reference: Callable[[], RoomKeeper | None] | None = connection.__dict__.get(KEEPER)
    return reference() if reference is not None else None


class _Sealed:
    """First base of both cursor classes: guard, room, extended protocol."""

    if TYPE_CHECKING:
        _conn: Any

    def _start_query(self, query: Any = None) -> Any:
        keeper = keeper_of(self._conn)
        if keeper is not None:
            keeper.notice_ended_transaction()
        yield from super()._start_query(query)  # type: ignore[misc]  # next base

    def _execute_send(
        self, query: "PostgresQuery", *, force_extended: bool = False, binary: bool | None = None
    ) -> None:
        keeper = keeper_of(self._conn)
        if keeper is not None and keeper.owner_mode:
            keeper.apply_room()
            super()._execute_send(query, force_extended=force_extended, binary=binary)  # type: ignore[misc]  # next base
            return
        rolls_back = guard.check(query.query)
        if keeper is not None:
            keeper.apply_room()
        super()._execute_send(query, force_extended=True, binary=binary)  # type: ignore[misc]  # next base
        if rolls_back and keeper is not None:
            keeper.forget_room()


class SealedCursor(_Sealed, CursorMixin, psycopg.ClientCursor[Any]):
    """The cursor of every ordinary query."""


class SealedServerCursor(_Sealed, CursorMixin, ClientCursorMixin[Any, Any], psycopg.ServerCursor[Any]):
    """The cursor of `.iterator()`; Django would make its own class here, without the seal."""

    def close(self) -> None:
        """Close; the server's side may be gone already, when the practice was left before the last row."""
        try:
            super().close()
        except psycopg.errors.InvalidCursorName:
            psycopg.Cursor.close(self)

"""The database wrapper: takes the wanted room (role and search path) in one trip before the next statement.

`_target` is the room the code wants, `_applied` the room the server is known to stand in, None when unknown. A SET
is undone by rollback, by rollback to a savepoint and by a COMMIT that fails, so each of these forgets `_applied`.
"""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus

from nestwork.sealing import startup
from nestwork.sealing.backend.cursors import KEEPER, SealedCursor, SealedServerCursor
from nestwork.sealing.backend.errors import RoomRefusedError, TwoPracticesError
from nestwork.sealing.backend.rooms import (
    DOOR,
    NOBODY_ACTS,
    SCRUB,
    Room,
    network_room,
    owner_room,
    person_acts,
    practice_room,
)
from nestwork.sealing.names import PUBLIC

PRACTICES_PER_CONNECTION = 100  # a backend keeps 0.4 to 2 MB of catalog for every practice it has served


class DatabaseWrapper(TenantWrapper):  # type: ignore[misc]  # django-tenants has no types
    """A connection that stands at the door until a practice or a network role is entered."""

    connection: Any  # psycopg's own, or None

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        self._target: Room = DOOR
        self._applied: Room | None = None
        self._applied_in_transaction = False
        self._transactions = 0  # how many ended; tells one transaction from the next
        self._held: tuple[object, str] | None = None  # the transaction that holds a practice, and which one
        self._served: set[str] = set()
        super().__init__(settings_dict, alias)

    # -- which room is wanted -------------------------------------------------------------------------------------

    @property
    def owner_mode(self) -> bool:
        """Whether this connection belongs to the owner on the command line; it keeps paths, not roles."""
        return bool(self.settings_dict.get("ROOMS") == "owner")

    @property
    def room(self) -> Room:
        """The room the next statement will run in."""
        return self._target

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Want the practice's room (or the door for the shared schema); nothing is sent yet."""
        schema: str = tenant.schema_name
        if self.owner_mode:
            room = owner_room(*([schema, PUBLIC] if include_public and schema != PUBLIC else [schema]))
        else:
            room = DOOR if schema == PUBLIC else practice_room(schema)
        self._want(room)
        self.tenant, self.schema_name, self.include_public_schema = tenant, schema, include_public
        self.settings_dict["SCHEMA"] = schema

    def enter_role(self, role: str) -> None:
        """Want a network role's room: the shared schema under nw_library, nw_state or nw_admin."""
        self.set_schema_to_public()
        self._want(network_room(role))

    def bare_path(self) -> None:
        """Owner only: a search path without schemas, so that the catalog prints every name in full."""
        self._want(owner_room("pg_catalog"))

    def standing(self) -> tuple[Any, str, bool, Room]:
        """Return where the connection stands, to be handed to `stand` later."""
        return self.tenant, self.schema_name, self.include_public_schema, self._target

    def stand(self, standing: tuple[Any, str, bool, Room]) -> None:
        """Want the room of an earlier `standing` again."""
        self._want(standing[3])
        self.tenant, self.schema_name, self.include_public_schema = standing[:3]
        self.settings_dict["SCHEMA"] = standing[1]

    def leave(self) -> None:
        """Stand at the door, on the server too: at the end of a request or task nothing stays open."""
        self.set_schema_to_public()
        connection = self.connection
        if connection is None or connection.closed or self._applied is self._target:
            return
        if connection.pgconn.transaction_status in (TransactionStatus.IDLE, TransactionStatus.INTRANS):
            try:
                self.apply_room()
            except psycopg.Error:
                self.close()  # a connection that cannot leave is not used again

    @contextmanager
    def acting(self, person_id: UUID) -> Iterator[None]:
        """Let the owner's functions know who acts, for what is called inside; without it they refuse everybody."""
        self.ensure_connection()
        self.apply_room()
        self._send(person_acts(person_id))
        try:
            yield
        finally:
            status = self.connection.pgconn.transaction_status if self.connection is not None else None
            if status in (TransactionStatus.IDLE, TransactionStatus.INTRANS):
                self._send(NOBODY_ACTS)
            else:
                self.forget_room()  # the next statement takes the room again, and with it nobody acts

    def _want(self, room: Room) -> None:
        if room.is_practice and self._target.is_practice and room.key != self._target.key:
            self._refuse_in_transaction()
        self._target = room

    def _application_transaction(self) -> object | None:
        """What tells the application's open transaction from any other; a test's own transaction does not count.

        Not the block object: a decorated function enters the same one at each call.
        """
        for depth, block in enumerate(self.atomic_blocks):
            if not block._from_testcase:
                savepoint = self.savepoint_ids[depth - 1] if depth else None
                return self._transactions, savepoint or id(block)
        return None

    def _refuse_in_transaction(self) -> None:
        if self._application_transaction() is not None:
            raise TwoPracticesError("A transaction of one practice reached for another. Nothing was changed.")

    # -- taking it on the server ----------------------------------------------------------------------------------

    def apply_room(self) -> None:
        """Take the wanted room on the server in one trip of the simple protocol, with our own text only."""
        if self.connection is None:
            return
        self.notice_ended_transaction()
        status, target = self.connection.pgconn.transaction_status, self._target
        if self._applied is not None and self._applied.key == target.key:
            return
        if status == TransactionStatus.INERROR:
            return  # only a rollback can run now
        self._check_switch(target, status)
        leaves = self._applied is None or self._applied.key != DOOR.key
        self._applied = None
        self._send((SCRUB if leaves and not self.owner_mode else b"") + target.sql)
        self._applied, self._applied_in_transaction = target, status == TransactionStatus.INTRANS
        if target.is_practice:
            self._served.add(target.key)

    def notice_ended_transaction(self) -> None:
        """Forget a room taken in a transaction that ended behind Django's back: it may have been undone."""
        if not self._applied_in_transaction or self.connection is None:
            return
        if self.connection.pgconn.transaction_status == TransactionStatus.IDLE:
            self.forget_room()

    def _check_switch(self, target: Room, status: TransactionStatus) -> None:
        if status not in (TransactionStatus.IDLE, TransactionStatus.INTRANS):
            raise psycopg.InterfaceError("The connection is busy with another statement.")
        if self.owner_mode:
            return
        if status == TransactionStatus.INTRANS and self.get_autocommit() and self._applied is not None:
            raise TwoPracticesError("A transaction opened outside Django cannot change its practice.")
        opened = self._application_transaction()
        if target.is_practice and opened is not None:
            if self._held is not None and self._held[0] == opened and self._held[1] != target.key:
                self._refuse_in_transaction()
            self._held = (opened, target.key)

    def _send(self, sql: bytes) -> None:
        result = self.connection.pgconn.exec_(sql)
        if result.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            state = (result.error_field(DiagnosticField.SQLSTATE) or b"").decode()
            raise RoomRefusedError(f"PostgreSQL refused the room ({state}). Nothing was read or changed.")

    def forget_room(self) -> None:
        """Treat the server's room as unknown, so that the next statement takes it again."""
        self._applied, self._applied_in_transaction = None, False

    # -- what undoes a SET ----------------------------------------------------------------------------------------

    def connect(self) -> None:
        """Open a connection; nothing is known of its room yet."""
        self.forget_room()
        self._served.clear()
        super().connect()

    def close(self) -> None:
        """Close, or hand back to the pool."""
        try:
            super().close()
        finally:
            self.forget_room()

    def commit(self) -> None:
        """Commit; a COMMIT that fails (a deferred key) has undone the SET."""
        try:
            super().commit()
        except BaseException:
            self.forget_room()
            raise
        self._applied_in_transaction = False
        self._transactions += 1

    def rollback(self) -> None:
        """Roll back; a SET inside the transaction is undone with it."""
        try:
            super().rollback()
        finally:
            self.forget_room()
            self._transactions += 1

    def savepoint_rollback(self, sid: str) -> None:
        """Roll back to a savepoint; a SET after it is undone with it."""
        try:
            super().savepoint_rollback(sid)
        finally:
            self.forget_room()

    # -- making connections and cursors ---------------------------------------------------------------------------

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's, with our cursor."""
        return {**super().get_connection_params(), "cursor_factory": SealedCursor}

    def init_connection_state(self) -> None:
        """Tie the psycopg connection to this wrapper, then refuse an old server or an unsafe login."""
        self.connection.__dict__[KEEPER] = weakref.ref(self)
        self.connection.server_cursor_factory = SealedServerCursor
        super().init_connection_state()
        try:
            startup.check_login(self)
        except BaseException:
            self.connection.close()
            self.connection = None
            raise

    def create_cursor(self, name: str | None = None) -> Any:
        """Make a cursor; Django would build its own class for a named one, without the seal."""
        if name is None:
            return PostgresWrapper.create_cursor(self)
        return SealedServerCursor(
            self.connection, name=name, scrollable=False, withhold=self.connection.autocommit
        )

    def _cursor(self, name: str | None = None) -> Any:
        # Past django-tenants' method on purpose: it would send a SET before every cursor.
        return BaseDatabaseWrapper._cursor(self, name)  # type: ignore[attr-defined]  # not in the stubs

    def close_if_unusable_or_obsolete(self) -> None:
        """Also close a connection whose backend has gathered the catalogs of many practices."""
        limit = self.settings_dict.get("PRACTICES_PER_CONNECTION", PRACTICES_PER_CONNECTION)
        if self.connection is not None and len(self._served) >= limit and not self.in_atomic_block:
            self.close()
            return
        super().close_if_unusable_or_obsolete()

    def _close(self) -> None:
        if self.connection is not None and self.pool and not self.connection.closed:
            self._scrub_for_pool()
        super()._close()

    def _scrub_for_pool(self) -> None:
        """Leave everything before the pool may hand the connection to another thread."""
        status = self.connection.pgconn.transaction_status
        if status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            self.connection.pgconn.exec_(b"ROLLBACK")  # first, or it would undo what follows
        try:
            self._send(SCRUB + DOOR.sql)
        except psycopg.Error:
            self.connection.close()  # the pool throws a closed connection away
        self.connection.__dict__.pop(KEEPER, None)

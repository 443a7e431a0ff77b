"""Rooms: what a connection may be. Each is a role, a search path and the ready SQL that takes both in one trip."""

import re
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from nestwork.sealing.names import NETWORK_ROLES, PUBLIC

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

# Who acts, for the owner's functions that manage people. An expression smuggled into a query cannot set it.
NOBODY_ACTS = b"SET nestwork.person = ''"

# Before a connection leaves a room: cursors that outlive a transaction, what lastval() remembers, and who acted.
SCRUB = b"CLOSE ALL; UNLISTEN *; DISCARD SEQUENCES; " + NOBODY_ACTS + b"; "


@dataclass(frozen=True, slots=True)
class Room:
    """A place a connection can stand in; `key` tells rooms apart, `sql` is our own text and nobody else's."""

    key: str
    sql: bytes
    is_practice: bool = False


DOOR = Room("door", f'RESET ROLE; SET search_path = "{PUBLIC}"'.encode())


@lru_cache(maxsize=4096)
def practice_room(schema: str) -> Room:
    """Return the room of a practice: its role, its schema first and the shared schema behind it."""
    name = checked(schema)
    return Room(name, f'SET ROLE "{name}"; SET search_path = "{name}", "{PUBLIC}"'.encode(), is_practice=True)


@lru_cache(maxsize=8)
def network_room(role: str) -> Room:
    """Return the room of a network role (nw_library, nw_state, nw_admin): the shared schema under that role."""
    if role not in NETWORK_ROLES:
        raise ValueError(f"{role!r} is not a role of the network host")
    return Room(role, f'SET ROLE "{role}"; SET search_path = "{PUBLIC}"'.encode())


@lru_cache(maxsize=4096)
def owner_room(*schemas: str) -> Room:
    """Return the owner's room: only a search path, for migrations and openings on the command line."""
    path = ", ".join(f'"{checked(schema)}"' for schema in schemas)
    return Room(f"owner:{path}", f"SET search_path = {path}".encode())


def person_acts(person_id: UUID) -> bytes:
    """Return the SQL that names the person who acts; the text is the id's own."""
    return f"SET nestwork.person = '{UUID(str(person_id))}'".encode()


def checked(name: str) -> str:
    """Return the name, or raise ValueError: only lower-case identifiers ever reach our own SQL text."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a schema or role")
    return name

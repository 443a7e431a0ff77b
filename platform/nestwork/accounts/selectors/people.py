"""Who works here, asked of the owner's functions: a practice role cannot read people or memberships itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from nestwork.access.permissions import Role


@dataclass(frozen=True, slots=True)
class Person:
    """A member, present or past, of the practice or the network."""

    person_id: UUID
    display_name: str
    credentials: str
    email: str
    role: Role
    is_active: bool
    last_sign_in: datetime | None
    started_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation nobody has accepted yet."""

    invitation_id: UUID
    display_name: str
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


def people(practice_id: UUID | None = None) -> list[Person]:
    """Everybody who is or was a member here: those with access first, then by name."""
    found = [
        Person(row[0], row[1], row[2], row[3], Role(row[4]), *row[5:])
        for row in _rows("people_list", practice_id)
    ]
    return sorted(found, key=lambda person: (not person.is_active, person.display_name.casefold()))


def open_invitations(practice_id: UUID | None = None) -> list[OpenInvitation]:
    """Invitations not accepted and not withdrawn, the newest first; some may have run out."""
    return [
        OpenInvitation(row[0], row[1], row[2], Role(row[3]), *row[4:])
        for row in _rows("people_invitations", practice_id)
    ]


def _rows(function: str, practice_id: UUID | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM public.{function}(%s)", [practice_id])  # noqa: S608 - a name from this file
        return list(cursor.fetchall())

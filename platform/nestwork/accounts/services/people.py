"""Manage people: every verb is one of the owner's functions, because no role of the web login may write these tables.

Inside a practice the function takes the practice from the role in use; on the network host, under nw_admin, and on
the command line it is named. Who acts is said by argument and, by our own code alone, on the connection: a function
called from inside a smuggled expression finds nobody acting. Each writes membership, the practice's staff row and the
audit line together.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from nestwork.access.permissions import Permission, Role
from nestwork.access.readers import Reader
from nestwork.accounts.rules import hashed, new_secret
from nestwork.audit import trace
from nestwork.sealing.connections import sealed_connection


class PeopleError(Exception):
    """Managing people was refused; the message's class says why."""


class LastAdministratorError(PeopleError):
    """The act would leave the practice, or the network, without an administrator."""


class AlreadyThereError(PeopleError):
    """The person is a member already, or the address already signs in."""


class NotFoundError(PeopleError):
    """No such person, invitation or practice here; also an invitation whose time is over."""


class WrongRoleError(PeopleError):
    """The role does not exist in this place."""


_REFUSALS: dict[str, type[Exception]] = {
    "NW001": PermissionDenied,
    "NW002": LastAdministratorError,
    "NW003": AlreadyThereError,
    "NW004": NotFoundError,
    "NW005": WrongRoleError,
}


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made; the secret is in the e-mail and nowhere else."""

    invitation_id: UUID
    secret: str


def invite(
    *,
    by: Reader,
    email: str,
    display_name: str,
    role: Role,
    credentials: str = "",
    practice_id: UUID | None = None,
) -> Invited:
    """Invite an address into a role. An open invitation of the address is replaced, so only the last link works."""
    _require(by)
    secret = new_secret()
    made = _act(
        "people_invite",
        by,
        practice_id,
        email.strip(),
        display_name,
        credentials,
        role.value,
        hashed(secret),
        trace.current(),
    )
    return Invited(made, secret)


def withdraw_invitation(*, by: Reader, invitation_id: UUID, practice_id: UUID | None = None) -> None:
    """Make an open invitation's link useless; raises NotFoundError when it is not open any more."""
    _require(by)
    _act("people_withdraw", by, practice_id, invitation_id, trace.current())


def change_role(*, by: Reader, person_id: UUID, role: Role, practice_id: UUID | None = None) -> None:
    """Give a member another role; raises LastAdministratorError rather than leave nobody in charge."""
    _require(by)
    _act("people_change_role", by, practice_id, person_id, role.value, trace.current())


def end_access(*, by: Reader, person_id: UUID, practice_id: UUID | None = None) -> None:
    """End a member's access, sessions and tokens here; her rows keep her name."""
    _require(by)
    _act("people_end", by, practice_id, person_id, trace.current())


def sign_out(*, by: Reader, person_id: UUID, practice_id: UUID | None = None) -> None:
    """End a member's sessions on this host; the access stays."""
    _require(by)
    _act("people_sign_out", by, practice_id, person_id, trace.current())


def create_person(
    *, email: str, display_name: str, password: str, credentials: str = "", language: str = ""
) -> UUID:
    """Make a person who can sign in, under nw_admin or on the command line. Raises AlreadyThereError."""
    made: UUID = _call(
        "people_create", email.strip(), display_name, credentials, make_password(password), language
    )
    return made


def add_member(*, by: Reader, person_id: UUID, role: Role, practice_id: UUID | None = None) -> None:
    """Put an existing person into a role without an invitation: the command line, or nw_admin."""
    _act("people_add", by, practice_id, person_id, role.value, trace.current())


def accept_invitation(
    *, secret: str, user_id: UUID | None, display_name: str = "", password: str = "", language: str = ""
) -> UUID:
    """Use an invitation up at the door: for the person signed in, or for somebody new with a password.

    Returns the person's id. Raises NotFoundError for a link that is spent or over, PermissionDenied when the
    address belongs to somebody who is not signed in here.
    """
    made: UUID = _call(
        "people_accept",
        hashed(secret),
        user_id,
        display_name,
        make_password(password) if password else "",
        language,
        trace.current(),
    )
    return made


def _require(by: Reader) -> None:
    if not (by.may(Permission.MANAGE_PEOPLE) or by.may(Permission.MANAGE_NETWORK)):
        raise PermissionDenied(Permission.MANAGE_PEOPLE)


def _act(function: str, by: Reader, *arguments: Any) -> Any:
    """Run one of the functions that check who acts; the connection names the person beside the argument."""
    if by.person_id is None:
        return _call(function, None, *arguments)
    with sealed_connection().acting(by.person_id):
        return _call(function, by.person_id, *arguments)


def _call(function: str, *arguments: Any) -> Any:
    """Run one of the functions in its own savepoint and turn its error codes into exceptions."""
    marks = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT public.{function}({marks})", arguments)
            return cursor.fetchone()[0]
    except DatabaseError as error:
        refusal = _REFUSALS.get(getattr(error.__cause__, "sqlstate", ""))
        if refusal is None:
            raise
        raise refusal from error

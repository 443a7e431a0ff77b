"""The person behind a network job: who acts for the server's row-level security, and what they may still do."""

from contextlib import AbstractContextManager
from uuid import UUID

from django.core.exceptions import PermissionDenied

from nestwork.access.permissions import Permission, permissions_of
from nestwork.access.readers import Reader
from nestwork.access.selectors import active_roles, role_with
from nestwork.practices.active import door
from nestwork.sealing.connections import sealed_connection


def acting(reader: Reader) -> AbstractContextManager[None]:
    """Tell the server who acts, so that it shows this person's jobs. Everything is read inside, nothing lazily after.

    Raises PermissionDenied for a reader without a person: the network's jobs are always somebody's.
    """
    if reader.person_id is None:
        raise PermissionDenied("a network job needs a person")
    return sealed_connection().acting(reader.person_id)


def network_reader(person_id: UUID, needs: Permission | None) -> Reader:
    """The person as the network's gate would let them in for this right now; nothing permitted when they left.

    Reads the membership at the door of the worker's own login. No worker may read names, so the role stands for it.
    """
    with door():
        roles = active_roles(person_id, None)
    role = role_with(roles, needs)
    name = role.label if role else ""
    return Reader(person_id, name, role, permissions_of((role,) if role else ()), through="job")

"""The person behind a job, read again when it runs: who left the practice does no more work in it."""

from uuid import UUID

from nestwork.access.permissions import permissions_of
from nestwork.access.readers import Reader
from nestwork.access.selectors import active_roles
from nestwork.practices.active import door, require_practice
from nestwork.staff.selectors import name_of


def member_reader(person_id: UUID) -> Reader:
    """The person as the gate would let them in now, without any permission when the membership has ended.

    Reads the membership at the door, where the worker may read it, and comes back into the practice.
    """
    practice = require_practice()
    with door():
        roles = active_roles(person_id, practice.pk)
    role = roles[0] if roles else None
    return Reader(person_id, name_of(person_id), role, permissions_of(roles), through="job")

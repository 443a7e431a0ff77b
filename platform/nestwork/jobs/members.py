"""The person behind a job, read again when it runs: who left the practice does no more work in it."""

from uuid import UUID

from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.access.readers import Reader, person
from nestwork.practices.active import door, require_practice
from nestwork.staff.selectors import name_of


def member_reader(person_id: UUID) -> Reader:
    """The person as a reader in the active practice, without any permission when the membership has ended.

    Reads the membership at the door, where the worker may read it, and comes back into the practice.
    """
    practice = require_practice()
    with door():
        roles = list(
            Membership.objects.filter(user_id=person_id, practice_id=practice.pk, is_active=True).values_list(
                "role", flat=True
            )
        )
    name = name_of(person_id)
    if not roles:
        return Reader(person_id, name, None, through="job")
    readers = [person(person_id=person_id, name=name, role=Role(role), through="job") for role in roles]
    return max(readers, key=lambda reader: len(reader.permissions))

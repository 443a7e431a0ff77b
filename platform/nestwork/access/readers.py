"""Who reads or acts inside a practice: a person whose membership was checked, or a named system task."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nestwork.access.permissions import ROLE_PERMISSIONS, Permission, Role


@dataclass(frozen=True, slots=True)
class Reader:
    """A person or a system task, with what it may do in the practice that is active.

    Made at the door (the gate, the API's authentication, a job that a person started) from rows that a practice
    role cannot read, and carried into the practice as plain values. Services take it as `by=`.
    """

    person_id: uuid.UUID | None
    name: str
    role: Role | None
    permissions: frozenset[Permission] = frozenset()
    stepped_up_until: datetime | None = None
    purpose: str = ""  # a system task's named purpose, or the purpose of the page a person is on
    through: str = "web"  # web, api, job or command

    @property
    def is_system(self) -> bool:
        """Whether no person stands behind this reader."""
        return self.person_id is None

    @property
    def is_stepped_up(self) -> bool:
        """Whether the person gave the second factor within the last ten minutes."""
        return self.stepped_up_until is not None and self.stepped_up_until > timezone.now()

    def may(self, permission: Permission) -> bool:
        """Whether the reader holds the permission."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise PermissionDenied unless the reader holds the permission."""
        if not self.may(permission):
            raise PermissionDenied(permission.value)


def person(
    *,
    person_id: uuid.UUID,
    name: str,
    role: Role,
    stepped_up_until: datetime | None = None,
    through: str = "web",
) -> Reader:
    """A member of the active practice, with the permissions of the role."""
    return Reader(person_id, name, role, ROLE_PERMISSIONS[role], stepped_up_until, "", through)


# The purposes a system task may name. Each sees every child; what it finds is filtered again for whoever opens it.
SYSTEM_PURPOSES = frozenset(
    {
        "roster import",
        "record import",
        "duplicate search",
        "next contact",
        "demonstration",
        "sweeper",
        "figures",
        "rescoring",
    }
)


def system(purpose: str) -> Reader:
    """A listed system task; raises ValueError for a purpose that is not listed."""
    if purpose not in SYSTEM_PURPOSES:
        raise ValueError(f"{purpose!r} is not a listed system purpose")
    return Reader(None, purpose, None, frozenset(Permission), purpose=purpose, through="job")

"""Reads of memberships. They run at the door: a practice role has no right on the table."""

from uuid import UUID

from nestwork.access.models import Membership
from nestwork.access.permissions import ROLE_PERMISSIONS, Permission, Role

# When a person holds several roles in one practice, the first of these is the one colleagues read beside the name.
RANK = tuple(Role)


def active_roles(user_id: UUID, practice_id: UUID | None) -> tuple[Role, ...]:
    """The person's roles in the practice (in the network when it is None), the leading one first."""
    rows = Membership.objects.filter(user_id=user_id, practice_id=practice_id, is_active=True)
    return tuple(sorted((Role(value) for value in rows.values_list("role", flat=True)), key=RANK.index))


def role_with(roles: tuple[Role, ...], permission: Permission | None) -> Role | None:
    """The first of the roles that carries the permission; the leading role when none is asked for."""
    return next(
        (role for role in roles if permission is None or permission in ROLE_PERMISSIONS[role]),
        None,
    )

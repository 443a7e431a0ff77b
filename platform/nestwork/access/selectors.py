"""Reads of memberships. They run at the door: a practice role has no right on the table."""

from uuid import UUID

from django.db.models import Q

from nestwork.access.models import Membership
from nestwork.access.permissions import ROLE_PERMISSIONS, Permission, Role

# When a person holds several roles in one practice, the first of these is the one colleagues read beside the name.
RANK = tuple(Role)


def place(practice_id: UUID | None) -> Q:
    """Rows of this practice, or of the network when it is None."""
    return Q(practice_id=practice_id) if practice_id else Q(practice_id__isnull=True)


def active_roles(user_id: UUID, practice_id: UUID | None) -> tuple[Role, ...]:
    """The person's roles in the practice (in the network when it is None), the leading one first."""
    rows = Membership.objects.filter(place(practice_id), user_id=user_id, is_active=True)
    return tuple(sorted((Role(value) for value in rows.values_list("role", flat=True)), key=RANK.index))


def role_with(roles: tuple[Role, ...], permission: Permission | None) -> Role | None:
    """The first of the roles that carries the permission; the leading role when none is asked for."""
    return next(
        (role for role in roles if permission is None or permission in ROLE_PERMISSIONS[role]),
        None,
    )

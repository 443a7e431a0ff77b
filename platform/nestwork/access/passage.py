"""The way from the door into a practice or a network role, and back."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from nestwork.access.permissions import Permission, Role, permissions_of
from nestwork.access.readers import Reader
from nestwork.access.selectors import active_roles, role_with
from nestwork.practices.active import inside
from nestwork.practices.models import Practice

# The database role each network role works under; none of them reads hashes, second factors, sessions or tokens.
DATABASE_ROLES = {
    Role.FACILITATOR: "nw_library",
    Role.DIRECTORY_STEWARD: "nw_library",
    Role.STATE_REVIEWER: "nw_state",
    Role.NETWORK_ADMINISTRATOR: "nw_admin",
}


class Passage:
    """One request's way in. It is left in the gate's `finally`, whatever the view did."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        self.place: Practice | str | None = None

    def enter(self, place: Practice | str) -> None:
        """Activate the practice or the network's database role, leaving what was entered before."""
        self.leave()
        self.stack.enter_context(room(place))
        self.place = place

    def leave(self) -> None:
        """Go back to the door."""
        self.stack.close()
        self.place = None

    def carry(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Re-enter while a streamed answer is produced: its generator runs after the middleware has left."""
        place = self.place
        if place is None:
            yield from chunks
            return
        with room(place):
            yield from chunks


def room(place: Practice | str) -> AbstractContextManager[object]:
    """The context manager that activates a practice, or a database role of the network."""
    return wearing(place) if isinstance(place, str) else inside(place)


@contextmanager
def wearing(role: str) -> Iterator[None]:
    """Work in the shared schema under a database role of the network host."""
    standing = connection.standing()  # type: ignore[attr-defined]  # our backend
    connection.enter_role(role)  # type: ignore[attr-defined]  # our backend
    try:
        yield
    finally:
        connection.stand(standing)  # type: ignore[attr-defined]  # our backend


def passage_of(request: HttpRequest) -> Passage:
    """The request's passage, made by the gate."""
    return cast(Passage, request.passage)  # type: ignore[attr-defined]  # set by the gate


def admit(
    request: HttpRequest,
    *,
    user_id: UUID,
    name: str,
    permission: Permission | None = None,
    through: str = "web",
    only: frozenset[Permission] | None = None,
    stepped_up_until: datetime | None = None,
) -> Reader | None:
    """Check membership at the door and enter; return the reader, or None when the person has no role here.

    On a practice host the reader holds the permissions of all roles of the person there. On the network host it
    holds one role, the first that carries `permission`, because each role has a database role of its own. `only`
    and `stepped_up_until` are a token's: what it opens at most, and until when it counts as a second factor.
    """
    practice: Practice | None = request.practice  # type: ignore[attr-defined]  # set by HostMiddleware
    roles = active_roles(user_id, practice.pk if practice else None)
    role = role_with(roles, None if practice else permission)
    if role is None:
        return None
    held = roles if practice else (role,)
    permissions = permissions_of(held)
    reader = Reader(
        person_id=user_id,
        name=name,
        role=role,
        permissions=permissions if only is None else permissions & only,
        stepped_up_until=stepped_up_until,
        through=through,
    )
    passage_of(request).enter(practice or DATABASE_ROLES[role])
    request.reader = reader  # type: ignore[attr-defined]  # read by doors, services and the API
    return reader

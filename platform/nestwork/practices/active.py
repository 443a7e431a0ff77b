"""Which practice the connection works in, and moving in and out of it.

Nothing is sent to the server here: the next statement takes the room (role and search path) in one trip.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from nestwork.practices.models import Practice


@contextmanager
def inside(practice: Practice) -> Iterator[Practice]:
    """Work in a practice under its role and in its time zone; the earlier place is restored at the end.

    Raises TwoPracticesError when a transaction of another practice is open.
    """
    standing = connection.standing()  # type: ignore[attr-defined]  # our backend
    connection.set_tenant(practice)  # type: ignore[attr-defined]  # our backend
    try:
        with timezone.override(practice.zone):
            yield practice
    finally:
        connection.stand(standing)  # type: ignore[attr-defined]  # our backend


@contextmanager
def door() -> Iterator[None]:
    """Work at the door, under the login itself; only identity needs it. The earlier place is restored at the end."""
    standing = connection.standing()  # type: ignore[attr-defined]  # our backend
    connection.set_schema_to_public()  # type: ignore[attr-defined]  # our backend
    try:
        yield
    finally:
        connection.stand(standing)  # type: ignore[attr-defined]  # our backend


def active_practice() -> Practice | None:
    """The practice the connection works in, or None at the door and on the network host."""
    tenant = connection.tenant  # type: ignore[attr-defined]  # our backend
    return tenant if isinstance(tenant, Practice) else None


def require_practice() -> Practice:
    """The practice the connection works in; raises RuntimeError when there is none."""
    practice = active_practice()
    if practice is None:
        raise RuntimeError(
            "This needs an active practice: enter one with nestwork.practices.active.inside()."
        )
    return practice

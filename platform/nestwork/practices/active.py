"""Which practice the connection works in, and moving in and out of it.

Nothing is sent to the server here: the next statement takes the room (role and search path) in one trip.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from nestwork.practices.models import Practice
from nestwork.sealing.connections import sealed_connection


@contextmanager
def inside(practice: Practice) -> Iterator[Practice]:
    """Work in a practice under its role and in its time zone; the earlier place is restored at the end.

    Raises TwoPracticesError when a transaction of another practice is open.
    """
    standing = sealed_connection().standing()
    sealed_connection().set_tenant(practice)
    try:
        with timezone.override(practice.zone):
            yield practice
    finally:
        sealed_connection().stand(standing)


@contextmanager
def door() -> Iterator[None]:
    """Work at the door, under the login itself; only identity needs it. The earlier place is restored at the end."""
    standing = sealed_connection().standing()
    sealed_connection().set_schema_to_public()
    try:
        yield
    finally:
        sealed_connection().stand(standing)


def active_practice() -> Practice | None:
    """The practice the connection works in, or None at the door and on the network host."""
    tenant = sealed_connection().tenant
    return tenant if isinstance(tenant, Practice) else None


def require_practice() -> Practice:
    """The practice the connection works in; raises RuntimeError when there is none."""
    practice = active_practice()
    if practice is None:
        raise RuntimeError(
            "This needs an active practice: enter one with nestwork.practices.active.inside()."
        )
    return practice

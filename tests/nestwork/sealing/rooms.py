"""What the server says of the room we stand in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


def server_role() -> str:
    """Who the server says we are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text")
        return str(cursor.fetchone()[0])


def server_path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        return str(cursor.fetchone()[0])


@transaction.atomic
def role_in_a_decorated_function() -> str:
    """The decorator enters one and the same block object at each call."""
    return server_role()


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that is rolled back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

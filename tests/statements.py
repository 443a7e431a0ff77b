"""Count the statements of one answer, without those that only come once a minute."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# The session notes that somebody is there, and the host's practice is read again, each at most once a minute: on a
# slow machine that minute may end between two answers that are compared.
ONCE_A_MINUTE = ('UPDATE "accounts_session"', 'SELECT "practices_domain"')


def statements_of(client: Client, address: str) -> int:
    """Statements of the application for one answer 200; entering the practice is not counted."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len([one for one in seen if not one["sql"].startswith(ONCE_A_MINUTE)])

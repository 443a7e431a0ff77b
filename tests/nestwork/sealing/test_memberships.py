"""What a login may become on the network host: as listed, and asked for before a migration changes anything."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from nestwork.sealing import memberships
from nestwork.sealing.memberships import TAKES, ensure_memberships
from nestwork.sealing.names import ADMIN, LOGINS, NETWORK_ROLES, SEALER
from tests.database import administration, as_owner


@pytest.mark.django_db
def test_the_list_is_what_the_server_gives_and_nothing_more() -> None:
    with administration() as server:
        given = server.execute(
            "SELECT member::regrole::text, roleid::regrole::text FROM pg_catalog.pg_auth_members"
            " WHERE set_option AND member::regrole::text = ANY(%s) AND roleid::regrole::text = ANY(%s)",
            [list(LOGINS), list(NETWORK_ROLES)],
        ).fetchall()
    assert sorted(given) == sorted(TAKES)


@pytest.mark.django_db(transaction=True)
def test_a_server_prepared_by_an_older_version_is_told_so_before_anything_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with as_owner():
        ensure_memberships()
        monkeypatch.setattr(memberships, "TAKES", (*TAKES, (SEALER, ADMIN)))
        with connection.execute_wrapper(refuse_writing), pytest.raises(CommandError) as refused:
            call_command("migrate", verbosity=0)
    assert "nw_sealer may not take nw_admin" in str(refused.value)
    assert "Nothing was changed" in str(refused.value)


def refuse_writing(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own shape
    """Fail at any statement that is no question."""
    assert sql.lstrip().upper().startswith(("SELECT", "SET", "SHOW")), sql
    return execute(sql, params, many, context)

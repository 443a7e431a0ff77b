"""Nobody comes into a practice, and nothing leads out of it, but for what rights.py says."""

import pytest

from nestwork.practices.models import Practice
from nestwork.sealing.names import (
    ADMIN,
    LIBRARY,
    PRACTICE_ANY,
    RELEASE,
    SEALER,
    STATE,
    TEMPLATE,
    WEB,
    WORKER,
)
from tests.nestwork.sealing.catalog import rows

pytestmark = pytest.mark.usefixtures("owner")
APPLICATION = (WEB, WORKER, RELEASE, SEALER, PRACTICE_ANY, LIBRARY, STATE, ADMIN)


def test_only_the_release_engine_and_the_sealer_come_in_from_outside(blackstone: Practice) -> None:
    inside = {
        login
        for login in APPLICATION
        if rows("SELECT has_schema_privilege(%s, %s, 'USAGE')", [login, blackstone.schema_name]) == [(True,)]
    }
    assert inside == {RELEASE, SEALER}


def test_nobody_but_the_owner_enters_the_template() -> None:
    for role in (WEB, WORKER):
        assert rows("SELECT pg_has_role(%s, %s, 'SET')", [role, TEMPLATE]) == [(False,)]


def test_no_foreign_key_leaves_a_practice() -> None:
    leaving = rows(
        "SELECT k.conname::text FROM pg_constraint k"
        " JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid"
        " JOIN pg_namespace n ON n.oid = a.relnamespace"
        " WHERE k.contype = 'f' AND a.relnamespace <> b.relnamespace"
    )
    inside = rows(
        "SELECT count(*) > 20 FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace"
        " WHERE k.contype = 'f' AND n.nspname ~ '^p_'"
    )
    assert (leaving, inside) == ([], [(True,)])


def test_nothing_gives_rights_by_default() -> None:
    assert rows("SELECT count(*) FROM pg_default_acl") == [(0,)]


def test_every_practice_has_the_templates_fingerprint() -> None:
    wanted = rows("SELECT fingerprint FROM practices_template")
    assert rows("SELECT DISTINCT fingerprint FROM practices_practice") == wanted
    assert len(wanted) == 1

"""The rights on the server are those of rights.py and of the kinds of tables: none missing, none more."""

import re

import pytest
from django.apps import apps
from django.conf import settings

from nestwork.practices.models import Practice
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.names import (
    ADMIN,
    LIBRARY,
    NETWORK_ROLES,
    PRACTICE_ANY,
    RELEASE,
    SEALER,
    STATE,
    WEB,
    WORKER,
)
from nestwork.sealing.rights import FUNCTIONS, ROW_SECURITY, SHARED_TABLES
from nestwork.sealing.seal import KIND_RIGHTS, PRACTICE, kind_of, practice_models
from tests.nestwork.sealing.catalog import rows

pytestmark = pytest.mark.usefixtures("owner")

PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")
APPLICATION = (WEB, WORKER, RELEASE, SEALER, PRACTICE_ANY, LIBRARY, STATE, ADMIN)
# What is secret wherever it stands: nobody but the door reads any of it.
SECRETS = (
    "accounts_user",
    "accounts_session",
    "accounts_handover",
    "accounts_invitation",
    "accounts_personaltoken",
    "account_emailaddress",
    "mfa_authenticator",
    "axes_accessattempt",
)


def privileges(role: str, table: str) -> set[str]:
    """What a role may do with a whole table, as the server sees it."""
    return {
        word
        for (word,) in rows(
            "SELECT p FROM unnest(%s::text[]) p WHERE has_table_privilege(%s, %s, p)",
            [list(PRIVILEGES if server_version() >= 170000 else PRIVILEGES[:-1]), role, table],
        )
    }


def column_privileges(role: str, table: str) -> set[str]:
    """What a role may do with single columns, as PRIVILEGE(column)."""
    schema, name = table.split(".")
    return {
        f"{word}({column})"
        for word, column in rows(
            "SELECT p, a.attname FROM pg_attribute a, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) p"
            " WHERE a.attrelid = format('%%I.%%I', %s::text, %s::text)::regclass AND a.attnum > 0 AND NOT a.attisdropped"
            " AND has_column_privilege(%s, a.attrelid, a.attnum, p) AND NOT has_table_privilege(%s, a.attrelid, p)",
            [schema, name, role, role],
        )
    }


def server_version() -> int:
    return int(rows("SHOW server_version_num")[0][0])


def listed(words: str) -> tuple[set[str], set[str]]:
    """A right of rights.py as whole privileges and PRIVILEGE(column)."""
    whole, columns = set(), set()
    for word, names in re.findall(r"([A-Z]+)(?:\s*\(([^)]*)\))?", words):
        if names:
            columns |= {f"{word}({name.strip()})" for name in names.split(",")}
        else:
            whole.add(word)
    return whole, columns


def shared_tables() -> set[str]:
    return {
        name
        for (name,) in rows("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    }


def test_every_shared_table_is_listed_and_every_listed_table_stands() -> None:
    assert shared_tables() == set(SHARED_TABLES)


@pytest.mark.parametrize("role", APPLICATION)
def test_a_role_may_do_with_shared_tables_what_the_list_says(role: str) -> None:
    found = {
        table: (privileges(role, f"public.{table}"), column_privileges(role, f"public.{table}"))
        for table in shared_tables()
    }
    wanted = {table: listed(SHARED_TABLES[table].get(role, "")) for table in found}
    assert found == wanted


def test_a_practice_role_has_of_the_shared_schema_what_practice_any_has(blackstone: Practice) -> None:
    for table in shared_tables():
        name = f"public.{table}"
        assert privileges(blackstone.schema_name, name) == privileges(PRACTICE_ANY, name), table
        assert column_privileges(blackstone.schema_name, name) == column_privileges(PRACTICE_ANY, name), table


def test_no_practice_and_no_network_role_reads_a_secret() -> None:
    for table in SECRETS:
        for role in (PRACTICE_ANY, *NETWORK_ROLES, WORKER, RELEASE, SEALER):
            assert "SELECT" not in privileges(role, f"public.{table}"), (role, table)
            assert "password" not in str(column_privileges(role, f"public.{table}")), (role, table)


def test_what_a_practice_may_write_in_the_shared_schema_has_row_level_security() -> None:
    for table in shared_tables():
        if privileges(PRACTICE_ANY, f"public.{table}") & {"INSERT", "UPDATE", "DELETE"}:
            assert table in ROW_SECURITY
            assert rows(
                "SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [f"public.{table}"]
            ) == [(True,)]


def test_every_shared_function_has_the_callers_of_the_list() -> None:
    standing = {
        signature.removeprefix("public.")
        for (signature,) in rows(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
    }
    assert {name.replace(", ", ",") for name in FUNCTIONS} <= {name.replace(", ", ",") for name in standing}
    for signature in standing:
        callers = next(
            (
                roles
                for name, roles in FUNCTIONS.items()
                if name.replace(", ", ",") == signature.replace(", ", ",")
            ),
            (),
        )
        found = {
            role
            for role in APPLICATION
            if rows("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [role, f"public.{signature}"])
            == [(True,)]
        }
        assert found == set(callers), signature


def test_every_practice_table_has_a_kind() -> None:
    assert [model._meta.label for model in practice_models() if kind_of(model) is None] == []


def test_every_kind_says_its_rights() -> None:
    assert set(KIND_RIGHTS) == set(TableKind)


def test_no_table_stands_in_two_places() -> None:
    practice = {model._meta.db_table for model in practice_models()}
    shared = {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name in settings.SHARED_APPS
        for model in config.get_models(include_auto_created=True)
    }
    assert practice & shared == set()


@pytest.mark.parametrize("slug", ["blackstone", "harbor"])
def test_the_rights_inside_a_practice_follow_the_kinds(slug: str) -> None:
    practice = Practice.objects.get(slug=slug)
    schema = practice.schema_name
    kinds = {model._meta.db_table: kind_of(model) for model in practice_models()}
    standing = [
        name for (name,) in rows("SELECT tablename::text FROM pg_tables WHERE schemaname = %s", [schema])
    ]
    assert set(kinds) | {"django_migrations"} == set(standing)
    for table in standing:
        rights = KIND_RIGHTS[kind] if (kind := kinds.get(table)) else {}
        for role in (schema, *APPLICATION):
            wanted = set(re.findall("[A-Z]+", rights.get(PRACTICE if role == schema else role, "")))
            assert privileges(role, f"{schema}.{table}") == wanted, (role, table)


def test_a_practice_role_owns_nothing_and_cannot_sign_in(blackstone: Practice) -> None:
    assert rows(
        "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s",
        [blackstone.schema_name],
    ) == [(False, False, False, False, False)]
    assert rows("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [blackstone.schema_name]) == [
        (0,)
    ]


def test_who_may_become_whom(blackstone: Practice) -> None:
    role = blackstone.schema_name
    may_set = {
        login
        for login in (WEB, WORKER, RELEASE, SEALER, "nw_owner")
        if rows("SELECT pg_has_role(%s, %s, 'SET')", [login, role]) == [(True,)]
    }
    inherits = {
        login
        for login in (WEB, WORKER, RELEASE, SEALER, "nw_owner")
        if rows("SELECT pg_has_role(%s, %s, 'USAGE')", [login, role]) == [(True,)]
    }
    become = rows("SELECT pg_has_role(%s, %s, 'SET')", [role, PRACTICE_ANY])
    assert (may_set, inherits, become) == ({WEB, WORKER}, set(), [(False,)])


def test_which_login_wears_which_role_of_the_network() -> None:
    worn = {
        (login, role)
        for login in (WEB, WORKER, RELEASE, SEALER, "nw_owner")
        for role in NETWORK_ROLES
        if rows("SELECT pg_has_role(%s, %s, 'SET')", [login, role]) == [(True,)]
    }
    inherited = [
        (login, role)
        for login, role in worn
        if rows("SELECT pg_has_role(%s, %s, 'USAGE')", [login, role]) == [(True,)]
    ]
    assert worn == {(WEB, LIBRARY), (WEB, STATE), (WEB, ADMIN), (WORKER, LIBRARY)}
    assert inherited == []


def test_the_servers_policies_are_those_of_the_list() -> None:
    standing = {
        (table, policy, frozenset(roles), command)
        for table, policy, roles, command in rows(
            "SELECT tablename::text, policyname::text, roles::text[], cmd FROM pg_policies WHERE schemaname = 'public'"
        )
    }
    assert standing == {
        (table, policy.name, frozenset(policy.roles), policy.command)
        for table, policies in ROW_SECURITY.items()
        for policy in policies
    }

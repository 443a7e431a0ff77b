"""What PostgreSQL itself refuses: nobody inside a practice, or under a network role, reads who people are."""

import pytest
from django.db import ProgrammingError, connection, transaction

from nestwork.access.passage import wearing
from nestwork.practices.active import inside
from nestwork.staff.models import StaffMember
from tests.people import Cast

TABLES = (
    "accounts_user",
    "accounts_session",
    "accounts_handover",
    "accounts_invitation",
    "accounts_personaltoken",
    "access_membership",
    "account_emailaddress",
    "mfa_authenticator",
    "axes_accessattempt",
)


def refused(statement: str) -> str:
    """Try the statement in its own savepoint; return the SQLSTATE of the refusal."""
    with pytest.raises(ProgrammingError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(getattr(caught.value.__cause__, "sqlstate", ""))


@pytest.mark.parametrize("table", TABLES)
def test_a_practice_role_has_no_right_on_identity(cast: Cast, table: str) -> None:
    with inside(cast.blackstone):
        assert refused(f"SELECT * FROM public.{table}") == "42501"
        assert refused(f"DELETE FROM public.{table}") == "42501"
        assert refused(f"INSERT INTO public.{table} DEFAULT VALUES") == "42501"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", ["nw_library", "nw_state", "nw_admin"])
def test_a_network_role_has_no_right_on_identity(cast: Cast, table: str, role: str) -> None:
    with wearing(role):
        assert refused(f"SELECT * FROM public.{table}") == "42501"
        assert refused(f"DELETE FROM public.{table}") == "42501"


def test_the_staff_table_is_read_only_for_its_practice(cast: Cast) -> None:
    with inside(cast.blackstone):
        assert StaffMember.objects.count() == 6
        assert refused("UPDATE staff_staffmember SET role = 'practice_administrator'") == "42501"
        assert refused("DELETE FROM staff_staffmember") == "42501"


@pytest.mark.parametrize(
    "call",
    [
        "people_create('x@example.org', 'X', '', 'hash', '')",
        "people_add(NULL, NULL, gen_random_uuid(), 'nurse', NULL)",
        "people_accept('hash', NULL, 'X', 'hash', '', NULL)",
        "people_place(NULL)",
        "people_join(gen_random_uuid(), NULL, 'nurse')",
        "people_shut(gen_random_uuid(), NULL, true)",
        "people_write_line(NULL, NULL, '', '', '', NULL, '{}', NULL)",
    ],
)
def test_inner_functions_are_closed_to_a_practice(cast: Cast, call: str) -> None:
    with inside(cast.blackstone):
        assert refused(f"SELECT public.{call}") == "42501"


def test_the_door_inserts_no_people_and_no_memberships(cast: Cast) -> None:
    assert refused("INSERT INTO public.accounts_user DEFAULT VALUES") == "42501"
    assert refused("INSERT INTO public.access_membership DEFAULT VALUES") == "42501"
    assert refused("UPDATE public.access_membership SET role = 'practice_administrator'") == "42501"
    assert refused("SELECT public.people_create('x@example.org', 'X', '', 'hash', '')") == "42501"

"""The owner's functions that manage people, called by somebody who can smuggle an expression into a query."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.accounts.services import people
from nestwork.practices.active import inside
from tests.people import Cast, working_as

CALLS = [
    "public.people_change_role({actor}, NULL, {target}, 'practice_administrator', NULL)",
    "public.people_end({actor}, NULL, {target}, NULL)",
    "public.people_sign_out({actor}, NULL, {target}, NULL)",
    "public.people_invite({actor}, NULL, 'own@example.org', 'Own', '', 'practice_administrator', 'hash', NULL)",
    "public.people_withdraw({actor}, NULL, {target}, NULL)",
]


def smuggled(call: str, *, actor: uuid.UUID, target: uuid.UUID) -> str:
    """The SQLSTATE with which the server answers the call as a value inside an ordinary query."""
    value = call.format(actor=f"'{actor}'::uuid", target=f"'{target}'::uuid")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM staff_staffmember WHERE display_name = ({value})::text")
    except DatabaseError as error:
        return str(getattr(error.__cause__, "sqlstate", ""))
    return "landed"


@pytest.mark.parametrize("call", CALLS)
def test_naming_an_administrator_is_not_being_one(cast: Cast, call: str) -> None:
    with inside(cast.blackstone):
        answer = smuggled(call, actor=cast.administrator.pk, target=cast.nurse.pk)
    assert answer == "NW001"


@pytest.mark.parametrize("call", CALLS)
def test_nobody_acts_any_more_after_an_administrator_did(cast: Cast, call: str) -> None:
    with transaction.atomic(), working_as(cast.administrator, cast.blackstone) as by:
        people.change_role(by=by, person_id=cast.nurse.pk, role=Role.COORDINATOR)
        answer = smuggled(call, actor=cast.administrator.pk, target=cast.nurse.pk)
        with pytest.raises(people.NotFoundError):
            people.end_access(by=by, person_id=cast.outsider.pk)
        again = smuggled(call, actor=cast.administrator.pk, target=cast.nurse.pk)
    assert (answer, again) == ("NW001", "NW001")
    roles = Membership.objects.filter(user=cast.nurse, is_active=True).values_list("role", flat=True)
    assert list(roles) == [Role.COORDINATOR]


def test_the_one_who_acts_cannot_be_set_inside_an_expression(cast: Cast) -> None:
    with inside(cast.blackstone):
        call = f"set_config('nestwork.person', '{cast.administrator.pk}', false)"
        assert smuggled(call, actor=cast.administrator.pk, target=cast.nurse.pk) == "42501"

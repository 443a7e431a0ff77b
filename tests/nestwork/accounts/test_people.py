"""An administrator changes roles and ends access; the outsider always tries too."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.test import Client

from nestwork.access.models import Membership
from nestwork.access.passage import wearing
from nestwork.access.permissions import Role
from nestwork.accounts.models import Invitation
from nestwork.accounts.selectors.people import people
from nestwork.accounts.services import people as verbs
from nestwork.accounts.services.people import (
    LastAdministratorError,
    WrongRoleError,
)
from nestwork.audit.models import AuditEvent
from nestwork.practices.active import inside
from nestwork.staff.models import StaffMember
from nestwork.staff.selectors import active_staff, name_of
from tests.people import Cast, reader_for, sign_in, working_as

WANTED = {"display_name": "Iris Monteiro", "credentials": "RN", "email": "Iris@Example.org", "role": "nurse"}


def test_a_changed_role_holds_from_the_next_page_on(cast: Cast, client: Client) -> None:
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert nurse.get("/people/").status_code == 403
    sign_in(client, cast.administrator, cast.blackstone)
    client.post(f"/people/{cast.nurse.pk}/", {"role": "practice_administrator"})
    assert nurse.get("/people/").status_code == 200
    with inside(cast.blackstone):
        assert StaffMember.objects.get(pk=cast.nurse.pk).role == "practice_administrator"
    assert set(Membership.objects.filter(user=cast.nurse).values_list("role", "is_active")) == {
        ("nurse", False),
        ("practice_administrator", True),
    }


def test_the_last_administrator_stays(cast: Cast, client: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    own = cast.administrator.pk
    assert client.post(f"/people/{own}/end/").status_code == 422
    assert client.post(f"/people/{own}/", {"role": "coordinator"}).status_code == 422
    with working_as(cast.administrator, cast.blackstone) as by:
        with pytest.raises(LastAdministratorError):
            verbs.end_access(by=by, person_id=own)
        verbs.change_role(by=by, person_id=cast.nurse.pk, role=Role.PRACTICE_ADMINISTRATOR)
        verbs.end_access(by=by, person_id=own)  # somebody else is in charge now
    assert client.get("/people/").status_code == 302


def test_ended_access_ends_sessions_here_and_keeps_the_name(cast: Cast, client: Client) -> None:
    here, there = sign_in(Client(), cast.both, cast.blackstone), sign_in(Client(), cast.both, cast.harbor)
    sign_in(client, cast.administrator, cast.blackstone)
    assert client.post(f"/people/{cast.both.pk}/end/").status_code == 302
    assert here.get("/me/").status_code == 302
    assert there.get("/me/").status_code == 200
    with inside(cast.blackstone):
        assert name_of(cast.both.pk) == "Pat Lindqvist, MSW"
        assert cast.both.pk not in {member.pk for member in active_staff()}
    assert "Pat Lindqvist" in client.get("/people/").content.decode()


def test_an_administrator_signs_a_person_out_of_this_practice(cast: Cast, client: Client) -> None:
    here, there = sign_in(Client(), cast.both, cast.blackstone), sign_in(Client(), cast.both, cast.harbor)
    sign_in(client, cast.administrator, cast.blackstone)
    assert client.post(f"/people/{cast.both.pk}/sign-out/").status_code == 302
    assert [browser.get("/me/").status_code for browser in (here, there)] == [302, 200]


def test_people_of_another_practice_answer_like_nobody(cast: Cast, client: Client) -> None:
    sign_in(client, cast.harbor_administrator, cast.harbor)
    for person_id in (cast.nurse.pk, uuid4()):
        assert client.get(f"/people/{person_id}/").status_code == 404
        assert client.post(f"/people/{person_id}/", {"role": "nurse"}).status_code == 404
        assert client.post(f"/people/{person_id}/end/").status_code == 404
        assert client.post(f"/people/{person_id}/sign-out/").status_code == 404
    assert "Maria Alvarez" not in client.get("/people/").content.decode()


@pytest.mark.parametrize("name", ["coordinator", "physician", "nurse", "parent_partner"])
def test_only_the_administrator_manages_people(cast: Cast, client: Client, name: str) -> None:
    sign_in(client, getattr(cast, name), cast.blackstone)
    assert client.get("/people/").status_code == 403
    assert client.post("/people/invite/", WANTED).status_code == 403
    assert client.post(f"/people/{cast.physician.pk}/end/").status_code == 403


def test_the_functions_themselves_refuse_who_is_no_administrator(cast: Cast) -> None:
    """A forged reader gets no further: the owner's functions look at memberships, not at what the caller says."""
    forged = reader_for(cast.administrator, cast.blackstone)
    with inside(cast.harbor):  # the administrator of blackstone, under harbor's role
        with pytest.raises(PermissionDenied):
            verbs.invite(by=forged, email="x@example.org", display_name="X", role=Role.NURSE)
        with pytest.raises(PermissionDenied):  # naming the practice does not help: the role decides
            verbs.end_access(by=forged, person_id=cast.nurse.pk, practice_id=cast.blackstone.pk)
        assert cast.nurse.pk not in {person.person_id for person in people(cast.blackstone.pk)}
    with pytest.raises(ProgrammingError, match="permission denied"):  # the door may not call them at all
        verbs.invite(
            by=forged,
            email="x@example.org",
            display_name="X",
            role=Role.NURSE,
            practice_id=cast.blackstone.pk,
        )


def test_a_role_belongs_to_its_kind_of_place(cast: Cast) -> None:
    with working_as(cast.administrator, cast.blackstone) as by, pytest.raises(WrongRoleError):
        verbs.invite(by=by, email="x@example.org", display_name="X", role=Role.FACILITATOR)
    by = reader_for(cast.network_administrator)
    with wearing("nw_admin"), pytest.raises(WrongRoleError):
        verbs.invite(by=by, email="x@example.org", display_name="X", role=Role.NURSE)


def test_an_act_and_its_audit_line_stand_or_fall_together(cast: Cast) -> None:
    from django.db import transaction

    with working_as(cast.administrator, cast.blackstone) as by:
        with transaction.atomic():
            verbs.change_role(by=by, person_id=cast.nurse.pk, role=Role.COORDINATOR)
            transaction.set_rollback(True)
        assert not AuditEvent.objects.filter(action="change role").exists()
        assert StaffMember.objects.get(pk=cast.nurse.pk).role == "nurse"
        verbs.change_role(by=by, person_id=cast.nurse.pk, role=Role.COORDINATOR)
        line = AuditEvent.objects.get(action="change role")
        assert (line.person_id, line.subject_id) == (cast.administrator.pk, cast.nurse.pk)
        assert line.detail == {"from": "nurse", "to": "coordinator"}
        assert StaffMember.objects.get(pk=cast.nurse.pk).role == "coordinator"


def test_a_parent_partner_opens_her_own_page_and_no_chart(cast: Cast, client: Client) -> None:
    sign_in(client, cast.parent_partner, cast.blackstone)
    assert client.get("/me/").status_code == 200
    assert client.get("/").status_code == 403  # Today shows children


@pytest.mark.django_db(transaction=True)
def test_closing_a_practice_ends_its_sign_ins_tokens_and_invitations(
    cast: Cast, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    from nestwork.accounts.models import PersonalToken, Session
    from nestwork.practices.services import close_practice, reopen_practice
    from tests.people import token_for

    here, there = sign_in(Client(), cast.both, cast.blackstone), sign_in(Client(), cast.both, cast.harbor)
    headers = token_for(cast.nurse, cast.blackstone)
    with working_as(cast.administrator, cast.blackstone) as by:
        verbs.invite(by=by, email="x@example.org", display_name="X", role=Role.NURSE)
    with as_owner():
        close_practice(practice=cast.blackstone)
    assert here.get("/me/").status_code == 410
    assert there.get("/me/").status_code == 200
    with as_owner():
        reopen_practice(practice=cast.blackstone)
    assert here.get("/me/").status_code == 302
    assert Client(SERVER_NAME="blackstone.localhost").get("/api/v1/me/", headers=headers).status_code == 401
    assert set(Session.objects.values_list("host", flat=True)) == {"harbor.localhost"}
    assert not PersonalToken.objects.filter(revoked_at=None).exists()
    assert not Invitation.objects.filter(withdrawn_at=None).exists()

"""An administrator invites, changes roles and ends access; the outsider always tries too."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from nestwork.access.models import Membership
from nestwork.access.passage import wearing
from nestwork.access.permissions import Role
from nestwork.accounts.models import Invitation, User
from nestwork.accounts.selectors.people import people
from nestwork.accounts.services import people as verbs
from nestwork.accounts.services.people import (
    LastAdministratorError,
    NotFoundError,
    WrongRoleError,
)
from nestwork.audit.models import AuditEvent
from nestwork.practices.active import inside
from nestwork.staff.models import StaffMember
from nestwork.staff.selectors import active_staff, name_of
from tests.people import PASSWORD, Cast, email_of, join, reader_for, sign_in, working_as

WANTED = {"display_name": "Iris Monteiro", "credentials": "RN", "email": "Iris@Example.org", "role": "nurse"}


def link_in_mail() -> str:
    """The path of the invitation's link in the last e-mail."""
    found = re.search(r"http://localhost(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_invited_by_mail_she_chooses_a_password_and_enrolls(
    cast: Cast, client: Client, network: Client
) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    assert client.post("/people/invite/", WANTED).status_code == 302
    assert mail.outbox[-1].to == ["Iris@Example.org"]
    link = link_in_mail()
    assert Invitation.objects.get().accepted_at is None
    assert link.split("/")[2] not in str(list(Invitation.objects.values_list()))  # stored hashed

    page = network.get(link)
    assert page.status_code == 200  # a mail scanner's look changes nothing
    assert Invitation.objects.get().accepted_at is None
    short = {"display_name": "Iris Monteiro", "password": "short", "again": "short"}
    assert network.post(link, short).status_code == 422
    answer = network.post(link, {"display_name": "Iris Monteiro", "password": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/"
    assert network.get("/").headers["Location"] == "/accounts/2fa/"  # the second factor first
    assert network.get("/accounts/2fa/totp/activate/").status_code == 200  # without typing the password again

    iris = User.objects.get(email="iris@example.org")
    assert list(Membership.objects.filter(user=iris).values_list("practice", "role", "is_active")) == [
        (cast.blackstone.pk, "nurse", True)
    ]
    with inside(cast.blackstone):
        assert name_of(iris.pk) == "Iris Monteiro, RN"
        lines = AuditEvent.objects.filter(subject="invitation").order_by("at", "action")
        assert {(line.action, line.person_id) for line in lines} == {
            ("invite", cast.administrator.pk),
            ("accept", iris.pk),
        }
    with inside(cast.harbor):
        assert name_of(iris.pk) == ""


def test_the_link_works_once_and_for_seven_days(cast: Cast, network: Client) -> None:
    with working_as(cast.administrator, cast.blackstone) as by:
        one = verbs.invite(by=by, email="a@example.org", display_name="A", role=Role.NURSE)
        two = verbs.invite(by=by, email="b@example.org", display_name="B", role=Role.NURSE)
    verbs.accept_invitation(secret=one.secret, user_id=None, display_name="A", password=PASSWORD)
    with pytest.raises(NotFoundError):
        verbs.accept_invitation(secret=one.secret, user_id=None, display_name="A", password=PASSWORD)
    assert network.get(f"/invitation/{one.secret}/").status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert network.get(f"/invitation/{two.secret}/").status_code == 410


def test_inviting_twice_leaves_only_the_last_link(cast: Cast, client: Client, network: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    client.post("/people/invite/", WANTED)
    first = link_in_mail()
    client.post("/people/invite/", WANTED)
    second = link_in_mail()
    assert first != second
    assert [network.get(link).status_code for link in (first, second)] == [410, 200]


def test_a_withdrawn_invitation_does_nothing(cast: Cast, client: Client, network: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    client.post("/people/invite/", WANTED)
    invitation = Invitation.objects.get()
    other = sign_in(Client(), cast.harbor_administrator, cast.harbor)
    assert other.post(f"/people/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert network.get(link_in_mail()).status_code == 200
    assert client.post(f"/people/invitations/{invitation.pk}/withdraw/").status_code == 302
    assert network.get(link_in_mail()).status_code == 410


def test_a_member_is_not_invited_again(cast: Cast, client: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    answer = client.post("/people/invite/", {**WANTED, "email": email_of("nurse")})
    assert answer.status_code == 422
    assert mail.outbox == []


def test_somebody_known_elsewhere_signs_in_to_accept(cast: Cast, client: Client, network: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    client.post("/people/invite/", {**WANTED, "email": email_of("outsider")})
    link = link_in_mail()
    assert "/accounts/login/?next=" in network.get(link).content.decode()
    assert (
        network.post(link, {"display_name": "X", "password": PASSWORD, "again": PASSWORD}).status_code == 200
    )
    wrong = sign_in(Client(), cast.reviewer)
    wrong.post(link)
    assert not Membership.objects.filter(user=cast.outsider, practice=cast.blackstone).exists()

    right = sign_in(Client(), cast.outsider)
    assert right.post(link).status_code == 302
    assert Membership.objects.filter(user=cast.outsider, practice=cast.blackstone, is_active=True).exists()
    assert Membership.objects.filter(user=cast.outsider, practice=cast.harbor, is_active=True).exists()


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


def test_the_network_administrator_manages_people_of_the_network(cast: Cast, client: Client) -> None:
    sign_in(client, cast.network_administrator)
    page = client.get("/people/").content.decode()
    assert "Dana Moreau" in page
    assert "Maria Alvarez" not in page
    assert client.post("/people/invite/", {**WANTED, "role": "facilitator"}).status_code == 302
    assert client.post(f"/people/{cast.steward.pk}/end/").status_code == 302
    assert client.post(f"/people/{cast.network_administrator.pk}/end/").status_code == 422
    for name in ("facilitator", "steward", "reviewer", "coordinator"):
        other = sign_in(Client(), getattr(cast, name))
        assert other.get("/people/").status_code == 403


def test_each_network_role_has_its_home(cast: Cast) -> None:
    expected = {
        "facilitator": {"/practices/": 200, "/released/": 403, "/people/": 403},
        "reviewer": {"/practices/": 403, "/released/": 200, "/people/": 403},
        "steward": {"/practices/": 403, "/released/": 403, "/people/": 403},
        "network_administrator": {"/practices/": 200, "/released/": 403, "/people/": 200},
        "coordinator": {"/practices/": 403, "/released/": 403, "/people/": 403},
    }
    for name, pages in expected.items():
        client = sign_in(Client(), getattr(cast, name))
        assert client.get("/?choose=1").status_code == 200
        assert {address: client.get(address).status_code for address in pages} == pages


@pytest.mark.django_db(transaction=True)
def test_network_acts_stand_in_the_networks_audit(
    cast: Cast, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    from nestwork.audit.network.models import NetworkAuditEvent

    made = join(None, Role.FACILITATOR, "third@example.org")
    with as_owner():
        lines = NetworkAuditEvent.objects.filter(subject="invitation").values_list(
            "action", "person_id", "role"
        )
        assert set(lines) == {
            ("invite", cast.network_administrator.pk, "network_administrator"),
            ("accept", made.pk, "facilitator"),
        }


def test_a_parent_partner_opens_her_own_page_and_no_chart(cast: Cast, client: Client) -> None:
    sign_in(client, cast.parent_partner, cast.blackstone)
    assert client.get("/me/").status_code == 200
    assert client.get("/").status_code == 403  # Today shows children


def test_the_network_administrator_invites_a_practices_administrator(
    cast: Cast, client: Client, network: Client
) -> None:
    sign_in(client, cast.network_administrator)
    address = f"/practices/{cast.harbor.pk}/invite/"
    answer = client.post(address, {"display_name": "Ines Duarte", "email": "ines@example.org"})
    assert answer.status_code == 302
    verbs.accept_invitation(
        secret=link_in_mail().split("/")[2], user_id=None, display_name="Ines Duarte", password=PASSWORD
    )
    made = Membership.objects.get(user__email="ines@example.org")
    assert (made.practice_id, made.role) == (cast.harbor.pk, "practice_administrator")
    with inside(cast.harbor):
        assert AuditEvent.objects.get(action="invite").role == "network_administrator"
    for name in ("facilitator", "reviewer", "harbor_administrator"):
        other = sign_in(Client(), getattr(cast, name))
        assert other.post(address, {}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_command_line_invites_the_first_administrator(
    cast: Cast, network: Client, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    from django.core.management import CommandError, call_command

    with as_owner():
        call_command(
            "invite", "first@example.org", "--name", "First Person", "--role", "network_administrator"
        )
        with pytest.raises(CommandError, match="no such role"):
            call_command("invite", "x@example.org", "--name", "X", "--role", "nurse")
        with pytest.raises(CommandError, match="There is no practice 'nowhere'"):
            call_command("invite", "x@example.org", "--name", "X", "--role", "nurse", "--practice", "nowhere")
    assert network.get(link_in_mail()).status_code == 200


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


def test_when_the_mail_server_refuses_nobody_is_invited(
    cast: Cast, client: Client, settings: Settings
) -> None:
    nobody_listens = {"host": "127.0.0.1", "port": 1}
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": nobody_listens}}
    sign_in(client, cast.administrator, cast.blackstone)
    answer = client.post("/people/invite/", WANTED)
    assert answer.status_code == 422
    assert "nobody was invited" in answer.content.decode()
    assert "Iris Monteiro" in answer.content.decode()  # what was typed is still there
    assert not Invitation.objects.exists()
    with inside(cast.blackstone):
        assert not AuditEvent.objects.filter(action="invite").exists()


def test_the_api_of_the_network_manages_its_people(cast: Cast) -> None:
    administrator = sign_in(Client(), cast.network_administrator)
    listed = administrator.get("/api/v1/people/").json()["results"]
    assert {one["role"] for one in listed} == {
        "facilitator",
        "directory_steward",
        "state_reviewer",
        "network_administrator",
    }
    assert administrator.delete(f"/api/v1/people/{cast.steward.pk}/").status_code == 204
    assert administrator.delete(f"/api/v1/people/{cast.network_administrator.pk}/").status_code == 400
    assert administrator.delete(f"/api/v1/people/{cast.nurse.pk}/").status_code == 404
    for name in ("facilitator", "reviewer", "administrator"):
        assert sign_in(Client(), getattr(cast, name)).get("/api/v1/people/").status_code == 403

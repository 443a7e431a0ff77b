"""Nobody signs up: people are invited by e-mail, once, for seven days."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.accounts.models import Invitation, User
from nestwork.accounts.services import people as verbs
from nestwork.accounts.services.people import (
    NotFoundError,
)
from nestwork.audit.models import AuditEvent
from nestwork.practices.active import inside
from nestwork.staff.selectors import name_of
from tests.people import PASSWORD, Cast, email_of, sign_in, working_as

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

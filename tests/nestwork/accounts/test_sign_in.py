"""Sign in on the network host: password, second factor, lockout, recovery."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings as real_settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from nestwork.access.permissions import Role
from nestwork.access.step_up import RELAXED_MODULE
from nestwork.accounts.models import Session
from nestwork.audit.network.models import NetworkAuditEvent
from tests.people import NETWORK, PASSWORD, Cast, code_of, email_of, join, sign_in


def give_password(client: Client, name: str, password: str = PASSWORD, **more: str) -> int:
    """Send the sign-in form; return the answer's status."""
    return client.post(
        "/accounts/login/", {"login": email_of(name), "password": password, **more}
    ).status_code


def leads_to(client: Client) -> str:
    """Where the first page sends a person of one practice by itself."""
    words = client.get("/").content.decode()
    return words.split('http-equiv="refresh" content="0; url=')[1].split('"')[0]


def test_password_and_code_sign_in(cast: Cast, network: Client) -> None:
    answer = network.post("/accounts/login/", {"login": email_of("coordinator"), "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert (
        network.get("/").headers["Location"].startswith("/accounts/login/")
    )  # not signed in before the code

    answer = network.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert answer.headers["Location"] == "/"
    assert leads_to(network) == "http://blackstone.localhost/enter/"  # one practice: straight there


def test_a_wrong_code_signs_nobody_in(cast: Cast, network: Client) -> None:
    give_password(network, "coordinator")
    assert network.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 422
    assert network.get("/").headers["Location"].startswith("/accounts/login/")


def test_the_address_is_found_whatever_its_capitals(cast: Cast, network: Client) -> None:
    answer = network.post("/accounts/login/", {"login": "Coordinator@Example.ORG", "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"


def test_five_wrong_passwords_close_the_door_for_that_address_only(cast: Cast, network: Client) -> None:
    statuses = [give_password(network, "coordinator", "wrong") for _try in range(5)]
    assert statuses == [422, 422, 422, 422, 429]
    assert give_password(network, "coordinator") == 429  # the right one too
    assert (
        give_password(network, "nurse") == 302
    )  # a colleague behind the same internet address is not locked out


def test_a_right_password_forgives_the_wrong_ones_before(cast: Cast, network: Client) -> None:
    for _round in range(3):
        assert [give_password(network, "nurse", "wrong") for _try in range(3)] == [422] * 3
        assert give_password(network, "nurse") == 302
        network.post("/accounts/2fa/authenticate/", {"code": code_of()})
        network.post("/accounts/logout/")
        cache.clear()  # the same code again, for the next round of this story


def test_a_person_without_second_factor_enrolls_before_anything_else(cast: Cast, network: Client) -> None:
    join(cast.blackstone, Role.NURSE, "new.nurse@example.org")
    network.post("/accounts/login/", {"login": "new.nurse@example.org", "password": PASSWORD})
    for address in ("/", "/me/", f"/to/{cast.blackstone.pk}/?challenge={'a' * 64}"):
        assert network.get(address).headers["Location"] == "/accounts/2fa/"
    assert network.get("/accounts/2fa/").status_code == 200


def test_enroll_an_app_and_keep_the_recovery_codes(cast: Cast, network: Client) -> None:
    person = join(cast.blackstone, Role.NURSE, "new.nurse@example.org")
    network.post("/accounts/login/", {"login": "new.nurse@example.org", "password": PASSWORD})
    assert (
        network.get("/accounts/2fa/totp/activate/")
        .headers["Location"]
        .startswith("/accounts/reauthenticate/")
    )
    network.post("/accounts/reauthenticate/", {"password": PASSWORD})

    page = network.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret is not None
    assert "<svg" in page
    answer = network.post("/accounts/2fa/totp/activate/", {"code": code_of(secret=secret[1])})
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"

    codes = re.findall(r"<code>(\d{8})</code>", network.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    assert codes[0] not in network.get("/accounts/2fa/recovery-codes/").content.decode()  # shown once
    kept = Authenticator.objects.get(user_id=person.pk, type="totp")
    assert secret[1] not in str(kept.data)  # encrypted at rest

    again = Client(SERVER_NAME=NETWORK)
    again.post("/accounts/login/", {"login": "new.nurse@example.org", "password": PASSWORD})
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    third = Client(SERVER_NAME=NETWORK)
    third.post("/accounts/login/", {"login": "new.nurse@example.org", "password": PASSWORD})
    assert third.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 422  # works once


def test_the_passkey_page_offers_a_ceremony_bound_to_the_network_host(cast: Cast, network: Client) -> None:
    sign_in(network, cast.coordinator)
    network.post("/accounts/2fa/reauthenticate/", {"code": code_of(1)})
    page = network.get("/accounts/2fa/passkeys/add/")
    assert page.status_code == 200
    assert '"rp": {"name": "localhost", "id": "localhost"}' in page.content.decode()
    assert network.post("/accounts/2fa/passkeys/add/", {"name": "x", "credential": "{}"}).status_code == 422


def test_a_physicians_trusted_device_asks_only_for_the_password_for_twelve_hours(
    cast: Cast, network: Client
) -> None:
    give_password(network, "physician")
    asked = network.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert asked.headers["Location"] == "/accounts/2fa/trust/"
    network.post("/accounts/2fa/trust/", {"action": "trust"})
    network.post("/accounts/logout/")
    sign_in_form = {"login": email_of("physician"), "password": PASSWORD}
    assert network.post("/accounts/login/", sign_in_form).headers["Location"] == "/"
    with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1), tick=False):
        answer = network.post("/accounts/login/", sign_in_form)
        assert answer.headers["Location"] == "/accounts/2fa/authenticate/"


def test_a_trusted_device_is_no_step_up(cast: Cast, network: Client) -> None:
    give_password(network, "physician")
    network.post("/accounts/2fa/authenticate/", {"code": code_of()})
    network.post("/accounts/2fa/trust/", {"action": "trust"})
    network.post("/accounts/logout/")
    give_password(network, "physician")
    answer = network.get("/step-up/", {"next": "/me/"})
    assert answer.headers["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_in_the_demonstration_the_password_is_enough_and_step_up_asks_it_again(
    cast: Cast, network: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr(real_settings._wrapped, "SETTINGS_MODULE", RELAXED_MODULE, raising=False)
    person = join(cast.blackstone, Role.NURSE, "new.nurse@example.org")
    answer = network.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/"
    assert leads_to(network) == "http://blackstone.localhost/enter/"
    assert network.get("/step-up/", {"next": "/me/"}).headers["Location"] == "/me/"  # just given
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        answer = network.get("/step-up/", {"next": "/me/"})
        assert answer.headers["Location"] == "/accounts/reauthenticate/?next=%2Fme%2F"
        network.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/me/"})
        assert network.get("/step-up/", {"next": "/me/"}).headers["Location"] == "/me/"


@pytest.mark.django_db(transaction=True)
def test_a_lockout_stands_in_the_audit(
    cast: Cast, network: Client, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    for _try in range(5):
        give_password(network, "nurse", "wrong")
    with as_owner():
        assert NetworkAuditEvent.objects.get(action="locked out").person_id == cast.nurse.pk


def test_nobody_signs_up(cast: Cast, network: Client) -> None:
    assert network.get("/accounts/signup/").status_code == 404


def test_after_sign_in_only_a_path_of_this_host_is_opened(cast: Cast, network: Client) -> None:
    for evil in ("https://evil.example/", "//evil.example", "/\\evil.example", "http://harbor.localhost/"):
        other = Client(SERVER_NAME=NETWORK)
        give_password(other, "coordinator", next=evil)
        answer = other.post("/accounts/2fa/authenticate/", {"code": code_of()})
        assert answer.headers["Location"] == "/"
        cache.clear()  # the same code again, for the next try of this story


def test_password_reset_goes_by_mail_and_ends_other_sessions(cast: Cast, network: Client) -> None:
    elsewhere = sign_in(Client(), cast.coordinator, cast.blackstone)
    network.post("/accounts/password/reset/", {"email": email_of("coordinator")})
    network.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert [letter.to for letter in mail.outbox] == [[email_of("coordinator")]]
    link = re.search(r"http://localhost(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link is not None
    page = network.get(link[1], follow=True)
    action = page.redirect_chain[-1][0]
    new = "four new words here"
    answer = network.post(action, {"password1": new, "password2": new})
    assert answer.headers["Location"] == "/accounts/password/reset/key/done/"
    assert elsewhere.get("/me/").status_code == 302
    assert give_password(network, "coordinator", new) == 302


@pytest.mark.django_db(transaction=True)
def test_sign_in_writes_the_networks_audit(
    cast: Cast, network: Client, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    give_password(network, "coordinator")
    network.post("/accounts/2fa/authenticate/", {"code": code_of()})
    network.post("/accounts/logout/")
    with as_owner():
        lines = NetworkAuditEvent.objects.filter(person_id=cast.coordinator.pk).order_by("at")
        assert [line.action for line in lines] == ["sign in", "sign out"]


def test_the_cookie_is_of_one_host_and_its_value_is_not_stored(cast: Cast, network: Client) -> None:
    sign_in(network, cast.coordinator)
    key = network.cookies[real_settings.SESSION_COOKIE_NAME].value
    stored = [str(value) for row in Session.objects.values_list() for value in row]
    assert stored
    assert not any(key in value for value in stored)

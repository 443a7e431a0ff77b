"""The cast: people of every role with fixed sign-ins, set down once in the database every test run copies.

    def test_something(cast, client):
        sign_in(client, cast.coordinator, cast.blackstone)
        assert client.get("/me/").status_code == 200

Practices are `blackstone` and, for the outsider, `harbor`. Everybody has PASSWORD and an authenticator app (`code_of`).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from nestwork.access.permissions import Role

if TYPE_CHECKING:
    from nestwork.access.readers import Reader
    from nestwork.accounts.models import User
    from nestwork.practices.models import Practice

PASSWORD = "a long walk along the river"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NETWORK = "localhost"

# name in the cast: display name, credentials, and the places with their roles
PEOPLE: dict[str, tuple[str, str, dict[str, Role]]] = {
    "administrator": ("Ana Figueroa", "", {"blackstone": Role.PRACTICE_ADMINISTRATOR}),
    "coordinator": ("Maria Alvarez", "RN", {"blackstone": Role.COORDINATOR}),
    "physician": ("Elena Brandt", "MD", {"blackstone": Role.PHYSICIAN}),
    "nurse": ("Tom Reyes", "RN", {"blackstone": Role.NURSE}),
    "parent_partner": ("Grace Okafor", "", {"blackstone": Role.PARENT_PARTNER}),
    "both": ("Pat Lindqvist", "MSW", {"blackstone": Role.COORDINATOR, "harbor": Role.COORDINATOR}),
    "outsider": ("Ruth Castellano", "RN", {"harbor": Role.COORDINATOR}),
    "harbor_administrator": ("Joel Whitman", "", {"harbor": Role.PRACTICE_ADMINISTRATOR}),
    "facilitator": ("Dana Moreau", "", {"": Role.FACILITATOR}),
    "second_facilitator": ("Ivo Petrov", "", {"": Role.FACILITATOR}),
    "steward": ("Lena Haddad", "", {"": Role.DIRECTORY_STEWARD}),
    "reviewer": ("Noor Rahman", "", {"": Role.STATE_REVIEWER}),
    "network_administrator": ("Kit Sandoval", "", {"": Role.NETWORK_ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Cast:
    """Everybody, and the two practices."""

    administrator: "User"
    coordinator: "User"
    physician: "User"
    nurse: "User"
    parent_partner: "User"
    both: "User"
    outsider: "User"
    harbor_administrator: "User"
    facilitator: "User"
    second_facilitator: "User"
    steward: "User"
    reviewer: "User"
    network_administrator: "User"
    blackstone: "Practice"
    harbor: "Practice"

    def members(self) -> "list[User]":
        """The five roles of blackstone, one person each."""
        return [self.administrator, self.coordinator, self.physician, self.nurse, self.parent_partner]


@pytest.fixture
def cast(blackstone: "Practice", harbor: "Practice") -> Cast:
    """The cast, read at the door."""
    from nestwork.accounts.models import User

    by_email = {user.email: user for user in User.objects.filter(email__endswith="@example.org")}
    people = {name: by_email[email_of(name)] for name in PEOPLE}
    return Cast(**people, blackstone=blackstone, harbor=harbor)


def email_of(name: str) -> str:
    """The address of a member of the cast."""
    return f"{name.replace('_', '.')}@example.org"


def settle_cast() -> None:
    """Set the cast down; called once, as the owner, while the template database is filled."""
    from nestwork.access import readers
    from nestwork.accounts.services.people import add_member, create_person
    from nestwork.practices.selectors import practice_by_slug

    by = readers.system("demonstration")
    for name, (display_name, credentials, places) in PEOPLE.items():
        person_id = create_person(
            email=email_of(name), display_name=display_name, credentials=credentials, password=PASSWORD
        )
        enroll_app(person_id)
        for slug, role in places.items():
            add_member(
                by=by, person_id=person_id, role=role, practice_id=practice_by_slug(slug).pk if slug else None
            )


def enroll_app(person_id: UUID) -> None:
    """Give the person an authenticator app with the known secret."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(
        user_id=person_id, type="totp", data={"secret": get_adapter().encrypt(TOTP_SECRET)}
    )


def code_of(steps: int = 0, *, secret: str = TOTP_SECRET) -> str:
    """The six digits the cast's authenticator apps show now (or some 30-second steps away)."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def join(practice: "Practice | None", role: Role, email: str, *, display_name: str = "New Person") -> "User":
    """Let somebody new accept an invitation into the place; she has PASSWORD and no second factor yet."""
    from nestwork.access.passage import wearing
    from nestwork.accounts.models import User
    from nestwork.accounts.services.people import accept_invitation, invite
    from nestwork.practices.active import inside

    leader = User.objects.get(email=email_of(_LEADERS[practice.slug if practice else ""]))
    by = reader_for(leader, practice)
    with inside(practice) if practice else wearing("nw_admin"):
        invited = invite(by=by, email=email, display_name=display_name, role=role)
    made = accept_invitation(
        secret=invited.secret, user_id=None, display_name=display_name, password=PASSWORD
    )
    return User.objects.get(pk=made)


_LEADERS = {
    "blackstone": "administrator",
    "harbor": "harbor_administrator",
    "": "network_administrator",
}


def sign_in(
    client: Client, person: "User", practice: "Practice | None" = None, *, stepped_up: bool = True
) -> Client:
    """Sign the person in on the practice's host (or the network's) with a real session; returns the client.

    The client's requests go to that host from now on. `stepped_up` counts as a second factor given just now.
    """
    from django.conf import settings

    from nestwork.accounts.sessions.store import SessionStore
    from nestwork.practices.hosts import practice_host

    host = practice_host(practice.slug) if practice else NETWORK
    store = SessionStore(host=host, device="Test")
    store.update(_session(person, practice, stepped_up=stepped_up))
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    client.defaults["SERVER_NAME"] = host
    return client


def _session(person: "User", practice: "Practice | None", *, stepped_up: bool) -> dict[str, Any]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from nestwork.access.step_up import STEPPED_UP_UNTIL
    from nestwork.accounts.sessions.arrival import BACKEND

    given_at = time.time() if stepped_up else time.time() - 3600
    data: dict[str, Any] = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: person.get_session_auth_hash(),
        "preferences": asdict(person.preferences),
    }
    if practice is not None:
        if stepped_up:
            data[STEPPED_UP_UNTIL] = (timezone.now() + timedelta(minutes=10)).isoformat()
        return data
    methods = [{"method": "password", "at": given_at}, {"method": "mfa", "type": "totp", "at": given_at}]
    return {
        **data,
        "account_authentication_methods": methods,
        "account_authentication_methods_user": str(person.pk),
    }


def reader_for(person: "User", practice: "Practice | None" = None, *, stepped_up: bool = True) -> "Reader":
    """The reader the gate would make for the person; call it at the door, before entering the practice."""
    from nestwork.access import readers
    from nestwork.access.selectors import active_roles

    roles = active_roles(person.pk, practice.pk if practice else None)
    until = timezone.now() + timedelta(minutes=10) if stepped_up else None
    return readers.person(person_id=person.pk, name=str(person), role=roles[0], stepped_up_until=until)


@contextmanager
def working_as(person: "User", practice: "Practice") -> "Iterator[Reader]":
    """Work inside the practice as the person: `with working_as(cast.nurse, cast.blackstone) as reader:`."""
    from nestwork.practices.active import inside

    reader = reader_for(person, practice)
    with inside(practice):
        yield reader


def token_for(
    person: "User", practice: "Practice | None", *, may_write: bool = True, **arguments: Any
) -> dict[str, str]:
    """Make a personal token; returns the headers that carry it: `client.get(url, headers=token_for(...))`."""
    from contextlib import nullcontext

    from nestwork.accounts.services.tokens import make_token
    from nestwork.practices.active import inside

    reader = reader_for(person, practice)
    with inside(practice) if practice else nullcontext():
        made = make_token(by=reader, practice=practice, name="test", may_write=may_write, **arguments)
    return {"Authorization": f"Token {made.secret}"}


assert {field.name for field in fields(Cast)} == {*PEOPLE, "blackstone", "harbor"}

"""Personal tokens: one person, one host, hashed, expiring, read-only unless said."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.accounts.models import PersonalToken
from nestwork.accounts.services.people import end_access
from nestwork.accounts.services.tokens import make_token
from nestwork.practices.active import inside
from tests.people import Cast, reader_for, sign_in, token_for, working_as

BLACKSTONE, HARBOR, NETWORK = "blackstone.localhost", "harbor.localhost", "localhost"
ME = "/api/v1/me/"


def get_me(headers: dict[str, str], host: str = BLACKSTONE) -> int:
    """Ask who am I with a token; return the status."""
    return Client(SERVER_NAME=host).get(ME, headers=headers).status_code


def test_a_token_says_who_calls_and_where(cast: Cast) -> None:
    answer = Client(SERVER_NAME=BLACKSTONE).get(ME, headers=token_for(cast.nurse, cast.blackstone))
    said = answer.json()
    assert (said["name"], said["role"], said["practice"]) == ("Tom Reyes", "nurse", "blackstone")
    assert Permission.SEE_CHILDREN in said["permissions"]
    assert Permission.BREAK_GLASS not in said["permissions"]  # under step-up: never by an ordinary token


def test_a_token_opens_one_host_only(cast: Cast) -> None:
    here, network = token_for(cast.both, cast.blackstone), token_for(cast.facilitator, None)
    assert [get_me(here, host) for host in (BLACKSTONE, HARBOR, NETWORK)] == [200, 401, 401]
    assert [get_me(network, host) for host in (BLACKSTONE, HARBOR, NETWORK)] == [401, 401, 200]


def test_a_session_cookie_beside_a_wrong_token_counts_for_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.both, cast.harbor)
    assert client.get(ME).status_code == 200
    assert client.get(ME, headers=token_for(cast.both, cast.blackstone)).status_code == 401
    assert client.get(ME, headers={"Authorization": "Token"}).status_code == 401
    assert client.get(ME, headers={"Authorization": "Token nw_guess"}).status_code == 401


def test_the_secret_is_stored_nowhere(cast: Cast) -> None:
    secret = token_for(cast.nurse, cast.blackstone)["Authorization"].split()[1]
    assert secret not in str(list(PersonalToken.objects.values_list()))


def test_a_read_only_token_changes_nothing(cast: Cast) -> None:
    headers = token_for(cast.administrator, cast.blackstone, may_write=False)
    client = Client(SERVER_NAME=BLACKSTONE)
    assert client.get(ME, headers=headers).status_code == 200
    assert client.delete(f"/api/v1/people/{cast.nurse.pk}/", headers=headers).status_code == 401


def test_verbs_under_step_up_need_a_token_of_their_own(cast: Cast) -> None:
    client = Client(SERVER_NAME=BLACKSTONE)
    ordinary = token_for(cast.administrator, cast.blackstone)
    assert client.get("/api/v1/people/", headers=ordinary).status_code == 403
    verb = token_for(cast.administrator, cast.blackstone, verb=Permission.MANAGE_PEOPLE)
    listed = client.get("/api/v1/people/", headers=verb)
    assert listed.status_code == 200
    assert {one["display_name"] for one in listed.json()["results"]} == {
        "Ana Figueroa", "Maria Alvarez", "Elena Brandt", "Tom Reyes", "Grace Okafor", "Pat Lindqvist",
    }  # fmt: skip
    changed = client.patch(
        f"/api/v1/people/{cast.nurse.pk}/",
        {"role": "coordinator"},
        content_type="application/json",
        headers=verb,
    )
    assert changed.status_code == 204
    assert client.get(ME, headers=verb).json()["permissions"] == ["manage_people"]
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert client.get("/api/v1/people/", headers=verb).status_code == 401


def test_the_api_of_people_keeps_the_last_administrator_and_knows_no_strangers(cast: Cast) -> None:
    client = Client(SERVER_NAME=BLACKSTONE)
    verb = token_for(cast.administrator, cast.blackstone, verb=Permission.MANAGE_PEOPLE)
    assert client.delete(f"/api/v1/people/{cast.administrator.pk}/", headers=verb).status_code == 400
    for stranger in (cast.outsider.pk, uuid4()):
        assert client.delete(f"/api/v1/people/{stranger}/", headers=verb).status_code == 404
    assert client.delete(f"/api/v1/people/{cast.nurse.pk}/", headers=verb).status_code == 204


def test_the_api_invites_by_mail_only(cast: Cast, mailoutbox: list[object]) -> None:
    verb = token_for(cast.administrator, cast.blackstone, verb=Permission.MANAGE_PEOPLE)
    wanted = {"display_name": "Iris Monteiro", "email": "iris@example.org", "role": "nurse"}
    answer = Client(SERVER_NAME=BLACKSTONE).post(
        "/api/v1/people/", wanted, content_type="application/json", headers=verb
    )
    assert answer.status_code == 201
    assert set(answer.json()) == {"invitation_id"}
    assert len(mailoutbox) == 1


def test_access_and_role_are_read_on_each_use(cast: Cast) -> None:
    headers = token_for(cast.both, cast.blackstone)
    with working_as(cast.administrator, cast.blackstone) as by:
        end_access(by=by, person_id=cast.both.pk)
    assert get_me(headers) == 401


def test_a_revoked_or_expired_token_is_refused(cast: Cast, client: Client) -> None:
    headers = token_for(cast.nurse, cast.blackstone, days=30)
    token = PersonalToken.objects.get(user=cast.nurse)
    stranger = sign_in(Client(), cast.physician, cast.blackstone)
    assert stranger.post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert get_me(headers) == 401
    assert get_me(headers) == 200
    sign_in(client, cast.nurse, cast.blackstone)
    assert client.post(f"/me/tokens/{token.pk}/revoke/").status_code == 302
    assert get_me(headers) == 401


def test_a_token_is_made_under_step_up(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone, stepped_up=False)
    assert client.get("/me/tokens/").headers["Location"].startswith("/step-up/")
    reader = reader_for(cast.nurse, cast.blackstone, stepped_up=False)
    with inside(cast.blackstone), pytest.raises(PermissionDenied):
        make_token(by=reader, practice=cast.blackstone, name="x")


def test_the_page_shows_a_new_token_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    page = client.post("/me/tokens/", {"name": "Export script", "scope": "read", "days": "30"})
    assert "<code>nw_" in page.content.decode()
    assert "<code>nw_" not in client.get("/me/tokens/").content.decode()
    assert "Export script" in client.get("/me/tokens/").content.decode()
    assert client.post("/me/tokens/", {"name": "", "scope": "read", "days": "30"}).status_code == 422


def test_nobody_opens_a_verb_she_does_not_hold(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    answer = client.post("/me/tokens/", {"name": "x", "scope": "manage_people", "days": "30"})
    assert answer.status_code == 422
    reader = reader_for(cast.nurse, cast.blackstone)
    with inside(cast.blackstone), pytest.raises(PermissionDenied):
        make_token(by=reader, practice=cast.blackstone, name="x", verb=Permission.MANAGE_PEOPLE)


def test_a_session_needs_its_csrf_token_in_the_api(cast: Cast) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), cast.administrator, cast.blackstone)
    assert client.get(ME).status_code == 200
    assert client.delete(f"/api/v1/people/{cast.nurse.pk}/").status_code == 403

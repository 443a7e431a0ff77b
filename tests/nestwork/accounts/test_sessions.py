"""Sessions: one host each, an idle and an absolute limit, and ended everywhere at once."""

from datetime import timedelta

import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from nestwork.accounts.models import Session
from tests.people import Cast, sign_in


def test_thirty_minutes_without_use_end_a_session(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    start = timezone.now()
    with time_machine.travel(start + timedelta(minutes=29), tick=False):
        assert client.get("/me/").status_code == 200  # moves the idle clock
    with time_machine.travel(start + timedelta(minutes=58), tick=False):
        assert client.get("/me/").status_code == 200
    with time_machine.travel(start + timedelta(minutes=89), tick=False):
        assert client.get("/me/").status_code == 302


def test_twelve_hours_end_a_session_however_busy(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    start = timezone.now()
    for quarters in range(1, 48):
        with time_machine.travel(start + timedelta(minutes=15 * quarters), tick=False):
            assert client.get("/me/").status_code == 200
    with time_machine.travel(start + timedelta(hours=12, seconds=1), tick=False):
        assert client.get("/me/").status_code == 302


def test_the_idle_clock_is_written_at_most_once_a_minute(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    seen = Session.objects.get(user=cast.nurse).seen_at
    client.get("/me/")
    assert Session.objects.get(user=cast.nurse).seen_at == seen


def test_the_session_of_one_practice_is_nothing_on_another_host(cast: Cast, client: Client) -> None:
    sign_in(client, cast.both, cast.blackstone)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    for host in ("harbor.localhost", "localhost"):
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        assert client.get("/me/", SERVER_NAME=host).status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/me/").status_code == 200


def test_a_forged_host_header_reaches_no_other_practice(cast: Cast, client: Client) -> None:
    sign_in(client, cast.both, cast.blackstone)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    for host, status in {
        "evil.example": 400,
        "harbor.localhost": 302,
        "harbor.localhost:8000": 302,
        "HARBOR.LOCALHOST": 302,
        "nowhere.localhost": 404,
        "blackstone.localhost.evil.example": 400,
        "blackstone.localhost,harbor.localhost": 400,
    }.items():
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        assert client.get("/me/", headers={"Host": host}).status_code == status, host
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    for name in ("X-Forwarded-Host", "X-Original-Host", "Forwarded"):
        answer = client.get("/me/", headers={name: "harbor.localhost"})
        assert answer.status_code == 200
        assert "Blackstone Pediatrics" in answer.content.decode()


def test_sign_out_everywhere_ends_every_host(cast: Cast) -> None:
    first = sign_in(Client(), cast.both, cast.blackstone)
    second = sign_in(Client(), cast.both, cast.harbor)
    network = sign_in(Client(), cast.both)
    stranger = sign_in(Client(), cast.nurse, cast.blackstone)
    page = network.get("/accounts/sessions/").content.decode()
    assert "Blackstone Pediatrics" in page
    assert "Harbor Children&#x27;s Health" in page
    network.post("/accounts/sessions/end/")
    assert [browser.get("/me/").status_code for browser in (first, second, network, stranger)] == [
        302,
        302,
        302,
        200,
    ]


def test_only_ones_own_session_can_be_ended(cast: Cast) -> None:
    sign_in(Client(), cast.nurse, cast.blackstone)
    theirs = Session.objects.get(user=cast.nurse).key_hash
    network = sign_in(Client(), cast.both)
    mine = sign_in(Client(), cast.both, cast.blackstone)
    own = Session.objects.get(user=cast.both, host="blackstone.localhost").key_hash
    assert network.post(f"/accounts/sessions/{theirs}/end/").status_code == 404
    assert network.post(f"/accounts/sessions/{own}/end/").status_code == 302
    assert mine.get("/me/").status_code == 302
    assert Session.objects.filter(user=cast.nurse).count() == 1


def test_a_stale_cookie_never_revives_an_ended_session(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    Session.objects.filter(user=cast.nurse).delete()
    assert client.get("/me/").status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/me/").status_code == 302
    assert not Session.objects.filter(user=cast.nurse).exists()


def test_access_that_ended_closes_the_next_page(cast: Cast, client: Client) -> None:
    from nestwork.accounts.services.people import end_access
    from tests.people import working_as

    sign_in(client, cast.nurse, cast.blackstone)
    with working_as(cast.administrator, cast.blackstone) as by:
        end_access(by=by, person_id=cast.nurse.pk)
    assert client.get("/me/").status_code == 302

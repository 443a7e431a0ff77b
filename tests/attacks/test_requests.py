"""The seal seen from a browser: whole requests, through the real middleware."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from nestwork.practices import selectors
from nestwork.practices.active import inside
from nestwork.sealing.backend.base import DatabaseWrapper
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in, token_for


@pytest.fixture(autouse=True)
def _fresh_map() -> None:
    selectors.forget_hosts()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every trip that takes a room, as `practice` or `door`."""
    taken: list[str] = []
    send = DatabaseWrapper._send

    def noted(wrapper: DatabaseWrapper, sql: bytes) -> None:
        taken.append("practice" if b'SET ROLE "p_' in sql else "door")
        send(wrapper, sql)

    monkeypatch.setattr(DatabaseWrapper, "_send", noted)
    return taken


def role_on_the_server() -> str:
    """Who the server says this connection is, asked past our own cursor."""
    return str(connection.connection.pgconn.exec_(b"SELECT current_user").get_value(0, 0).decode())


def test_a_page_costs_one_trip_inside_and_one_after(client: Client, cast: Cast, trips: list[str]) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    assert client.get("/registry/").status_code == 200
    trips.clear()
    assert client.get("/registry/").status_code == 200
    assert trips == ["practice", "door"]
    assert role_on_the_server() == "nw_web"


def test_an_api_call_with_a_token_costs_the_same(client: Client, cast: Cast, trips: list[str]) -> None:
    headers = token_for(cast.coordinator, cast.blackstone)
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    assert client.get("/api/v1/children/", headers=headers).status_code == 200
    trips.clear()
    assert client.get("/api/v1/children/", headers=headers).status_code == 200
    assert trips == ["practice", "door"]


def test_a_stranger_never_takes_a_practices_role(client: Client, cast: Cast, trips: list[str]) -> None:
    for path in ("/", "/registry/", f"/children/{uuid.uuid4()}/", "/api/v1/children/", "/nowhere/"):
        client.get(path, SERVER_NAME="blackstone.localhost")
    assert "practice" not in trips


def test_a_member_of_another_practice_never_takes_this_ones_role(
    client: Client, cast: Cast, trips: list[str]
) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()
    headers = token_for(cast.outsider, cast.harbor)
    sign_in(client, cast.outsider, cast.harbor)
    connection.leave()
    trips.clear()
    for path in ("/", "/registry/", f"/children/{child.pk}/", "/api/v1/children/"):
        client.get(path, SERVER_NAME="blackstone.localhost")
        client.get(path, headers=headers, SERVER_NAME="blackstone.localhost")
    assert "practice" not in trips


def test_a_childs_number_of_another_practice_is_like_no_child(client: Client, cast: Cast) -> None:
    with inside(cast.harbor):
        theirs = ChildFactory()
    sign_in(client, cast.coordinator, cast.blackstone)
    for path in ("/children/{}/", "/api/v1/children/{}/"):
        foreign, nothing = client.get(path.format(theirs.pk)), client.get(path.format(uuid.uuid4()))
        assert (foreign.status_code, nothing.status_code) == (404, 404)


def test_after_a_page_that_failed_the_connection_stands_at_the_door(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    sign_in(client, cast.coordinator, cast.blackstone)
    client.raise_request_exception = False
    monkeypatch.setattr("tenants.registry.web.views.read", broken)
    assert client.get("/registry/").status_code == 500
    assert role_on_the_server() == "nw_web"


@pytest.mark.parametrize(
    "host",
    ["nowhere.localhost", "blackstone.localhost.", "BLACKSTONE.LOCALHOST", "localhost.blackstone", "blackstone",
     "harbor.localhost@blackstone.localhost", "blackstone.localhost:80:80", "blackstone.localhost/x"],
)  # fmt: skip
def test_tricks_with_the_host_open_nothing(client: Client, cast: Cast, host: str) -> None:
    """Only the practice's own name, whatever its case or its final dot, finds the practice, and then asks who it is."""
    sign_in(client, cast.outsider, cast.harbor)
    response = client.get("/registry/", HTTP_HOST=host, HTTP_X_FORWARDED_HOST="harbor.localhost")
    assert response.status_code in (302, 400, 403, 404)
    if response.status_code == 302:
        assert response["Location"].startswith(("http://localhost", "/enter", "/accounts"))


def test_the_page_of_an_unknown_host_carries_the_headers_too(client: Client, db: None) -> None:
    response = client.get("/", HTTP_HOST="nowhere.localhost")
    assert response.status_code == 404
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"

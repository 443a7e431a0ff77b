"""A host leads to one practice, to the network, or nowhere."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from nestwork.practices import hosts, selectors
from nestwork.practices.middleware import HostMiddleware
from nestwork.practices.models import Practice
from nestwork.sealing.backend.errors import RoomRefusedError


@pytest.fixture(autouse=True)
def _forget() -> None:
    selectors.forget_hosts()


def answer(host: str, **headers: str) -> tuple[HttpResponse, HttpRequest]:
    """What the middleware makes of a request under a host."""
    request = RequestFactory().get("/", HTTP_HOST=host, **headers)
    return HostMiddleware(lambda request: HttpResponse("inside"))(request), request


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "localhost."])
def test_the_networks_host_has_no_practice(db: None, settings: Any, host: str) -> None:
    response, request = answer(host)
    assert (response.status_code, request.practice, request.urlconf) == (
        200,
        None,
        settings.PUBLIC_SCHEMA_URLCONF,
    )


@pytest.mark.parametrize(
    "host", ["harbor.localhost", "harbor.localhost:8000", "Harbor.LocalHost", "harbor.localhost."]
)
def test_a_practices_host_leads_to_the_practice(harbor: Practice, settings: Any, host: str) -> None:
    response, request = answer(host)
    assert (response.status_code, request.practice, request.urlconf) == (200, harbor, settings.ROOT_URLCONF)


@pytest.mark.parametrize(
    "host", ["nowhere.localhost", "a.harbor.localhost", "127.0.0.1", "harborlocalhost.localhost"]
)
def test_any_other_host_leads_nowhere(db: None, host: str) -> None:
    response, request = answer(host)
    assert (response.status_code, request.practice) == (404, None)


def test_a_host_named_beside_the_host_header_is_not_believed(harbor: Practice, blackstone: Practice) -> None:
    _, request = answer("harbor.localhost", HTTP_X_FORWARDED_HOST="blackstone.localhost")
    assert request.practice == harbor


def test_the_map_is_remembered_for_a_moment_and_strangers_are_not(
    harbor: Practice, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        for _ in range(3):
            assert selectors.practice_at("harbor.localhost") == harbor
    with django_assert_num_queries(3):
        for _ in range(3):
            assert selectors.practice_at("nowhere.localhost") is None
    assert set(selectors._hosts) == {"harbor.localhost"}


def test_a_practice_closed_this_moment_answers_like_a_closed_one(harbor: Practice) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise RoomRefusedError

    middleware = HostMiddleware(view)
    request = RequestFactory().get("/", HTTP_HOST="harbor.localhost")
    response = middleware.process_exception(request, RoomRefusedError("42501"))
    assert response is not None
    assert response.status_code == 410
    assert middleware.process_exception(request, ValueError()) is None


def test_addresses_are_made_from_the_settings(harbor: Practice, settings: Any) -> None:
    settings.NETWORK_HOST, settings.PUBLIC_SCHEME, settings.PUBLIC_PORT = "network.test", "https", ""
    assert hosts.practice_origin(harbor) == "https://harbor.network.test"
    settings.PUBLIC_PORT = "8443"
    assert hosts.network_origin() == "https://network.test:8443"

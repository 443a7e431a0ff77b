"""Every page of both hosts has a door, and the gate leads through it and back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from nestwork.access.doors import ACCOUNT_PAGES, practice_page
from nestwork.access.gate import Gate
from nestwork.access.paths import local_path
from nestwork.access.permissions import (
    NETWORK_ROLES,
    PRACTICE_ROLES,
    ROLE_PERMISSIONS,
    STEP_UP,
    Permission,
    Role,
)
from nestwork.staff.models import StaffMember
from tests.people import Cast, sign_in


def pages(patterns: list[Any], prefix: str = "/") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address with its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


@pytest.mark.parametrize("urlconf", [settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF])
def test_every_view_says_who_may_open_it(urlconf: str) -> None:
    without = [
        route
        for route, view in pages(get_resolver(urlconf).url_patterns)
        if not hasattr(view, "permission")
        and not hasattr(view, "at_the_door")
        and not hasattr(getattr(view, "cls", None), "needs")
        and not (route.startswith(ACCOUNT_PAGES) and urlconf == settings.PUBLIC_SCHEMA_URLCONF)
    ]
    assert without == []


def test_a_stranger_is_sent_to_sign_in_from_every_practice_page(cast: Cast, client: Client) -> None:
    answer = client.get("/people/?x=1", SERVER_NAME="blackstone.localhost")
    assert answer.headers["Location"] == "/enter/?next=%2Fpeople%2F%3Fx%3D1"
    fragment = client.get(
        "/people/",
        SERVER_NAME="blackstone.localhost",
        headers={"HX-Request": "true", "HX-Current-URL": "http://blackstone.localhost/me/?tab=1"},
    )
    assert fragment.headers["HX-Redirect"] == "/enter/?next=%2Fme%2F%3Ftab%3D1"


def test_the_connection_is_at_the_door_after_every_answer(cast: Cast, client: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    for address in ("/me/", "/people/", "/nothing-here/", "/people/00000000-0000-4000-8000-000000000000/"):
        client.get(address)
        assert connection.room.key == "door"


def test_a_streamed_answer_is_produced_inside_and_leaves(cast: Cast) -> None:
    @practice_page(None)
    def names(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(member.display_name for member in StaffMember.objects.iterator())

    request = RequestFactory().get("/names/")
    request.practice, request.user = cast.blackstone, cast.nurse  # type: ignore[attr-defined]  # as the middlewares do
    request.session = {}  # type: ignore[assignment]  # no step-up in it

    def answer(asked: HttpRequest) -> HttpResponse:
        gate.process_view(asked, names, (), {})
        return names(asked)  # type: ignore[return-value]  # the gate takes any answer

    gate = Gate(answer)
    response = gate(request)
    assert connection.room.key == "door"
    assert isinstance(response, StreamingHttpResponse)
    assert b"Tom Reyes" in b"".join(response)  # type: ignore[arg-type]  # a plain iterator
    assert connection.room.key == "door"


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "/" + "a" * 2000,
    ],
)
def test_a_next_address_is_a_local_path_or_nothing(address: str | None) -> None:
    assert local_path(address) == "/"


def test_a_local_path_stays_as_it_is() -> None:
    assert local_path("/people/?page=2#x") == "/people/?page=2#x"


def test_roles_hold_permissions_of_their_own_kind_of_place() -> None:
    on_network = set().union(*(ROLE_PERMISSIONS[role] for role in NETWORK_ROLES))
    in_practice = set().union(*(ROLE_PERMISSIONS[role] for role in PRACTICE_ROLES))
    library = {Permission.SEE_LEARNING, Permission.SEE_DIRECTORY, Permission.MAKE_TOKENS}
    assert on_network & in_practice == library
    assert on_network | in_practice == set(Permission)
    assert ROLE_PERMISSIONS[Role.PARENT_PARTNER] == library
    assert Permission.MANAGE_PEOPLE in STEP_UP

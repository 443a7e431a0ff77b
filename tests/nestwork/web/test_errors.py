"""Error pages stand without a database, a session, a person or a practice."""

import json
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.shortcuts import render
from django.test import RequestFactory

from nestwork.web import errors
from nestwork.web.styleguide.views import ERROR_PAGES

STATUS = {
    "400": 400,
    "403": 403,
    "404": 404,
    "429": 429,
    "500": 500,
    "csrf": 403,
    "unknown_practice": 404,
    "closed_practice": 410,
}


class Broken:
    """Stands where a session, a person or messages would be, and fails when touched."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"an error page asked for {name}")


def bare(rf: RequestFactory, path: str = "/") -> HttpRequest:
    request = rf.get(path)
    request.session = request.user = request.reader = Broken()  # type: ignore[assignment, attr-defined]  # on purpose
    return request


@pytest.mark.parametrize("page", STATUS)
def test_each_says_what_happened_what_was_kept_and_what_next(page: str, rf: RequestFactory) -> None:
    response = ERROR_PAGES[page](bare(rf))
    html = response.content.decode()  # type: ignore[attr-defined]  # a whole page
    assert response.status_code == STATUS[page]
    assert html.count("<h1>") == 1
    assert "What was kept" in html
    assert "What to do next" in html


def test_every_page_is_in_this_test() -> None:
    assert set(STATUS) == set(ERROR_PAGES)


@pytest.mark.parametrize("page", ["unknown_practice", "closed_practice"])
def test_the_host_middleware_can_draw_its_two_pages_itself(page: str, rf: RequestFactory) -> None:
    assert "What to do next" in render(rf.get("/"), f"web/errors/{page}.html").content.decode()


def test_the_practice_is_named_when_it_is_known(rf: RequestFactory) -> None:
    request = bare(rf)
    request.practice = SimpleNamespace(name="Blackstone <Pediatrics>")  # type: ignore[attr-defined]  # as HostMiddleware
    assert "Blackstone &lt;Pediatrics&gt;" in errors.not_found(request).content.decode()


def test_a_path_of_the_api_is_answered_in_its_own_shape(rf: RequestFactory) -> None:
    response = errors.not_found(bare(rf, "/api/v1/nothing/"))
    said = json.loads(response.content)
    assert said == {"error": {"code": "404", "message": "Not Found", "fields": {}}}


def test_nothing_and_not_yours_get_the_same_answer(rf: RequestFactory) -> None:
    one, other = errors.not_found(bare(rf, "/a/")), errors.not_found(bare(rf, "/b/"), ValueError("secret"))
    assert one.content == other.content

"""The API's shell: nothing opens without a named permission, errors have one shape, a key makes a POST happen once."""

import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api import throttles
from nestwork.api.keys.models import AnsweredRequest
from nestwork.api.keys.once import once
from nestwork.api.paging import CursorPage
from nestwork.api.permissions import NamedPermission
from nestwork.api.root import api_patterns
from nestwork.api.views import PracticeAPIView
from nestwork.changes.models import DirtyMark
from nestwork.changes.services import mark
from nestwork.practices.active import inside
from nestwork.practices.clock import today
from tenants.patients.models import Child
from tests.people import Cast, sign_in, token_for

HOSTS = ("nestwork.urls.practice", "nestwork.urls.network")


class Unnamed(PracticeAPIView):
    """A view whose author forgot to say what it needs."""

    def get(self, request: Request) -> Response:
        return Response({"open": True})


class Marks(PracticeAPIView):
    """Writes a mark, or fails on request."""

    needs: ClassVar[dict[str, Permission | None]] = {"POST": Permission.LOG_WORK}

    @once
    def post(self, request: Request) -> Response:
        mark(period=today(), room=request.data["room"])
        if request.data.get("fail"):
            raise ValidationError({"room": "not this one"})
        return Response({"room": request.data["room"]}, status=201)


urlpatterns = [path("api/v1/unnamed/", Unnamed.as_view()), path("api/v1/marks/", Marks.as_view())]


@pytest.fixture(autouse=True)
def fresh_throttles() -> None:
    """Forget what the throttles counted in another test."""
    cache.clear()


@pytest.fixture
def shell(settings: Any) -> None:
    """The practice's host answers with the views above."""
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def maria(cast: Cast, client: Client, shell: None) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.mark.parametrize("urlconf", HOSTS)
def test_every_api_view_names_what_each_of_its_methods_needs(urlconf: str) -> None:
    views = dict(api_patterns(urlconf))
    assert "/api/v1/" in views
    for route, view in views.items():
        needs = getattr(view, "needs", None)
        assert needs, f"{route} names no permission"
        verbs = {verb.upper() for verb in ("get", "post", "put", "patch", "delete") if hasattr(view, verb)}
        assert set(needs) == verbs, f"{route}: {set(needs)} named, {verbs} answered"


@pytest.mark.django_db
@pytest.mark.parametrize("urlconf", HOSTS)
def test_every_api_view_refuses_a_stranger(client: Client, cast: Cast, urlconf: str) -> None:
    client.defaults["SERVER_NAME"] = "blackstone.localhost" if "practice" in urlconf else "localhost"
    for route, view in api_patterns(urlconf):
        if "<" in route:
            continue
        cache.clear()  # the door is tried here and not the brake, which stops a stranger after sixty calls a minute
        for verb in view.needs:
            answer = client.generic(verb, route, headers={"Accept": "application/json"})
            assert answer.status_code == 401, f"{verb} {route}"
            assert json.loads(answer.content)["error"]["code"] == "not_authenticated"


@pytest.mark.django_db
def test_a_view_that_names_no_permission_opens_to_nobody(maria: Client) -> None:
    answer = maria.get("/api/v1/unnamed/")
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "permission_denied"
    assert NamedPermission().has_permission(Request(RequestFactory().get("/")), object()) is False


@pytest.mark.django_db
def test_a_method_that_a_view_does_not_name_is_refused(maria: Client) -> None:
    assert maria.get("/api/v1/marks/").status_code in {403, 405}
    assert maria.delete("/api/v1/marks/").status_code in {403, 405}


@pytest.mark.django_db
@pytest.mark.parametrize("urlconf", HOSTS)
def test_the_description_is_valid_openapi_and_holds_every_address(urlconf: str) -> None:
    described = SchemaGenerator(urlconf=urlconf).get_schema(request=None, public=True)
    validate_schema(described)
    missing = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
        for route, view in api_patterns(urlconf)
        if not route.endswith("/schema/")
    } - set(described["paths"])
    assert missing == set()


@pytest.mark.django_db
def test_the_description_is_served_to_members_and_the_root_lists_what_they_may_call(
    cast: Cast, client: Client
) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    described = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert "/api/v1/jobs/{job_id}/cancel/" in json.loads(described.content)["paths"]
    root = client.get("/api/v1/").json()
    assert any(address.endswith("/api/v1/jobs/") for address in root["addresses"])
    assert not any(address.endswith("/api/v1/audit/") for address in root["addresses"])
    sign_in(client, cast.facilitator)
    described = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    paths = json.loads(described.content)["paths"]
    assert "/api/v1/audit/" not in paths
    assert "/api/v1/jobs/" in paths  # the network's own


@pytest.mark.django_db
def test_the_reading_page_comes_from_our_host_alone(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    answer = client.get("/api/v1/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "http://" not in page
    assert "https://" not in page
    assert "<style" not in page
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    script = client.get("/api/v1/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    client.logout()
    assert client.get("/api/v1/docs/").status_code == 302


@pytest.mark.django_db
def test_an_error_names_the_fields_and_says_that_nothing_was_saved(cast: Cast, maria: Client) -> None:
    answer = maria.post("/api/v1/marks/", {"room": "x", "fail": True}, content_type="application/json")
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["code"], error["fields"]) == ("invalid", {"room": ["not this one"]})
    assert "Nothing was saved" in error["message"]


@pytest.mark.django_db
def test_a_repeated_post_under_one_key_is_done_once(cast: Cast, maria: Client) -> None:
    post = {
        "path": "/api/v1/marks/",
        "content_type": "application/json",
        "headers": {"Idempotency-Key": "k1"},
    }
    first = maria.post(data={"room": "a"}, **post)
    again = maria.post(data={"room": "a"}, **post)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json() == {"room": "a"}
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    other = maria.post(data={"room": "b"}, **post)
    assert other.status_code == 400
    assert "used for another request" in other.json()["error"]["fields"]["Idempotency-Key"][0]
    with inside(cast.blackstone):
        assert list(DirtyMark.objects.values_list("room", flat=True)) == ["a"]


@pytest.mark.django_db
def test_an_error_is_not_kept_under_its_key_and_nothing_of_the_work_is(cast: Cast, maria: Client) -> None:
    post = {
        "path": "/api/v1/marks/",
        "content_type": "application/json",
        "headers": {"Idempotency-Key": "k1"},
    }
    assert maria.post(data={"room": "a", "fail": True}, **post).status_code == 400
    with inside(cast.blackstone):
        assert not DirtyMark.objects.exists()
        assert not AnsweredRequest.objects.exists()
    assert maria.post(data={"room": "a"}, **post).status_code == 201


@pytest.mark.django_db
def test_the_same_key_of_two_people_is_two_requests(cast: Cast, client: Client, shell: None) -> None:
    for member in (cast.coordinator, cast.nurse):
        sign_in(client, member, cast.blackstone)
        answer = client.post(
            "/api/v1/marks/",
            {"room": "a"},
            content_type="application/json",
            headers={"Idempotency-Key": "k1"},
        )
        assert "Idempotent-Replayed" not in answer
    with inside(cast.blackstone):
        assert DirtyMark.objects.count() == 2


@pytest.mark.django_db
def test_a_token_of_one_practice_opens_nothing_at_another(cast: Cast, client: Client) -> None:
    headers = token_for(cast.coordinator, cast.blackstone)
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    assert client.get("/api/v1/jobs/", headers=headers).status_code == 200
    client.defaults["SERVER_NAME"] = "harbor.localhost"
    assert client.get("/api/v1/jobs/", headers=headers).status_code == 401


@pytest.fixture
def few_calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three calls a minute, counted in the real cache, which is empty before and after."""
    cache.clear()
    monkeypatch.setattr(throttles._Throttle, "THROTTLE_RATES", {"person": "3/min", "stranger": "3/min"})
    yield
    cache.clear()


@pytest.mark.django_db
def test_a_person_who_calls_too_often_waits_and_a_colleague_does_not(
    cast: Cast, client: Client, few_calls: None
) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    assert [client.get("/api/v1/jobs/").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.get("/api/v1/jobs/").json()["error"]["code"] == "throttled"
    sign_in(client, cast.coordinator, cast.blackstone)
    assert client.get("/api/v1/jobs/").status_code == 200


@pytest.mark.django_db
def test_guessing_tokens_is_slowed_down_by_address(cast: Cast, client: Client, few_calls: None) -> None:
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    wrong = {"Authorization": "Token nw_wrong"}
    assert [client.get("/api/v1/jobs/", headers=wrong).status_code for _ in range(4)] == [401, 401, 401, 429]
    assert client.get("/api/v1/jobs/", headers={**wrong, "X-Forwarded-For": "10.0.0.9"}).status_code == 429


@pytest.mark.django_db
def test_without_the_cache_the_api_goes_on(cast: Cast, client: Client) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    away = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere?db=0",
        }
    }
    with override_settings(CACHES=away):
        assert client.get("/api/v1/jobs/").status_code == 200


def test_a_cursor_never_carries_a_name_or_a_birth_date() -> None:
    view, pages = SimpleNamespace(ordering="id"), CursorPage()
    assert pages.get_ordering(None, Child.objects.all(), view) == ("id",)
    for field in ("family_name", "-birth_date", "record_number"):
        view.ordering = field
        with pytest.raises(ImproperlyConfigured):
            pages.get_ordering(None, Child.objects.all(), view)

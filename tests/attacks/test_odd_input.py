"""Values nobody types in good faith: each is answered with a sentence, never with a fault of ours."""

import uuid

import pytest
from django.test import Client

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients.models import BreakGlass
from tenants.worklist.services import push
from tests.factories.patients import BlockFactory, ChildFactory
from tests.people import Cast, sign_in, working_as


@pytest.mark.parametrize("path", ["items", "entries"])
@pytest.mark.parametrize("child", ["x", "%00", "-1", "%F0%9F%98%80"])
def test_an_id_that_is_none_is_refused(client: Client, cast: Cast, path: str, child: str) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    response = client.get(f"/api/v1/{path}/?child={child}")
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == ["child"]


@pytest.mark.parametrize("path", ["appointments", "on-call"])
@pytest.mark.parametrize("end", ["first", "last"])
def test_the_last_day_of_the_calendar_is_refused(client: Client, cast: Cast, path: str, end: str) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    response = client.get(f"/api/v1/{path}/?{end}=9999-12-31")
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == [end]


@pytest.mark.parametrize(
    "path", ["/audit/?until=", "/audit/export/?until=", "/audit/?since=", "/api/v1/audit/?until="]
)
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_ends_of_the_calendar_are_refused_by_the_audit(
    client: Client, cast: Cast, path: str, day: str
) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    assert client.get(path + day).status_code in (400, 422)


@pytest.mark.parametrize("path", ["/visits/", "/on-call/"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0001-01-07"])
def test_a_week_at_the_end_of_the_calendar_shows_this_one(
    client: Client, cast: Cast, path: str, day: str
) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    assert client.get(f"{path}?on={day}").status_code == 200


def test_a_long_reason_opens_the_record_and_is_kept_whole(client: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory(is_confidential=True)
    sign_in(client, cast.nurse, cast.blackstone)
    reason = "The emergency room asks for the plan now. " * 11
    response = client.post(f"/children/{child.pk}/open/", {"reason": reason})
    assert response.status_code == 302
    with inside(cast.blackstone):
        assert BreakGlass.objects.get().reason == reason.strip()
        assert AuditEvent.objects.get(action="glass.break").purpose == reason[:200]


def test_work_and_children_are_given_to_colleagues_only(client: Client, cast: Cast) -> None:
    """An item given to nobody's id would stand on nobody's list."""
    with working_as(cast.coordinator, cast.blackstone) as by:
        child = ChildFactory()
        item = push(by=by, child=child, kind="follow_up", title="Ask", due_on=clock.today(), source="test")
    sign_in(client, cast.coordinator, cast.blackstone)
    stranger, json = str(cast.outsider.pk), "application/json"
    answers = [
        client.post(f"/api/v1/items/{item.pk}/owner/", {"owner_id": stranger}, json),
        client.patch(f"/api/v1/children/{child.pk}/", {"coordinator_id": stranger}, json),
        client.patch(f"/api/v1/children/{child.pk}/", {"primary_clinician_id": stranger}, json),
        client.post(
            f"/api/v1/children/{child.pk}/appointments/",
            {"starts_at": "2030-01-07T15:00:00Z", "clinician_id": stranger},
            json,
        ),
        client.post(
            "/api/v1/items/",
            {
                "child": str(child.pk),
                "kind": "follow_up",
                "title": "Ask",
                "due_on": "2030-01-07",
                "owner_id": stranger,
            },
            json,
        ),
    ]
    assert [answer.status_code for answer in answers] == [400] * 5
    own = {"owner_id": str(cast.nurse.pk)}
    assert client.post(f"/api/v1/items/{item.pk}/owner/", own, json).status_code == 200


def test_the_same_source_of_another_child_does_not_bring_that_childs_item(client: Client, cast: Cast) -> None:
    with working_as(cast.coordinator, cast.blackstone) as by:
        hidden, child, source = ChildFactory(), ChildFactory(), uuid.uuid4()
        push(
            by=by,
            child=hidden,
            kind="follow_up",
            title="Hidden",
            due_on=clock.today(),
            source="api",
            source_id=source,
        )
        BlockFactory(child=hidden, person_id=cast.coordinator.pk)
    sign_in(client, cast.coordinator, cast.blackstone)
    words = {"child": str(child.pk), "kind": "follow_up", "title": "Own", "due_on": "2030-01-07"}
    response = client.post("/api/v1/items/", {**words, "source_id": str(source)}, "application/json")
    assert response.status_code == 409
    assert "Hidden" not in response.content.decode()


def test_a_body_nested_too_deep_is_refused(client: Client, cast: Cast) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    deep = "[" * 100_000 + "]" * 100_000
    response = client.post("/api/v1/children/search/", deep, "application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "parse_error"

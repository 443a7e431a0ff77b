"""Values nobody types in good faith: each is answered with a sentence, never with a fault of ours."""

import pytest
from django.test import Client

from nestwork.audit.models import AuditEvent
from nestwork.practices.active import inside
from tenants.patients.models import BreakGlass
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in


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


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0001-01-07"])
def test_a_week_at_the_end_of_the_calendar_shows_this_one(client: Client, cast: Cast, day: str) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    assert client.get(f"/visits/?on={day}").status_code == 200


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

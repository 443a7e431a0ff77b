"""Confidential children, broken glass, grants and blocks, on pages."""

import re

import pytest
from django.test import Client

from nestwork.audit.models import AuditEvent
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.factories.patients import (
    BreakGlassFactory,
)
from tests.people import Cast, sign_in
from tests.tenants.patients.pages.addresses import url


@pytest.fixture
def closed(cast: Cast, child: Child) -> Child:
    """The child, confidential, with nobody let in."""
    with inside(cast.blackstone):
        Child.objects.filter(pk=child.pk).update(is_confidential=True)
        child.refresh_from_db()
        return child


def test_a_confidential_child_asks_for_a_reason_and_then_opens_with_a_banner(
    desk: Client, cast: Cast, closed: Child
) -> None:
    assert desk.get(url(closed)).url == url(closed, "open/")  # type: ignore[attr-defined]  # a redirect
    page = desk.get(url(closed, "open/")).content.decode()
    assert "Amara" not in page
    assert desk.post(url(closed, "open/"), {"reason": "hm"}).status_code == 422

    opened = desk.post(url(closed, "open/"), {"reason": "The emergency room is on the line"})

    assert opened.url == url(closed)  # type: ignore[attr-defined]  # a redirect
    assert "You opened this confidential record yourself." in desk.get(url(closed)).content.decode()


def test_breaking_glass_needs_a_fresh_second_factor(cast: Cast, closed: Child) -> None:
    tired = sign_in(Client(), cast.coordinator, cast.blackstone, stepped_up=False)

    assert tired.get(url(closed, "open/")).status_code == 302
    answer = tired.post(url(closed, "open/"), {"reason": "The emergency room is on the line"})

    assert answer.status_code == 403
    with inside(cast.blackstone):
        assert not AuditEvent.objects.filter(action="glass.break").exists()


def test_other_pages_of_a_confidential_child_answer_like_no_child(desk: Client, closed: Child) -> None:
    for tail in ("edit/", "consent/", "visits/", "history/", "contacts/new/"):
        assert desk.get(url(closed, tail)).status_code == 404


def test_the_administrator_reviews_an_opening(cast: Cast, closed: Child) -> None:
    with inside(cast.blackstone):
        opening = BreakGlassFactory(child=closed, person_id=cast.coordinator.pk)
    administrator = sign_in(Client(), cast.administrator, cast.blackstone)
    page = administrator.get("/children/opened/").content.decode()
    assert "Maria Alvarez" in page
    assert "Amara" not in page  # the administrator was not let in either
    assert "A confidential child" in page

    one = f"/children/opened/{opening.pk}/"
    assert administrator.get(one).status_code == 200
    assert administrator.post(one, {"was_right": "no"}).status_code == 422
    assert administrator.post(one, {"was_right": "yes"}).status_code == 302
    assert administrator.get(one).status_code == 404


def test_a_coordinator_reviews_nothing(desk: Client) -> None:
    assert desk.get("/children/opened/").status_code == 403


def test_the_physician_closes_lets_in_and_blocks(
    cast: Cast, child: Child, physician: Client, desk: Client
) -> None:
    access = url(child, "access/")
    assert physician.get(access).status_code == 200
    assert (
        physician.post(f"{access}confidential/", {"is_confidential": "True", "reason": ""}).status_code == 422
    )
    assert (
        physician.post(
            f"{access}confidential/", {"is_confidential": "True", "reason": "the family asked"}
        ).status_code
        == 302
    )
    assert desk.get(url(child)).status_code == 302

    physician.post(f"{access}grants/", {"grant-person": str(cast.coordinator.pk)})
    assert desk.get(url(child)).status_code == 200

    assert physician.post(f"{access}blocks/", {"block-person": str(cast.coordinator.pk)}).status_code == 422
    physician.post(
        f"{access}blocks/", {"block-person": str(cast.coordinator.pk), "block-reason": "a relative"}
    )
    assert desk.get(url(child)).status_code == 404
    page = physician.get(access).content.decode()
    assert "a relative" in page

    lift = re.search(r'action="([^"]*/lift/)"', page)
    assert lift
    physician.post(lift[1], {"reason": "no longer"})
    physician.post(f"{access}grants/{cast.coordinator.pk}/remove/")
    assert desk.get(url(child)).status_code == 302


def test_whoever_blocks_themselves_is_led_away(cast: Cast, child: Child, physician: Client) -> None:
    answer = physician.post(
        url(child, "access/blocks/"),
        {"block-person": str(cast.physician.pk), "block-reason": "my own nephew"},
    )

    assert answer.url == "/children/"  # type: ignore[attr-defined]  # a redirect
    assert physician.get(url(child, "access/")).status_code == 404


@pytest.mark.parametrize("name", ["coordinator", "nurse"])
def test_who_may_open_is_decided_by_few(cast: Cast, child: Child, name: str) -> None:
    member = sign_in(Client(), getattr(cast, name), cast.blackstone)

    assert member.get(url(child, "access/")).status_code == 403
    assert member.post(url(child, "access/blocks/"), {}).status_code == 403

"""What nobody else sees: blocked, missing and foreign children get one answer."""

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.factories.patients import (
    BlockFactory,
)
from tests.people import Cast, sign_in
from tests.tenants.patients.pages.addresses import MISSING, OF_A_CHILD, url


@pytest.mark.parametrize("tail", [*OF_A_CHILD, "open/", "access/"])
def test_a_blocked_and_a_missing_child_get_the_same_answer(
    cast: Cast, child: Child, physician: Client, tail: str
) -> None:
    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.physician.pk)

    blocked, nothing = physician.get(url(child, tail)), physician.get(f"/children/{MISSING}/{tail}")

    assert blocked.status_code == nothing.status_code == 404
    assert blocked.content.replace(str(child.pk).encode(), b"") == nothing.content.replace(
        MISSING.encode(), b""
    )


@pytest.mark.parametrize("tail", [*OF_A_CHILD, "open/"])
def test_the_outsider_gets_the_answer_for_no_child(cast: Cast, child: Child, tail: str) -> None:
    outside = sign_in(Client(), cast.outsider, cast.harbor)

    assert outside.get(url(child, tail)).status_code == 404


@pytest.mark.parametrize("tail", OF_A_CHILD)
def test_a_parent_partner_opens_no_page_of_a_child(cast: Cast, child: Child, tail: str) -> None:
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)

    assert partner.get(url(child, tail)).status_code == 403


def test_a_blocked_child_is_on_no_list(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.coordinator.pk)

    assert "Amara" not in desk.post("/children/", {"q": "baptiste"}).content.decode()


def test_a_blocked_administrator_finds_no_line_of_the_child_in_the_audit(
    cast: Cast, child: Child, desk: Client
) -> None:
    desk.get(url(child))
    administrator = sign_in(Client(), cast.administrator, cast.blackstone)
    assert str(child.pk) in administrator.get("/audit/").content.decode()

    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.administrator.pk)

    page = administrator.get("/audit/").content.decode()
    assert str(child.pk) not in page
    assert "Amara" not in page

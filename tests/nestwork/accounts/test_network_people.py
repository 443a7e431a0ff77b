"""People of the network: who manages them, and what each network role opens."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from nestwork.access.permissions import Role
from tests.people import Cast, join, sign_in

WANTED = {"display_name": "Iris Monteiro", "credentials": "RN", "email": "Iris@Example.org", "role": "nurse"}


def test_the_network_administrator_manages_people_of_the_network(cast: Cast, client: Client) -> None:
    sign_in(client, cast.network_administrator)
    page = client.get("/people/").content.decode()
    assert "Dana Moreau" in page
    assert "Maria Alvarez" not in page
    assert client.post("/people/invite/", {**WANTED, "role": "facilitator"}).status_code == 302
    assert client.post(f"/people/{cast.steward.pk}/end/").status_code == 302
    assert client.post(f"/people/{cast.network_administrator.pk}/end/").status_code == 422
    for name in ("facilitator", "steward", "reviewer", "coordinator"):
        other = sign_in(Client(), getattr(cast, name))
        assert other.get("/people/").status_code == 403


def test_each_network_role_has_its_home(cast: Cast) -> None:
    expected = {
        "facilitator": {"/practices/": 200, "/released/": 403, "/people/": 403},
        "reviewer": {"/practices/": 403, "/released/": 200, "/people/": 403},
        "steward": {"/practices/": 403, "/released/": 403, "/people/": 403},
        "network_administrator": {"/practices/": 200, "/released/": 403, "/people/": 200},
        "coordinator": {"/practices/": 403, "/released/": 403, "/people/": 403},
    }
    for name, pages in expected.items():
        client = sign_in(Client(), getattr(cast, name))
        assert client.get("/?choose=1").status_code == 200
        assert {address: client.get(address).status_code for address in pages} == pages


@pytest.mark.django_db(transaction=True)
def test_network_acts_stand_in_the_networks_audit(
    cast: Cast, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    from nestwork.audit.network.models import NetworkAuditEvent

    made = join(None, Role.FACILITATOR, "third@example.org")
    with as_owner():
        lines = NetworkAuditEvent.objects.filter(subject="invitation").values_list(
            "action", "person_id", "role"
        )
        assert set(lines) == {
            ("invite", cast.network_administrator.pk, "network_administrator"),
            ("accept", made.pk, "facilitator"),
        }


def test_the_api_of_the_network_manages_its_people(cast: Cast) -> None:
    administrator = sign_in(Client(), cast.network_administrator)
    listed = administrator.get("/api/v1/people/").json()["results"]
    assert {one["role"] for one in listed} == {
        "facilitator",
        "directory_steward",
        "state_reviewer",
        "network_administrator",
    }
    assert administrator.delete(f"/api/v1/people/{cast.steward.pk}/").status_code == 204
    assert administrator.delete(f"/api/v1/people/{cast.network_administrator.pk}/").status_code == 400
    assert administrator.delete(f"/api/v1/people/{cast.nurse.pk}/").status_code == 404
    for name in ("facilitator", "reviewer", "administrator"):
        assert sign_in(Client(), getattr(cast, name)).get("/api/v1/people/").status_code == 403


def test_whoever_starts_longer_work_finds_it_from_the_first_page(cast: Cast) -> None:
    offered = {
        name: 'href="/jobs/"' in sign_in(Client(), getattr(cast, name)).get("/?choose=1").content.decode()
        for name in ("facilitator", "reviewer", "steward", "network_administrator")
    }
    assert offered == {
        "facilitator": False,
        "reviewer": False,
        "steward": True,
        "network_administrator": True,
    }

"""Searching over the API: the same answers on both hosts, described, and counted in statements."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.community.models import Service, TaxonomyTerm
from network_resources.community.rules.needs import NEEDS
from network_resources.community.selectors.search import search
from network_resources.community.services.vocabulary import ensure_needs
from tests.factories.directory import PAWTUCKET, TODAY, library, refresh_search, service, towns
from tests.factories.patients import ChildFactory
from tests.people import Cast, token_for, working_as

pytestmark = pytest.mark.django_db

BLACKSTONE, HARBOR = "blackstone.localhost", "harbor.localhost"


@pytest.fixture(autouse=True)
def listed(db: None) -> None:
    """Two services."""
    with library():
        towns()
        service("Weekend Respite", needs=["respite"], languages=["pt"], at=PAWTUCKET, fees_description="Free",
                assured_date=clock.today())  # fmt: skip
        service("Riverbend Pantry", needs=["food"], at=PAWTUCKET)


def post(host: str, headers: dict[str, str], **asked: Any) -> Any:
    return Client(SERVER_NAME=host).post(
        "/api/v1/directory/search/", json.dumps(asked), content_type="application/json", headers=headers
    )


def test_two_practices_and_the_network_get_the_same_answer(cast: Cast) -> None:
    asked = {"text": "repsite", "zip_code": "02860", "within_miles": 10, "age": 4, "language": "pt"}
    answers = [
        post(BLACKSTONE, token_for(cast.coordinator, cast.blackstone), **asked).json(),
        post(HARBOR, token_for(cast.outsider, cast.harbor), **asked).json(),
        post("localhost", token_for(cast.steward, None), **asked).json(),
    ]
    assert answers[0] == answers[1] == answers[2]
    (found,) = answers[0]["results"]
    assert (found["name"], found["cost"], found["distance_miles"]) == ("Weekend Respite", "free", 0)
    assert answers[0]["changed"] == {"repsite": "respite"}
    kinds = [reason["kind"] for reason in found["reasons"]]
    assert kinds == ["need_listed", "near", "speaks", "cost", "checked"]


def test_a_child_fills_in_what_is_not_given_and_one_line_is_written(cast: Cast) -> None:
    with working_as(cast.coordinator, cast.blackstone):
        child = ChildFactory(language="pt", zip_code="02860")
    answer = post(
        BLACKSTONE, token_for(cast.coordinator, cast.blackstone), need="respite", child=str(child.pk)
    ).json()
    kinds = [reason["kind"] for reason in answer["results"][0]["reasons"]]
    assert {"near", "speaks"} <= set(kinds)
    with working_as(cast.coordinator, cast.blackstone):
        (line,) = AuditEvent.objects.filter(subject="directory.search")
        assert (line.child_id, line.detail) == (child.pk, {})


def test_another_practices_child_is_not_found(cast: Cast) -> None:
    with working_as(cast.coordinator, cast.blackstone):
        child = ChildFactory()
    assert post(HARBOR, token_for(cast.outsider, cast.harbor), child=str(child.pk)).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"need": "gold"},
        {"zip_code": "2860"},
        {"age": -1},
        {"age": 300},
        {"within_miles": 0},
        {"page": 0},
        {"text": "x" * 201},
    ],
)
def test_what_cannot_be_meant_is_refused(cast: Cast, asked: dict[str, Any]) -> None:
    assert post(BLACKSTONE, token_for(cast.coordinator, cast.blackstone), **asked).status_code == 400


def test_an_address_takes_a_need_and_nothing_about_a_family(cast: Cast) -> None:
    client, headers = Client(SERVER_NAME=BLACKSTONE), token_for(cast.coordinator, cast.blackstone)
    found = client.get("/api/v1/directory/search/?need=food&zip_code=02860&age=3", headers=headers).json()
    assert [card["name"] for card in found["results"]] == ["Riverbend Pantry"]
    assert found["results"][0]["distance_miles"] is None
    described = client.get("/api/v1/schema/?format=json", headers=headers).json()["paths"]
    by_get = described["/api/v1/directory/search/"]["get"]["parameters"]
    assert {one["name"] for one in by_get} == {"need", "free", "page"}
    assert "requestBody" in described["/api/v1/directory/search/"]["post"]


def test_a_service_is_given_whole(cast: Cast) -> None:
    with library():
        made = Service.objects.get(name="Weekend Respite")
    client, headers = Client(SERVER_NAME=BLACKSTONE), token_for(cast.coordinator, cast.blackstone)
    whole = client.get(f"/api/v1/directory/services/{made.pk}/", headers=headers).json()
    assert whole["edition"]["places"][0]["address"] == ["40 Mill Street", "Pawtucket, RI 02860"]


@pytest.mark.duty("1.K1")
def test_the_vocabulary_is_told_and_stands_in_the_directorys_taxonomy(cast: Cast) -> None:
    client, headers = Client(SERVER_NAME=BLACKSTONE), token_for(cast.coordinator, cast.blackstone)
    told = {
        one["key"]: one["group"] for one in client.get("/api/v1/directory/needs/", headers=headers).json()
    }
    assert {told[key] for key in ("early_intervention", "special_education", "school_support")} == {"school"}
    assert {told[key] for key in ("child_care", "family_support", "respite")} == {"family"}
    with library():
        assert ensure_needs() == 0
        assert set(TaxonomyTerm.objects.values_list("code", flat=True)) == {need.key for need in NEEDS}


def statements(**asked: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        search(today=TODAY, **asked)
    return len(seen)


def test_a_search_costs_three_statements_whatever_it_finds(cast: Cast) -> None:
    asked = {"text": "repsite", "zip_code": "02860", "within_miles": 20, "language": "pt", "age": 5}
    with inside(cast.blackstone):
        before = statements(**asked)
    with library():
        many = [service(f"Respite {n}", needs=["respite"], languages=["pt"], at=PAWTUCKET, refresh=False) for n in range(30)]  # fmt: skip
        refresh_search([one.id for one in many])
    with inside(cast.blackstone):
        assert search(today=TODAY, **asked).total == 31
        assert statements(**asked) == before == 3
        assert statements(need="respite") == 1

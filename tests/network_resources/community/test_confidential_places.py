"""A confidential place is nowhere: not in a search, a distance, a page, the API or a table a practice reads."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from nestwork.practices.active import inside
from network_resources.community.models import Location, Service
from network_resources.community.rules.fit import Because
from network_resources.community.selectors.listing import services_of_locations
from network_resources.community.selectors.search import search
from tests.factories import directory
from tests.factories.directory import PAWTUCKET, TODAY, library, service, towns
from tests.people import Cast, sign_in, token_for

pytestmark = pytest.mark.django_db

TRACES = ("Hidden Lane", "401-555-0177", "4015550177", "Quiet House", "Take bus 9", str(PAWTUCKET[0]))


@pytest.fixture
def shelter(db: None) -> Service:
    """A shelter with one confidential place and a help line."""
    with library():
        towns()
        made = service("Safe Nights", needs=["safety"], phone="401-555-0123")
        directory.place(
            made, PAWTUCKET, is_confidential=True, name="Quiet House", transportation="Take bus 9"
        )
        directory.refresh_search([made.id])
    return made


def everything_a_practice_reads(cast: Cast) -> str:
    """Every row of the tables of the directory a practice may read, but the ZIP codes' own middles."""
    with inside(cast.blackstone), connection.cursor() as cursor:
        rows = []
        for table in ("directory_search", "directory_place"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM public.{table} t")
            rows += [text for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def assert_traceless(text: str) -> None:
    assert [trace for trace in TRACES if trace in text] == []


def test_no_table_a_practice_reads_holds_it(shelter: Service, cast: Cast) -> None:
    rows = everything_a_practice_reads(cast)
    assert "Safe Nights" in rows
    assert_traceless(rows)


def test_it_is_as_far_from_every_family(shelter: Service, cast: Cast) -> None:
    with inside(cast.blackstone):
        near, far = (
            search(need="safety", zip_code=code, within_miles=5, today=TODAY) for code in ("02860", "02840")
        )
    assert near.cards == far.cards
    (card,) = near.cards
    assert (card.distance_miles, card.service_at_location_id, card.city) == (None, None, "")
    assert card.phone == "401-555-0123"
    assert Because.NO_ADDRESS in [reason.kind for reason in card.cautions]


def test_neither_pages_nor_the_api_say_it(shelter: Service, cast: Cast, client: Client) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    asked = {"need": "safety", "zip_code": "02860"}
    answers: list[Any] = [
        client.post("/directory/", {**asked, "within": "5"}),
        client.get(f"/directory/{shelter.pk}/"),
        client.post(
            "/api/v1/directory/search/",
            json.dumps({**asked, "within_miles": 5}),
            content_type="application/json",
        ),
        client.get(f"/api/v1/directory/services/{shelter.pk}/"),
    ]
    for answer in answers:
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "Safe Nights" in text
        assert_traceless(text)


def test_on_the_network_host_the_search_does_not_say_it_either(
    shelter: Service, cast: Cast, client: Client
) -> None:
    sign_in(client, cast.steward)
    assert_traceless(client.get(f"/directory/search/{shelter.pk}/").content.decode())
    answer = Client(SERVER_NAME="localhost").get(
        f"/api/v1/directory/services/{shelter.pk}/", headers=token_for(cast.steward, None)
    )
    assert answer.status_code == 200
    assert_traceless(answer.content.decode())


def test_a_place_that_becomes_confidential_goes_with_the_next_refresh(cast: Cast) -> None:
    with library():
        made = service("Moving House", needs=["safety"], at=PAWTUCKET)
        Location.objects.filter(service_at_locations__service=made).update(is_confidential=True)
        location = Location.objects.get(service_at_locations__service=made)
        directory.refresh_search(services_of_locations([location.id]))
    assert "40 Mill Street" not in everything_a_practice_reads(cast)

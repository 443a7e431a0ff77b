"""The grid of practices and versions, and how much the pages of standards ask of the database."""

import re

import pytest
from django.test import Client

from network_resources.playbooks.services import adopt
from tests.network_resources.playbooks.stories import drafted, published, second_version
from tests.people import Cast, sign_in, working_as
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
BASE = "/standards"


@pytest.fixture
def facilitator(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.facilitator)


def test_the_grid_shows_versions_and_days_and_counts_nothing(cast: Cast, facilitator: Client) -> None:
    first = published(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        adopt(version_id=first.pk, by=by)
    second_version(cast, first)
    for person in (cast.facilitator, cast.network_administrator):
        page = sign_in(Client(), person).get(f"{BASE}/grid/").content.decode()
        rows = dict(re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', page, re.DOTALL))
        text = {name: " ".join(re.sub("<[^>]*>", " ", row).split()) for name, row in rows.items()}
        assert text["Blackstone Pediatrics"].startswith("Version 1 since")
        assert text["Blackstone Pediatrics"].endswith("older")
        assert text["Harbor Children&#x27;s Health"] == "Not adopted"
        body = page[page.index("<main") :]
        assert "child" not in re.sub("Children&#x27;s Health", "", body).lower()


def test_of_two_methods_the_grid_shows_the_one_in_use(cast: Cast, facilitator: Client) -> None:
    for key in ("first-index", "second-index"):
        version = published(cast, drafted(cast, key))
        with working_as(cast.coordinator, cast.blackstone) as by:
            adopt(version_id=version.pk, by=by)
    used = facilitator.get("/api/v1/standards/grid/").json()["results"][0]["standards"]
    assert [(one["key"], one["in_use"]) for one in used] == [("first-index", None), ("second-index", 1)]


def test_more_standards_and_adoptions_take_no_more_statements(cast: Cast, facilitator: Client) -> None:
    desk = sign_in(Client(), cast.coordinator, cast.blackstone)
    pages = ((facilitator, f"{BASE}/grid/"), (desk, f"{BASE}/"))
    first = published(cast, drafted(cast, "index-0"))
    with working_as(cast.coordinator, cast.blackstone) as by:
        adopt(version_id=first.pk, by=by)
    waits = published(cast, drafted(cast, "index-1"))
    before = [statements_of(client, address) for client, address in pages]
    for number in range(2, 5):
        published(cast, drafted(cast, f"index-{number}"))
    for person, practice in ((cast.both, cast.blackstone), (cast.outsider, cast.harbor)):
        with working_as(person, practice) as by:
            adopt(version_id=waits.pk, by=by)
    assert [statements_of(client, address) for client, address in pages] == before
    assert max(before) <= 12

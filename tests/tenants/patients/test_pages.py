"""The pages of a child: every one answers, keeps what was typed, and works without script."""

from collections.abc import Iterator

import pytest
from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.clinical import services as clinical
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory, ResidenceFactory, family_of
from tests.people import Cast, reader_for, sign_in


@pytest.fixture
def at_desk(client: Client, cast: Cast) -> Client:
    """The coordinator of blackstone, signed in."""
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def child(cast: Cast) -> Child:
    """A child with a mother, a home, an allergy and a condition."""
    by = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        child = ChildFactory(given_name="Amara", family_name="Baptiste", school="Slater Park Preschool")
        family_of(child, name="Guerda Baptiste", phone="+14015550142")
        ResidenceFactory(child=child)
        today = clock.today()
        clinical.record_allergy(child=child, by=by, text="Latex", effective_on=today, source="chart")
        clinical.record_condition(
            child=child, by=by, text="Chronic lung disease", code="P27.1", effective_on=today, source="chart"
        )
        return child


@pytest.fixture
def practice(cast: Cast) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def url(child: Child, tail: str = "") -> str:
    return f"/children/{child.pk}/{tail}"


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "timeline/",
        "family/",
        "consent/",
        "consent/new/",
        "consent/left/",
        "visits/",
        "visits/new/",
        "edit/",
        "died/",
        "history/",
        "contacts/new/",
        "homes/new/",
        "custody/new/",
    ],
)
def test_every_page_of_a_child_opens_for_the_coordinator(at_desk: Client, child: Child, tail: str) -> None:
    answer = at_desk.get(url(child, tail))

    assert answer.status_code == 200
    assert "Amara Baptiste" in answer.content.decode()


def test_the_summary_says_what_matters_first(at_desk: Client, child: Child) -> None:
    page = at_desk.get(url(child)).content.decode()

    for words in (
        "Latex",
        "Chronic lung disease",
        "Guerda Baptiste",
        "401-555-0142",
        "Slater Park Preschool",
    ):
        assert words in page
    assert "No school contact yet." in page


def test_a_search_is_answered_without_a_name_in_the_address(at_desk: Client, child: Child) -> None:
    answer = at_desk.post("/children/", {"q": "baptiste ama"})

    assert answer.status_code == 200
    assert url(child) in answer.content.decode()

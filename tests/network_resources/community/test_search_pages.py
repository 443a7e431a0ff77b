"""The directory's pages in a practice and on the network host."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from network_resources.community.models import Service
from tests.factories import directory
from tests.factories.directory import NEWPORT, PAWTUCKET, library, service, towns
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in, working_as

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def listed(db: None) -> None:
    """A small directory."""
    with library():
        towns()
        made = service("Weekend Respite", needs=["respite"], languages=["pt"], at=PAWTUCKET, application_process="Call and ask for Rosa.",
                       assured_date=clock.today())  # fmt: skip
        directory.hours(made, days="MO,TU,WE,TH,FR", opens="09:00", closes="17:30")
        directory.papers(made, "Insurance card")
        directory.price(made, "First visit", 0)
        directory.refresh_search([made.id])
        service("Newport Food Pantry", needs=["food"], at=NEWPORT)


def text_of(answer: Any) -> str:
    """The words of a page without its tags, spaces run together."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def child(cast: Cast) -> Any:
    """A Portuguese-speaking child of Blackstone who lives in Pawtucket."""
    with working_as(cast.coordinator, cast.blackstone):
        return ChildFactory(given_name="Amara", language="pt", zip_code="02860")


@pytest.mark.parametrize("role", ["coordinator", "physician", "nurse", "administrator", "parent_partner"])
def test_everybody_of_a_practice_may_search(cast: Cast, client: Client, role: str) -> None:
    sign_in(client, getattr(cast, role), cast.blackstone)
    assert "Weekend Respite" in text_of(client.post("/directory/", {"text": "repsite"}))


def test_the_first_page_offers_needs_and_asks_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.parent_partner, cast.blackstone)
    page = client.get("/directory/")
    assert "2 services in one list for every practice" in text_of(page)
    assert b'value="respite"' in page.content
    assert b"find-card" not in page.content


def test_a_card_says_why(cast: Cast, client: Client) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.post(
        "/directory/",
        {"need": "respite", "zip_code": "02860", "within": "10", "language": "pt", "years": "4"},
    )
    words = text_of(page)
    for said in (
        "1 service fits.",
        "Listed under: Respite",
        "Speaks Português",
        "In the same ZIP code area",
        "Free",
        "Checked",
    ):
        assert said in words, said
    assert b'href="tel:+14015550143"' in page.content
    assert "Insurance card" not in words


def test_a_wrong_zip_code_is_said_and_the_words_are_kept(cast: Cast, client: Client) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.post("/directory/", {"text": "comida", "zip_code": "two"})
    assert page.status_code == 422
    assert "Write five digits" in text_of(page)
    assert b'value="comida"' in page.content


def test_when_nothing_fits_the_page_says_what_to_loosen(cast: Cast, client: Client) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.post("/directory/", {"need": "food", "zip_code": "02860", "within": "5"})
    assert "Look farther away." in text_of(page)


def test_a_search_for_a_child_begins_with_the_child(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.get(f"/directory/?child={child.pk}")
    words = text_of(page)
    assert "Matching for Amara" in words
    assert "Speaks Português" in words
    assert b'value="02860"' in page.content
    with working_as(cast.coordinator, cast.blackstone):
        (line,) = AuditEvent.objects.filter(subject="directory.search")
        assert (line.child_id, line.detail, line.shown) == (child.pk, {}, [])


def test_nothing_of_a_child_or_a_search_stands_in_an_address(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.post(
        f"/directory/?child={child.pk}", {"text": "respite", "zip_code": "02860", "years": "4"}
    )
    addresses = re.findall(r'(?:href|action)="([^"]*)"', page.content.decode())
    assert [one for one in addresses if re.search(r"02860|years|respite|zip|Amara|language=", one)] == []


def test_a_search_leaves_nothing_in_the_database(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    client.post(f"/directory/?child={child.pk}", {"text": "zebrawood respite", "zip_code": "02860"})
    with working_as(cast.coordinator, cast.blackstone):
        kept = [str(vars(line)) for line in AuditEvent.objects.all()]
    assert kept
    assert not [line for line in kept if "zebrawood" in line or "02860" in line]


def test_another_practices_child_is_not_found(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.outsider, cast.harbor)
    host = {"HTTP_HOST": "harbor.localhost"}
    assert client.get(f"/directory/?child={child.pk}", **host).status_code == 404
    assert client.get("/directory/?child=nonsense", **host).status_code == 404


def test_a_parent_partner_searches_but_not_for_a_child(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.parent_partner, cast.blackstone)
    assert client.get(f"/directory/?child={child.pk}").status_code == 404


def test_the_child_page_leads_to_help_in_one_click(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.get(reverse("child", kwargs={"child_id": child.pk}, urlconf="nestwork.urls.practice"))
    assert f'href="/directory/?child={child.pk}"' in page.content.decode()


def test_a_services_page_says_all_a_family_needs(cast: Cast, client: Client, child: Any) -> None:
    with library():
        made = Service.objects.get(name="Weekend Respite")
    sign_in(client, cast.coordinator, cast.blackstone)
    words = text_of(client.get(f"/directory/{made.pk}/?child={child.pk}"))
    for said in (
        "Call and ask for Rosa.", "Insurance card", "Monday to Friday", "9 AM to 5:30 PM", "40 Mill Street",
        "First visit: 0.00 USD", "401-555-0142", "Português", "For Amara",
    ):  # fmt: skip
        assert said in words, said


def test_an_unknown_service_is_not_found(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    assert client.get(f"/directory/{child.pk}/").status_code == 404


@pytest.mark.parametrize(("person", "status"), [("steward", 200), ("facilitator", 200), ("reviewer", 403)])
def test_on_the_network_host_keepers_search_too(cast: Cast, client: Client, person: str, status: int) -> None:
    sign_in(client, getattr(cast, person))
    page = client.post("/directory/search/", {"text": "repsite"})
    assert page.status_code == status
    assert ("Weekend Respite" in text_of(page)) is (status == 200)


def test_the_network_host_asks_for_no_child(cast: Cast, client: Client, child: Any) -> None:
    sign_in(client, cast.steward)
    page = client.get(f"/directory/search/?child={child.pk}")
    assert str(child.pk) not in page.content.decode()

"""Consent on pages and over the API."""

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.consent.models import Consent
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory, family_of
from tests.people import Cast, sign_in


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def amara(cast: Cast) -> Child:
    with inside(cast.blackstone):
        return ChildFactory()


def test_a_consent_is_kept_shown_used_and_taken_back_on_pages(desk: Client, cast: Cast, amara: Child) -> None:
    with inside(cast.blackstone):
        mother = family_of(amara, name="Guerda Baptiste").contact
    url = f"/children/{amara.pk}/consent/"
    form = {
        "kind": "release",
        "recipient_kind": "school",
        "recipient_name": "Slater Park Preschool",
        "labels": ["general"],
        "signed_by": str(mother.pk),
        "signed_on": "2026-01-05",
    }
    left = {"basis": "consent", "recipient_kind": "school", "recipient_name": "School", "what": "Form", "labels": ["general"]}  # fmt: skip
    assert desk.post(f"{url}left/", left).status_code == 422
    assert desk.post(f"{url}new/", {**form, "labels": []}).status_code == 422
    assert desk.post(f"{url}new/", form).status_code == 302
    page = desk.get(url).content.decode()
    assert "Guerda Baptiste" in page
    assert "In force" in page

    assert desk.post(f"{url}left/", left).status_code == 302
    with inside(cast.blackstone):
        consent = Consent.objects.get()
    assert desk.get(f"{url}{consent.pk}/withdraw/").status_code == 200
    assert desk.post(f"{url}{consent.pk}/withdraw/", {}).status_code == 302
    assert "Taken back" in desk.get(url).content.decode()
    assert desk.post(f"{url}left/", left).status_code == 422


def test_consent_over_the_api(desk: Client, cast: Cast, amara: Child) -> None:
    url = f"/api/v1/children/{amara.pk}"
    body = {
        "kind": "release",
        "recipient_kind": "school",
        "labels": ["general"],
        "signed_by_name": "A parent",
        "signed_on": "2026-01-05",
    }
    left = {"basis": "consent", "recipient_kind": "school", "recipient_name": "School", "what": "Form", "labels": ["general"]}  # fmt: skip
    refused = desk.post(f"{url}/disclosures/", left, content_type="application/json")
    assert set(refused.json()["error"]["fields"]) == {"labels"}

    made = desk.post(f"{url}/consents/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert desk.post(f"{url}/disclosures/", left, content_type="application/json").status_code == 201
    withdrawn = desk.post(
        f"{url}/consents/{made.json()['id']}/withdraw/", {}, content_type="application/json"
    )

    assert withdrawn.json()["withdrawn_on"] is not None
    assert [row["id"] for row in desk.get(f"{url}/consents/").json()] == [made.json()["id"]]
    assert len(desk.get(f"{url}/disclosures/").json()["results"]) == 1


def test_the_outsider_finds_no_consent(cast: Cast, amara: Child) -> None:
    outside = sign_in(Client(), cast.outsider, cast.harbor)

    assert outside.get(f"/children/{amara.pk}/consent/").status_code == 404
    assert outside.get(f"/api/v1/children/{amara.pk}/consents/").status_code == 404

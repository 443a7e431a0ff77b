"""The steward keeps listings on pages and over the API; everybody else learns nothing of it."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nestwork.practices import clock
from network_resources.community.models import (
    DirectoryChange,
    DirectoryQuarantine,
    DirectoryUpload,
    Organization,
    Phone,
    Service,
)
from network_resources.community.selectors.search import card_of, search
from network_resources.community.services import keeping
from tests.factories import directory
from tests.network_resources.community.stories import STEWARD, imported, library, packed, page, waiting
from tests.people import Cast, sign_in, token_for

pytestmark = pytest.mark.django_db
NETWORK = "nestwork.urls.network"


def at(name: str, *args: Any) -> str:
    """An address of the network host."""
    return reverse(name, urlconf=NETWORK, args=args)


@pytest.fixture
def respite(db: None) -> Service:
    """Return a listing that a source sent."""
    with library():
        return directory.service("Weekend Respite", needs=["respite"], minimum_age=3, at=directory.PAWTUCKET)


@pytest.fixture
def steward(cast: Cast, client: Client) -> Client:
    """Return the steward's browser."""
    return sign_in(client, cast.steward)


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What the page's form holds, as a browser would send it."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() or "" for field in form}


def test_a_listing_is_changed_on_its_page_and_the_search_knows_at_once(
    steward: Client, respite: Service
) -> None:
    address = at("directory_listing", respite.pk)
    told = form_of(steward, address)
    assert (told["minimum_age"], told["name"]) == ("3", "Weekend Respite")
    answer = steward.post(address, told | {"name": "Moonlight nights", "maximum_age": "21"})
    assert answer.status_code == 302
    with library():
        (line, *_more) = DirectoryChange.objects.filter(row_id=respite.pk, act="edited", field="name")
        assert (line.old, line.new, line.by_name) == ("Weekend Respite", "Moonlight nights", "Lena Haddad")
        assert [card.name for card in search(text="moonlight").cards] == ["Moonlight nights"]
    assert "Moonlight nights" in steward.get(address).content.decode()


def test_a_wrong_value_is_answered_with_the_words_typed(steward: Client, respite: Service) -> None:
    address = at("directory_listing", respite.pk)
    answer = steward.post(address, form_of(steward, address) | {"minimum_age": "many", "url": "not there"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "is not an age" in text
    assert "is not a web address" in text
    assert 'value="many"' in text


def test_nobody_writes_over_a_change_she_has_not_seen(steward: Client, respite: Service) -> None:
    address = at("directory_listing", respite.pk)
    seen = form_of(steward, address)
    steward.post(address, seen | {"wait_time": "Two weeks"})
    late = steward.post(address, seen | {"wait_time": "None"})
    assert late.status_code == 422
    with library():
        assert Service.objects.get(pk=respite.pk).wait_time == "Two weeks"


def test_checked_today_stands_on_the_card(steward: Client, respite: Service) -> None:
    steward.post(at("directory_checked", respite.pk))
    with library():
        assert Service.objects.get(pk=respite.pk).assured_date == clock.today()
        assert card_of(respite.pk).assured_on == clock.today()
        line = DirectoryChange.objects.get(act="checked")
        assert (line.by_name, line.new) == ("Lena Haddad", clock.today().isoformat())


def test_telephones_and_needs_keep_their_history(steward: Client, respite: Service) -> None:
    answer = steward.post(
        at("directory_phones", respite.pk),
        {"number-0": "(401) 555-0177 ext. 9", "description-0": "Bookings", "number-1": ""},
    )
    assert answer.status_code == 302
    steward.post(at("directory_needs", respite.pk), {"needs": ["family_support"]})
    with library():
        phones = Phone.objects.filter(service=respite)
        assert list(phones.filter(withdrawn_at=None).values_list("number", "extension")) == [
            ("401-555-0177", "9")
        ]
        assert phones.exclude(withdrawn_at=None).count() == 1
        assert respite.pk in {card.service_id for card in search(need="family_support").cards}
    refused = steward.post(at("directory_phones", respite.pk), {"number-0": "call Bea"})
    assert refused.status_code == 422


def test_a_location_made_confidential_is_nowhere_in_the_search(steward: Client, respite: Service) -> None:
    with library():
        location = respite.service_at_locations.get().location
        assert card_of(respite.pk, zip_code="").service_at_location_id is not None
    address = at("directory_place_kept", location.pk)
    steward.post(address, form_of(steward, address) | {"is_confidential": "true"})
    with library():
        assert card_of(respite.pk).service_at_location_id is None


def test_an_organization_and_a_service_are_added_by_hand(steward: Client) -> None:
    steward.post(at("directory_add_organization"), {"name": "Finch Meadow", "description": "Therapies"})
    with library():
        organization = Organization.objects.get(name="Finch Meadow")
    told = {"name": "Speech therapy", "status": "active", "minimum_age": "18 months"}
    steward.post(at("directory_add_service", organization.pk), told)
    with library():
        service = Service.objects.get(name="Speech therapy")
        assert (service.organization, float(service.minimum_age or 0)) == (organization, 1.5)
    empty = steward.post(at("directory_add_service", organization.pk), {"name": "", "status": ""})
    assert empty.status_code == 422


def test_a_hand_written_value_stays_when_the_source_says_nothing_new(steward: Client) -> None:
    told = {"id": "s1", "name": "Play group", "status": "active", "wait_time": "None",
            "organization": {"id": "o1", "name": "River", "description": "Help"}}  # fmt: skip
    with library():
        imported(page(told))
        service = Service.objects.get()
        keeping.change_row(row=service, by=STEWARD, changed={"wait_time": "Six weeks"})
        imported(page({**told, "description": "Songs"}))
        service.refresh_from_db()
        assert (service.wait_time, service.description) == ("Six weeks", "Songs")
        imported(page({**told, "description": "Songs", "wait_time": "A year"}))
        service.refresh_from_db()
        assert service.wait_time == "A year"


def test_the_list_filters_by_what_the_steward_has_to_do(steward: Client, respite: Service) -> None:
    with library():
        old = directory.service("Old listing", assured_date=dt.date(2020, 1, 1))
    since = {"not_checked_since": (directory.TODAY - dt.timedelta(days=60)).isoformat()}
    text = steward.get(at("directory_keep"), since).content.decode()
    assert (old.name in text, respite.name in text) == (True, False)
    text = steward.get(at("directory_keep"), {"words": "week"}).content.decode()
    assert (old.name in text, respite.name in text) == (False, True)


def test_a_waiting_row_is_mended_on_its_page(steward: Client) -> None:
    told = {"id": "s1", "name": "Play group", "status": "sometimes", "minimum_age": "9", "maximum_age": "3",
            "organization": {"id": "o1", "name": "River", "description": "Help"}}  # fmt: skip
    with library():
        imported(page(told))
        (row,) = waiting("service")
    assert "Play group" in steward.get(at("directory_quarantine")).content.decode()
    address = at("directory_row", row.pk)
    wrong = steward.post(address, form_of(steward, address) | {"status": "active"})
    assert wrong.status_code == 422
    right = steward.post(address, form_of(steward, address) | {"status": "active", "minimum_age": "1"})
    assert right.status_code == 302
    with library():
        assert Service.objects.get().minimum_age == 1
    gone = steward.post(at("directory_row_leave_out", row.pk), {"reason": "Late"})
    assert gone.status_code == 302


def test_the_steward_says_once_what_the_columns_of_a_vendor_hold(steward: Client) -> None:
    files = {
        "agencies.csv": "Agency No,Agency,About\n1,Riverbend,Help\n",
        "offers.csv": "Offer No,Agency No,Offer,Ages from,Regions\n7,1,Play group,2,North; South\n",
    }
    sent = SimpleUploadedFile("export.zip", packed(files))
    answer = steward.post(at("directory_send"), {"file": sent, "source": "Vendor", "is_whole": "yes"})
    upload = run_reading(answer.headers["Location"])
    address = at("directory_columns", upload.pk)
    assert steward.get(at("directory_file", upload.pk)).headers["Location"] == address

    chosen = {"file-0-table": "organization", "file-1-table": "service", "retable": "yes", "split": ";"}
    assert steward.post(address, chosen | {"file-0-known": "", "file-1-known": ""}).status_code == 200
    told = {
        **chosen, "file-0-known": "organization", "file-1-known": "service", "status": "active", "empty": "N/A",
        "file-0-column-0": "id", "file-0-column-1": "name", "file-0-column-2": "description",
        "file-1-column-0": "id", "file-1-column-1": "organization_id", "file-1-column-2": "name",
        "file-1-column-3": "minimum_age", "file-1-column-4": "areas",
    }  # fmt: skip
    told.pop("retable")
    assert steward.post(address, told).headers["Location"] == at("directory_file", upload.pk)

    upload = run_reading(at("directory_file", upload.pk))
    assert (upload.state, upload.plan["counts"]["service_area"]) == ("preview", {"new": 2})
    started = steward.post(at("directory_start", upload.pk))
    assert started.headers["Location"].startswith("/jobs/")
    run_import(upload.pk)
    with library():
        service = Service.objects.get()
        assert (service.name, service.organization.name, service.minimum_age) == (
            "Play group",
            "Riverbend",
            2,
        )
        assert sorted(service.service_areas.values_list("name", flat=True)) == ["North", "South"]
    assert "imported" in steward.get(at("directory_file", upload.pk)).content.decode()


def run_reading(address: str) -> DirectoryUpload:
    """Let the reading of a file run here."""
    from network_resources.community.services import reading
    from tests.network_resources.community.stories import HereAndNow

    with library():
        upload = DirectoryUpload.objects.select_related("source", "profile").get(
            pk=UUID(address.split("/")[-2])
        )
        reading.read_upload(upload=upload, by=STEWARD, work=HereAndNow())
        return upload


def run_import(upload_id: UUID) -> None:
    """Let the import of a file run here."""
    from network_resources.community.services import reading
    from tests.network_resources.community.stories import HereAndNow

    with library():
        upload = DirectoryUpload.objects.select_related("source", "profile").get(pk=upload_id)
        reading.import_upload(upload=upload, by=STEWARD, work=HereAndNow())


def test_the_api_sends_mends_changes_and_checks(cast: Cast) -> None:
    client = Client(SERVER_NAME="localhost", headers=token_for(cast.steward, None))
    told = page({"id": "s1", "name": "Play group", "status": "sometimes",
                 "organization": {"id": "o1", "name": "River", "description": "Help"}})  # fmt: skip
    sent = client.post(
        "/api/v1/directory/kept/files/",
        {"file": SimpleUploadedFile("a.json", told), "source_name": "Vendor", "is_whole": "true"},
    )
    assert sent.status_code == 202
    file = f"/api/v1/directory/kept/files/{sent.json()['id']}/"
    run_reading(file)
    assert client.get(file).json()["plan"]["counts"]["service"] == {"waiting": 1}
    assert client.post(f"{file}start/").status_code == 202
    run_import(UUID(sent.json()["id"]))
    (row,) = client.get("/api/v1/directory/kept/rows/").json()["results"]
    assert row["said"] == ["Status is none of the words that may stand here."]
    mend = f"/api/v1/directory/kept/rows/{row['id']}/mend/"
    wrong = client.post(mend, {"changed": {"status": "often"}}, content_type="application/json")
    assert wrong.status_code == 400
    right = client.post(mend, {"changed": {"status": "active"}}, content_type="application/json")
    assert right.json()["state"] == "mended"
    (listed,) = client.get("/api/v1/directory/kept/services/").json()["results"]
    address = f"/api/v1/directory/kept/services/{listed['id']}/"
    changed = {"values": {"wait_time": "Two weeks"}, "revision": listed["revision"]}
    assert client.patch(address, changed, content_type="application/json").json()["wait_time"] == "Two weeks"
    assert client.patch(address, changed, content_type="application/json").status_code == 409
    assert client.post(f"{address}checked/").json()["assured_date"] == clock.today().isoformat()
    acts = [line["act"] for line in client.get(f"{address}history/").json()["results"]]
    assert acts[:2] == ["checked", "edited"]


def test_whoever_does_not_keep_the_directory_is_refused(cast: Cast, respite: Service) -> None:
    for person in (cast.facilitator, cast.reviewer, cast.network_administrator, cast.coordinator):
        client = sign_in(Client(), person)
        assert client.get(at("directory_keep")).status_code == 403
        assert client.post(at("directory_checked", respite.pk)).status_code == 403
    with library():
        assert not DirectoryQuarantine.objects.exists()
        assert not DirectoryChange.objects.filter(act="checked").exists()

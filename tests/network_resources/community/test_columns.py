"""Saved columns of a vendor's file: chosen when it is sent, chosen later, changed from the preview, kept whole."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network_resources.community.models import DirectoryProfile, DirectoryUpload
from network_resources.community.rules.profiles.again import changed_profile, chosen_in, told_in
from network_resources.community.services import reading
from network_resources.community.services.shipped import shipped_profile
from tests.browser import DESK, PHONE, pages_as, violations
from tests.network_resources.community.stories import (
    LEGAL_AID,
    STEWARD,
    HereAndNow,
    library,
    packed,
    page,
    read,
)
from tests.people import Cast, sign_in

FILES = {
    "organizations.csv": "organization_uuid,organization_name,organization_description\nA,River Law,Help at court\n",
    "services.csv": (
        "service_uuid,organization_uuid,service_name,service_require_veteran,service_min_age,service_areas\n"
        "B,A,Eviction help,true,18,North; South\n"
    ),
}


def at(name: str, upload_id: UUID) -> str:
    return reverse(name, urlconf="nestwork.urls.network", args=[upload_id])


@pytest.fixture
def steward(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.steward)


def read_by_worker(upload_id: UUID) -> DirectoryUpload:
    """Let the worker's reading run here."""
    with library():
        upload = DirectoryUpload.objects.select_related("source", "profile").get(pk=upload_id)
        reading.read_upload(upload=upload, by=STEWARD, work=HereAndNow())
    return upload


def sent(steward: Client, content: bytes | None = None, **told: str) -> DirectoryUpload:
    """A file after the steward sent it and a worker read it."""
    file = SimpleUploadedFile("export.zip", packed(FILES) if content is None else content)
    told = {"source": "Legal aid", "is_whole": "yes", **told}
    answer = steward.post(reverse("directory_send", urlconf="nestwork.urls.network"), {"file": file, **told})
    assert answer.status_code == 302, answer.content.decode()
    return read_by_worker(UUID(answer.headers["Location"].split("/")[-2]))


def columns_as_shown(form_page: Any) -> dict[str, str]:
    """What the columns' form would send if nobody touched it."""
    told = {name: form_page.context["form"][name].value() for name in ("split", "status", "empty")}
    for table in form_page.context["tables"]:
        form = table["form"]
        told |= {form.add_prefix("known"): table["known"], form.add_prefix("table"): table["known"]}
        told |= {form[name].html_name: form[name].value() for name in form.fields if name != "table"}
    return told


def test_columns_that_come_with_nestwork_are_chosen_when_a_file_is_sent(steward: Client) -> None:
    upload = sent(steward, profile=LEGAL_AID)
    assert upload.state == "preview"
    assert upload.plan["counts"]["service"] == {"new": 1}
    again = sent(steward)  # remembered for the source
    assert (again.state, again.profile.name if again.profile else "") == ("preview", LEGAL_AID)


def test_saved_columns_are_chosen_where_the_columns_are_asked_for(steward: Client) -> None:
    upload = sent(steward)
    assert upload.state == "profile"
    answer = steward.post(at("directory_profile", upload.pk), {"profile": LEGAL_AID})
    assert answer.headers["Location"] == at("directory_file", upload.pk)
    assert read_by_worker(upload.pk).plan["counts"]["service_area"] == {"new": 2}


def test_a_name_nobody_knows_changes_nothing_and_is_told(steward: Client) -> None:
    upload = sent(steward)
    told = steward.post(at("directory_profile", upload.pk), {"profile": "nothing"}, follow=True)
    assert "There is no saved profile of that name." in told.content.decode()
    with library():
        assert DirectoryUpload.objects.get(pk=upload.pk).state == "profile"


def test_from_the_preview_one_column_is_changed_and_the_rest_stays(steward: Client) -> None:
    upload = sent(steward, profile=LEGAL_AID)
    shown = steward.get(at("directory_file", upload.pk)).content.decode()
    assert at("directory_columns", upload.pk) in shown

    told = columns_as_shown(steward.get(at("directory_columns", upload.pk)))
    areas = next(name for name, choice in told.items() if choice == "areas")
    changed = steward.post(at("directory_columns", upload.pk), told | {areas: ""})
    assert changed.headers["Location"] == at("directory_file", upload.pk)

    upload = read_by_worker(upload.pk)
    assert upload.state == "preview"
    assert "service_area" not in upload.plan["counts"]
    with library():
        (service,) = upload.staged.filter(table="service")
        assert service.written["eligibility_description"] == "Veterans: only", "the words are still turned"
        mine, shipped = (DirectoryProfile.objects.get(name=name) for name in ("Legal aid", LEGAL_AID))
        assert shipped.content == shipped_profile(LEGAL_AID)
        assert {one["file"] for one in mine.content["files"]} == {"organizations", "services", "locations"}


def test_a_form_nobody_touched_says_what_the_profile_said() -> None:
    shipped = shipped_profile(LEGAL_AID)
    files = [(one["file"], one["table"], chosen_in(one)) for one in shipped["files"]]
    told = told_in(shipped)
    made = changed_profile(
        shipped, files, split=told["split"], status=told["status"], empty=told["empty"].splitlines()
    )
    assert made["files"] == shipped["files"]
    assert made["empty"] == shipped["empty"]


def test_a_file_in_the_standards_own_shape_has_no_columns_to_change(steward: Client) -> None:
    service = {"id": "s1", "name": "Play group", "status": "active",
               "organization": {"id": "o1", "name": "River", "description": "Help"}}  # fmt: skip
    upload = sent(steward, page(service), source="Standard")
    assert upload.state == "preview"
    assert (
        at("directory_columns", upload.pk)
        not in steward.get(at("directory_file", upload.pk)).content.decode()
    )
    assert steward.get(at("directory_columns", upload.pk)).status_code == 302


def test_columns_of_a_file_that_is_being_imported_are_not_changed(steward: Client) -> None:
    upload = sent(steward, profile=LEGAL_AID)
    with library():
        DirectoryUpload.objects.filter(pk=upload.pk).update(state="importing")
    told = steward.post(at("directory_profile", upload.pk), {"profile": LEGAL_AID}, follow=True)
    assert "can no longer be changed" in told.content.decode()


def test_the_api_lists_profiles_and_reads_with_one(steward: Client, cast: Cast) -> None:
    listed = steward.get("/api/v1/directory/kept/profiles/").json()["results"]
    assert LEGAL_AID in [one["name"] for one in listed]
    upload = sent(steward)
    address = f"/api/v1/directory/kept/files/{upload.pk}/profile/"
    assert steward.post(address, {}, content_type="application/json").status_code == 400
    taken = steward.post(address, {"name": LEGAL_AID}, content_type="application/json")
    assert taken.status_code == 202
    assert read_by_worker(upload.pk).state == "preview"
    outsider = sign_in(Client(), cast.facilitator)
    assert outsider.get("/api/v1/directory/kept/profiles/").status_code == 403
    assert outsider.post(address, {"name": LEGAL_AID}, content_type="application/json").status_code == 403
    assert outsider.post(at("directory_profile", upload.pk), {"profile": LEGAL_AID}).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_columns_are_readable(browser: Any, live_server: Any, cast: Cast) -> None:
    with library():
        upload = read(packed(FILES), source="Legal aid", profile=LEGAL_AID)
    with pages_as(cast.steward, None, browser, live_server) as visit:
        for address in (at("directory_columns", upload.pk), "/directory/keep/files/send/"):
            for size, scheme in ((DESK, "light"), (PHONE, "dark")):
                seen = visit(address, size, color_scheme=scheme)
                assert violations(seen) == [], (address, scheme)
                assert seen.evaluate("document.documentElement.scrollWidth") <= size["width"], address
                seen.context.close()

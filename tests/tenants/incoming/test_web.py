"""Records in a browser without script, over the API and by the command; the outsider tries every door too."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from nestwork.audit.models import AuditEvent
from nestwork.practices.active import inside
from tenants.clinical.models import Condition
from tenants.incoming.models import RecordFile
from tenants.patients.models import Child
from tests.people import Cast, sign_in, token_for
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.roster.test_web import run_jobs

BASE = "/api/v1/records/files/"


def url(name: str, **words: object) -> str:
    return reverse(name, urlconf="nestwork.urls.practice", kwargs=words)


def words_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


def send(client: Client, content: bytes) -> str:
    form = {"file": SimpleUploadedFile("records.json", content), "source": "Blackstone EHR"}
    answer = client.post(url("records_send"), form)
    assert answer.status_code == 302
    return answer["Location"]


def test_send_dry_run_import_report_and_the_childs_page(coordinator: Client, cast: Cast) -> None:
    assert "No file yet" in words_of(coordinator.get(url("records")).content)
    page = send(coordinator, bundle(family()))
    assert "The file is being read" in words_of(coordinator.get(page).content)
    run_jobs(cast.blackstone)

    dry = words_of(coordinator.get(page).content)
    for said in (
        "This is a dry run. Nothing has been taken in yet.",
        "New children Not on record here before this file. 1",
        "1 of Social Security numbers",
        "Conditions 1",
        "(Claim) A kind of record that is not kept here.",
        "onto the registry",
    ):
        assert said in dry
    with inside(cast.blackstone):
        assert Child.objects.count() == 0

    started = coordinator.post(f"{page}start/", {})
    run_jobs(cast.blackstone)
    job = coordinator.get(started["Location"]).content.decode()
    assert url("records_of_job", job_id=started["Location"].split("/")[2]) in job
    report = words_of(coordinator.get(page).content)
    assert "Imported" in report
    assert "Lucha Sample-Ortega" in words_of(coordinator.get(f"{page}children/new/").content)
    with inside(cast.blackstone):
        child = Child.objects.get()
    assert "Moderate persistent asthma" in words_of(coordinator.get(url("child", child_id=child.pk)).content)
    assert coordinator.get(f"{page}children/unchanged/").status_code == 404
    assert coordinator.post(f"{page}start/", follow=True).status_code == 200  # twice: says so, does nothing


def test_a_broken_file_says_where_and_an_unwanted_one_is_set_aside(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator, bundle([bundles.patient(gender="banana")]))
    run_jobs(cast.blackstone)
    assert "Bundle.entry[0].resource.gender" in words_of(coordinator.get(page).content)

    other = send(coordinator, bundle(family()))
    run_jobs(cast.blackstone)
    coordinator.post(f"{other}set-aside/")
    with inside(cast.blackstone):
        assert sorted(RecordFile.objects.values_list("state", flat=True)) == ["refused", "set_aside"]
        assert not Child.objects.exists()
        assert AuditEvent.objects.filter(action="records.set_aside").count() == 1


def test_the_form_says_what_is_missing(coordinator: Client) -> None:
    answer = coordinator.post(url("records_send"), {"source": "Kept text"})

    assert answer.status_code == 422
    assert "Choose a file." in words_of(answer.content)
    assert "Kept text" in answer.content.decode()


def test_the_made_up_file_goes_in_whole(coordinator: Client, cast: Cast) -> None:
    content = coordinator.get(url("records_sample")).content
    page = send(coordinator, content)
    run_jobs(cast.blackstone)
    coordinator.post(f"{page}start/", {"enrolls": "yes"})
    run_jobs(cast.blackstone)

    with inside(cast.blackstone):
        file = RecordFile.objects.get()
        assert (file.problems, file.report["problems"]) == ([], [])
        assert file.report["patients"] == {"new": 2}
        taken = sum(sum(counted.values()) for counted in file.report["facts"].values())
        assert taken + 2 + 1 + 1 == file.records == len(json.loads(content)["entry"])  # people, mother, claim


def test_nobody_else_gets_to_a_file(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator, bundle(family()))
    outsider = sign_in(Client(), cast.outsider, cast.harbor)
    assert outsider.get(page).status_code == 404
    assert outsider.post(f"{page}start/").status_code == 404
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)
    assert partner.get(page).status_code == 403
    assert partner.get(url("records")).status_code == 403


@pytest.mark.duty("2.8")
def test_the_same_steps_over_the_api(cast: Cast) -> None:
    client = Client(SERVER_NAME="blackstone.localhost")
    token = token_for(cast.coordinator, cast.blackstone)
    form = {"file": SimpleUploadedFile("a.json", bundle(family())), "source_name": "Blackstone EHR"}
    sent = client.post(BASE, form, headers=token)
    assert (sent.status_code, sent.json()["state"]) == (202, "waiting")
    path = f"{BASE}{sent.json()['id']}/"
    run_jobs(cast.blackstone)

    preview = client.get(path, headers=token).json()
    assert (preview["state"], preview["counts"]["patients"]) == ("checked", {"new": 1})
    assert {"resource": "Claim", "why": "unused_type", "count": 1} in preview["skipped"]
    assert (
        client.post(
            f"{path}start/", {"enrolls": False}, content_type="application/json", headers=token
        ).status_code
        == 202
    )
    run_jobs(cast.blackstone)

    report = client.get(path, headers=token).json()
    assert report["counts"]["facts"]["condition"] == {"added": 1}
    brought = client.get(f"{path}children/?came=new", headers=token).json()["results"]
    with inside(cast.blackstone):
        assert [one["child_id"] for one in brought] == [str(Child.objects.get().pk)]
    assert client.get(f"{path}children/?came=all", headers=token).status_code == 400
    assert client.post(f"{path}set-aside/", headers=token).status_code == 400
    outside = Client(SERVER_NAME="harbor.localhost")
    assert outside.get(path, headers=token_for(cast.outsider, cast.harbor)).status_code == 404


def told(*words: str) -> str:
    said = io.StringIO()
    call_command("import_records", *words, stdout=said)
    return said.getvalue()


def test_the_command_takes_files_and_folders_and_says_what_it_did(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(bundle(family()))
    (tmp_path / "notes.md").write_text("not a record")
    with pytest.raises(CommandError, match="may not import"):
        told("blackstone", str(tmp_path), "--as", "grace.okafor@example.org")
    asked = ("blackstone", str(tmp_path), "--source", "Folder", "--as", cast.coordinator.email)
    assert "1 children new" in told(*asked, "--dry-run")
    with inside(cast.blackstone):
        assert (RecordFile.objects.count(), Child.objects.count()) == (0, 0)

    assert "one.json: 13 records, 1 children new" in told(*asked)
    assert "1 children unchanged" in told(*asked)
    with inside(cast.blackstone):
        assert Condition.objects.get().source == "Folder"
        assert AuditEvent.objects.filter(action="condition.record", through="command").count() == 1
    with inside(cast.harbor):
        assert not Child.objects.exists()


def test_the_command_refuses_broken_files_and_goes_on_with_the_rest(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"resourceType": "Bundle",')
    (tmp_path / "b.json").write_bytes(bundle(family()))

    with pytest.raises(CommandError, match="1 of 2 files were refused"):
        told("blackstone", str(tmp_path / "a.json"), str(tmp_path / "b.json"))
    with inside(cast.blackstone):
        assert Child.objects.count() == 1
    for wrong in (("nowhere", str(tmp_path)), ("blackstone", str(tmp_path / "none.json"))):
        with pytest.raises(CommandError, match="There is no"):
            told(*wrong)

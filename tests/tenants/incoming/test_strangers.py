"""Children not known here: taken in when somebody says so, else listed; and nobody learns of a child hidden from them."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.practices.active import inside
from tenants.clinical.models import Immunization
from tenants.incoming.models import RecordFile
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in, token_for
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.incoming.stories import changed, checked, imported, tables
from tests.tenants.incoming.test_web import BASE, run_jobs, send, told, words_of
from tests.tenants.incoming.vxu import message

LIST = b"First Name,Last Name,DOB,CVX,Date Given\nAmara,Baptiste,5/4/2018,3,5/20/2019\n"


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.mark.parametrize("content", [message(), LIST])
@pytest.mark.usefixtures("practice")
def test_messages_and_lists_bring_nobody_in_unasked_and_say_so(content: bytes) -> None:
    before = tables()
    file = imported(content, takes_in=None)

    assert (file.takes_in, file.report["patients"]) == (False, {"not_here": 1})
    assert file.report["facts"] == {"immunization": {"refused": 1}}
    assert {(one["resource"], one["why"]) for one in file.report["problems"]} >= {
        ("Patient", "not_here"),
        ("immunization", "not_here"),
    }
    assert file.report["strangers"] == [["Amara Baptiste", "2018-05-04"]]
    grown = {"incoming_recordfile", "incoming_recordsource", "audit_event"}
    assert changed(before, tables()) <= grown


@pytest.mark.parametrize("content", [message(), LIST])
@pytest.mark.usefixtures("practice")
def test_the_same_file_takes_them_in_once_the_child_is_on_record(content: bytes) -> None:
    imported(content, takes_in=None)
    child = ChildFactory(
        given_name="Amara", family_name="Baptiste", birth_date="2018-05-04", record_number="MR-1"
    )

    file = imported(content, takes_in=None)

    assert "not_here" not in file.report["patients"]
    assert Immunization.objects.get().child == child
    assert Child.objects.count() == 1


@pytest.mark.usefixtures("practice")
def test_a_bundle_brings_its_children_unless_somebody_says_no() -> None:
    file = imported(bundle(family()), takes_in=False)
    assert file.report["patients"] == {"not_here": 1}
    assert not Child.objects.exists()

    assert imported(bundle(family()), takes_in=None).report["patients"] == {"new": 1}


def test_the_page_asks_and_names_them_and_no_is_the_answer_for_messages(
    coordinator: Client, cast: Cast
) -> None:
    page = send(coordinator, message())
    run_jobs(cast.blackstone)
    dry = coordinator.get(page).content.decode()
    assert "Take in the 1 child who is not known here" in dry
    assert 'value="no" checked' in dry
    assert "Amara Baptiste" in words_of(dry.encode())

    coordinator.post(f"{page}start/", {"takes_in": "no"})
    run_jobs(cast.blackstone)
    report = words_of(coordinator.get(page).content)
    assert "Not taken: child not known here" in report
    assert "Amara Baptiste" in report
    with inside(cast.blackstone):
        assert not Child.objects.exists()


def test_the_api_and_the_command_ask_the_same(cast: Cast, tmp_path: Path, coordinator: Client) -> None:
    page = send(coordinator, message())
    run_jobs(cast.blackstone)
    client, token = Client(SERVER_NAME="blackstone.localhost"), token_for(cast.coordinator, cast.blackstone)
    path = f"{BASE}{page.split('/')[3]}/"
    client.post(f"{path}start/", {}, content_type="application/json", headers=token)
    run_jobs(cast.blackstone)
    report = client.get(path, headers=token)
    assert (report.json()["takes_in"], report.json()["counts"]["patients"]) == (False, {"not_here": 1})
    assert "Amara" not in report.content.decode()

    (tmp_path / "one.hl7").write_bytes(message())
    asked = ("blackstone", str(tmp_path / "one.hl7"))
    assert "1 children not here" in told(*asked)
    assert "1 children new" in told(*asked, "--take-in")


@pytest.mark.usefixtures("practice")
def test_a_child_hidden_from_the_importer_is_counted_as_one_not_known_here() -> None:
    """It still gets its facts; whoever sent the file is told what would be told of a stranger."""
    imported(message())
    Child.objects.update(is_confidential=True)

    dry = checked(message(control="2", dose_on="20190807"))
    assert dry.plan["patients"] == {"new": 1}
    assert dry.plan["facts"] == {"immunization": {"added": 1}}
    file = imported(message(control="2", dose_on="20190807"), takes_in=None)

    assert file.report["patients"] == {"not_here": 1}
    assert file.report["facts"] == {"immunization": {"refused": 1}}
    assert Immunization.objects.standing().get().effective_on.isoformat() == "2019-08-07"


@pytest.mark.usefixtures("practice")
def test_that_a_new_child_looks_like_a_hidden_one_is_not_told() -> None:
    imported(bundle([bundles.patient()]), source="Hospital")
    Child.objects.update(is_confidential=True)
    twin = bundles.patient("elsewhere")
    twin["identifier"] = []

    assert checked(bundle([twin]), source="Registry").plan["alike"] == 0


def test_an_import_whose_job_was_cancelled_before_it_began_can_be_started_again(
    coordinator: Client, cast: Cast
) -> None:
    page = send(coordinator, bundle(family()))
    run_jobs(cast.blackstone)
    job = coordinator.post(f"{page}start/", {})["Location"]
    cancelled = coordinator.post(
        reverse("job_cancel", urlconf="nestwork.urls.practice", kwargs={"job_id": job.split("/")[2]})
    )
    assert cancelled.status_code == 302
    assert "The import ended before it was done" in words_of(coordinator.get(page).content)

    coordinator.post(f"{page}start/", {})
    run_jobs(cast.blackstone)

    with inside(cast.blackstone):
        assert RecordFile.objects.get().report["patients"] == {"new": 1}

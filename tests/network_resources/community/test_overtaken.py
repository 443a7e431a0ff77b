"""Files set aside while they are read, jobs that ended early, sources with one id, a steward's word: nothing is lost."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nestwork.jobs.network import services as jobs
from nestwork.jobs.network.models import NetworkJob
from network_resources.community.models import DirectoryQuarantine, DirectoryUpload, Organization, Service
from network_resources.community.rules.states import UploadState
from network_resources.community.services import reading, uploads
from network_resources.community.services.keeping import change_row
from tests.database import as_owner
from tests.nestwork.jobs.network.stories import at_work, run
from tests.network_resources.community.stories import (
    STEWARD,
    HereAndNow,
    counts,
    imported,
    library,
    page,
    read,
)
from tests.network_resources.community.test_directory_jobs import services
from tests.people import Cast

ORGANIZATION = {"id": "0f0e1f3a-3a7c-4f6e-9a55-000000000001", "name": "Riverbend", "description": "Help"}


def service(key: str, **told: object) -> dict[str, object]:
    return {"id": key, "name": "Play group", "status": "active", "organization": ORGANIZATION, **told}


class SetAside(HereAndNow):
    """Somebody sets the file aside while it is counted."""

    def __init__(self, upload: DirectoryUpload) -> None:
        super().__init__()
        self.upload = upload

    def is_cancelled(self) -> bool:
        if not self.asked:
            uploads.set_aside(upload=self.upload, by=STEWARD)
        return super().is_cancelled()


@pytest.mark.django_db
def test_a_file_set_aside_while_it_is_counted_stays_set_aside() -> None:
    """Its preview would be one of no rows, and importing that would withdraw everything the source has."""
    with library():
        imported(services(3))
        upload = read(services(3))
        upload.state = UploadState.WAITING
        upload.save()

        reading.preview(upload=upload, by=STEWARD, work=SetAside(upload))

        assert DirectoryUpload.objects.get(pk=upload.pk).state == UploadState.CANCELLED
        assert upload.state == UploadState.CANCELLED


class Overtaken(HereAndNow):
    """A job thought dead that wakes again, after another worker did all of it."""

    def __init__(self, upload: DirectoryUpload) -> None:
        super().__init__()
        self.upload = upload

    def is_cancelled(self) -> bool:
        if not self.asked:
            self.asked = 1
            other = DirectoryUpload.objects.select_related("source").get(pk=self.upload.pk)
            reading.import_upload(upload=other, by=STEWARD, work=HereAndNow())
        return False


@pytest.mark.django_db
def test_an_import_that_another_worker_finished_says_so() -> None:
    with library():
        upload = read(services(3))
        upload.state = UploadState.IMPORTING
        upload.save()

        reading.import_upload(upload=upload, by=STEWARD, work=Overtaken(upload))

        upload.refresh_from_db()
        assert (upload.state, upload.report["counts"]["service"]) == (UploadState.DONE, {"new": 3})
        assert Service.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_import_whose_job_was_cancelled_before_it_began_can_be_started_again(cast: Cast) -> None:
    with at_work(cast.steward) as by:
        file = SimpleUploadedFile("a.json", services(3))
        upload = uploads.receive(by=by, file=file, source_name="Two rivers")
    run(upload.job_id)  # type: ignore[arg-type]  # a file that was sent has its job
    with at_work(cast.steward) as by:
        upload = uploads.start_import(upload=DirectoryUpload.objects.get(pk=upload.pk), by=by)
        assert not uploads.is_left(upload, by)
        jobs.cancel(job=NetworkJob(pk=upload.job_id), by=by)
        assert uploads.is_left(upload, by)
        upload = uploads.start_import(upload=upload, by=by)
    run(upload.job_id)  # type: ignore[arg-type]  # as above
    with as_owner():
        assert DirectoryUpload.objects.get(pk=upload.pk).state == UploadState.DONE
        assert Service.objects.count() == 3


@pytest.mark.django_db
def test_letters_no_database_keeps_do_no_harm() -> None:
    odd = service("x\u0000y", name="Play\u0000 group \ud800", **{"col\u0000our": "red"})
    with library():
        upload = imported(json.dumps([odd]).encode())

        assert upload.facts["unknown"] == {"service.col\ufffdour": 1}
        assert Service.objects.get().name.startswith("Play\ufffd group")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 5000, "1e999999999"])
def test_a_number_as_long_as_a_book_stops_nothing_or_is_refused_in_words(number: str) -> None:
    told = f'{{"id": "1", "name": "Play group", "status": "active", "minimum_age": {number}}}'
    with library():
        upload = read(f"[{told}]".encode())

        assert upload.fault.get("fault", "") in ("", "broken_json")


@pytest.mark.django_db
def test_a_row_that_waits_is_waited_for_though_another_source_has_a_row_of_that_id() -> None:
    """Else a service of one source would hang on the organization of another one."""
    with library():
        imported(page(service("s1")), source="First")
        nameless = {**ORGANIZATION, "name": ""}
        imported(page({**service("s2"), "organization": nameless}), source="Second")

        assert Organization.objects.count() == 1
        assert not Service.objects.filter(organization__name="Riverbend").exclude(name="Play group").exists()
        assert Service.objects.count() == 1
        waiting = DirectoryQuarantine.objects.filter(source__name="Second", table="service").get()
        assert waiting.waits_for == [f"organization:{ORGANIZATION['id']}"]


@pytest.mark.django_db
def test_two_sources_with_one_id_keep_their_own_rows() -> None:
    key = "0f0e1f3a-3a7c-4f6e-9a55-000000000002"
    with library():
        imported(page(service(key)), source="First")
        imported(page(service(key, name="Another play group")), source="Second")
        before = counts()
        imported(page(service(key, name="Another play group")), source="Second")

        assert sorted(Service.objects.values_list("name", flat=True)) == ["Another play group", "Play group"]
        assert str(Service.objects.get(name="Play group").pk) == key
        assert counts() == before


@pytest.mark.django_db
def test_a_stewards_word_stands_until_the_source_says_something_else() -> None:
    with library():
        imported(page(service("s1", description="Old words")))
        change_row(row=Service.objects.get(), by=STEWARD, changed={"description": "What we know"})

        imported(page(service("s1", description="Old words", url="http://play.example.org")))
        assert Service.objects.get().description == "What we know"

        imported(page(service("s1", description="New words")))
        assert Service.objects.get().description == "New words"

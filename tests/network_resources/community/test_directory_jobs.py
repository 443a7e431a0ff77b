"""The directory's jobs run in a worker, wear the library's role, and go on where a killed one saved last."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nestwork.jobs.rows import JobState
from network_resources.community.models import DirectoryChange, DirectoryUpload, Phone, Service
from network_resources.community.rules.states import UploadState
from network_resources.community.services import reading, uploads
from tests.database import as_owner
from tests.nestwork.jobs.network.stories import at_work, row, run
from tests.network_resources.community.stories import STEWARD, HereAndNow, library, page, read
from tests.people import Cast


def services(count: int) -> bytes:
    """A file of so many services, each with a telephone."""
    organization = {"id": "o", "name": "Riverbend", "description": "Help"}
    return page(
        *(
            {
                "id": f"s{number}",
                "name": f"Play group {number}",
                "status": "active",
                "organization": organization,
                "phones": [{"id": f"p{number}", "number": "401-555-0142"}],
            }
            for number in range(count)
        )
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_and_imports_what_the_steward_sent(cast: Cast) -> None:
    with at_work(cast.steward) as by:
        upload = uploads.receive(
            by=by, file=SimpleUploadedFile("a.json", services(3)), source_name="Two rivers"
        )
    run(upload.job_id)  # type: ignore[arg-type]  # a file that was sent has its job
    with at_work(cast.steward) as by:
        upload = DirectoryUpload.objects.get(pk=upload.pk)
        assert (upload.state, upload.plan["counts"]["service"]) == (UploadState.PREVIEW, {"new": 3})
        upload = uploads.start_import(upload=upload, by=by)
    run(upload.job_id)  # type: ignore[arg-type]  # as above
    assert row(upload.job_id).state == JobState.DONE  # type: ignore[arg-type]  # as above
    with as_owner():
        upload = DirectoryUpload.objects.get(pk=upload.pk)
        assert (upload.state, upload.chunks.count(), upload.staged.count()) == (UploadState.DONE, 0, 0)
        assert Service.objects.count() == 3
        assert set(DirectoryChange.objects.values_list("by_name", flat=True)) == {"Lena Haddad"}


class Killed(HereAndNow):
    """A worker that ends in the middle of its work, after so many checkpoints."""

    def __init__(self, checkpoints: int) -> None:
        super().__init__()
        self.left = checkpoints

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Each comes after the checkpoint of its batch."""
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt

    def checkpoint(self, saved: Mapping[str, Any]) -> None:
        """As a job keeps it."""
        super().checkpoint(saved)


@pytest.mark.django_db
@pytest.mark.parametrize("checkpoints", [1, 2, 3])
def test_an_import_that_was_killed_goes_on_where_it_saved_last(checkpoints: int) -> None:
    with library():
        upload = read(services(4))
        upload.state = UploadState.IMPORTING
        upload.save()
        killed = Killed(checkpoints)
        with pytest.raises(KeyboardInterrupt):
            reading.import_upload(upload=upload, by=STEWARD, work=killed)
        again = HereAndNow()
        again.saved = killed.saved
        reading.import_upload(upload=upload, by=STEWARD, work=again)
        assert (Service.objects.count(), Phone.objects.count()) == (4, 4)
        assert upload.report["counts"] == {
            "organization": {"new": 1},
            "service": {"new": 4},
            "phone": {"new": 4},
        }
        assert DirectoryChange.objects.count() == 9

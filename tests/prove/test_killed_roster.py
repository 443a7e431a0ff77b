"""A worker killed with -9 in the middle of a roster import: every row is taken in once, by whoever goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tenants.patients.models import Child
from tenants.registry.models import Enrollment
from tenants.roster.models import RowOutcome, Upload
from tenants.roster.rules.states import UploadState
from tenants.roster.services import uploads
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind
from tests.people import Cast, reader_for
from tests.prove.machines import Machines, wait_until
from tests.tenants.roster.files import csv_bytes, row
from tests.tenants.roster.stories import checked

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

ROWS = 1_500


@pytest.fixture
def machines(transactional_db: None, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path, settings.CELERY_BROKER_URL)
    yield made
    made.kill_all()


@pytest.fixture
def ana(cast: Cast) -> Reader:
    """A coordinator with a real membership: the worker checks it again."""
    return reader_for(cast.coordinator, cast.blackstone)


def taken_in(practice: Practice) -> int:
    with inside(practice):
        return Child.objects.count()


def is_done(practice: Practice) -> bool:
    with inside(practice):
        return Upload.objects.get().state == UploadState.DONE


def test_a_roster_import_survives_the_death_of_its_worker(
    machines: Machines, blackstone: Practice, ana: Reader
) -> None:
    worker = machines.worker()
    machines.beat()
    with inside(blackstone):
        upload = checked(csv_bytes([row(number) for number in range(1, ROWS + 1)]), by=ana)
        uploads.start_import(upload=upload, by=ana)
    wait_until(lambda: taken_in(blackstone) >= 100, machines)
    machines.kill(worker)
    before = taken_in(blackstone)
    assert before % 100 == 0  # whole batches, nothing half
    assert before < ROWS

    machines.worker()
    wait_until(lambda: is_done(blackstone), machines, seconds=180)

    with inside(blackstone):
        assert Child.objects.count() == ROWS
        assert sorted(RowOutcome.objects.values_list("row_number", flat=True)) == list(range(2, ROWS + 2))
        assert Enrollment.objects.count() == ROWS
        assert Item.objects.filter(kind=Kind.NEEDED_CONTACT).count() == ROWS

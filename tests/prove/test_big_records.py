"""A bundle of 50 MB in constant memory, and an import whose worker is killed in the middle."""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files import File

from benchmarks.measures.records import BIG, FACTS, write_bundle
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tenants.clinical.models import Condition, Encounter, Immunization, Measurement
from tenants.incoming.models import RecordFile, SourceFact
from tenants.incoming.rules.states import FileState
from tenants.incoming.services import files
from tenants.incoming.services.reading import read_file
from tenants.patients.models import Child
from tests.people import Cast, reader_for
from tests.prove.machines import Machines, wait_until
from tests.tenants.incoming.memory import most_of_reader
from tests.tenants.incoming.stories import COORDINATOR

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
CHILDREN = 400


def held() -> float:
    """The most this process held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.skipif(
    sys.platform != "linux", reason="the kernel's own count of another process is read from /proc"
)
def test_the_reader_holds_as_little_of_a_large_bundle_as_of_a_small_one(tmp_path: Path) -> None:
    small, big = tmp_path / "small.json", tmp_path / "big.json"
    write_bundle(small, children=10)
    assert write_bundle(big, children=10**6, size=BIG) > BIG

    least, most = most_of_reader(small), most_of_reader(big)

    assert most < 64
    assert most - least < 20


@pytest.mark.skipif(sys.platform != "linux", reason="counted in kilobytes there")
def test_the_worker_does_not_grow_with_the_bytes_of_a_bundle(blackstone: Practice, tmp_path: Path) -> None:
    small, big = tmp_path / "small.json", tmp_path / "big.json"
    write_bundle(small, children=10)
    write_bundle(big, children=10**6, size=BIG)
    with inside(blackstone):
        _read(small)
        before = held()
        file = _read(big)

    assert file.state == FileState.CHECKED
    assert (
        held() - before < 48
    )  # people of the file to be compared with each other; the bytes are not among them


@pytest.fixture
def machines(transactional_db: None, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path, settings.CELERY_BROKER_URL)
    yield made
    made.kill_all()


def test_an_import_of_records_survives_the_death_of_its_worker(
    machines: Machines, blackstone: Practice, cast: Cast, tmp_path: Path
) -> None:
    ana = reader_for(cast.coordinator, blackstone)
    path = tmp_path / "records.json"
    write_bundle(path, children=CHILDREN)
    worker = machines.worker()
    machines.beat()
    with inside(blackstone):
        files.start_import(file=_read(path), by=ana)
    wait_until(lambda: facts(blackstone) >= 1000, machines)
    machines.kill(worker)
    before = facts(blackstone)
    assert before % 1000 == 0  # whole batches, nothing half
    assert before < CHILDREN * FACTS

    machines.worker()
    wait_until(lambda: is_done(blackstone), machines, seconds=180)

    with inside(blackstone):
        assert Child.objects.count() == CHILDREN
        kinds = (Condition, Encounter, Immunization, Measurement)
        assert {kind.objects.count() for kind in kinds} == {CHILDREN * FACTS // len(kinds)}
        assert RecordFile.objects.get().report["facts"]["condition"] == {"added": CHILDREN * FACTS // 4}


def facts(practice: Practice) -> int:
    with inside(practice):
        return SourceFact.objects.count()


def is_done(practice: Practice) -> bool:
    with inside(practice):
        return RecordFile.objects.get().state == FileState.DONE


def _read(path: Path) -> RecordFile:
    with path.open("rb") as content:
        kept = files.keep(by=COORDINATOR, file=File(content, name=path.name), source_name="Prove")
    return read_file(file=kept, by=COORDINATOR)

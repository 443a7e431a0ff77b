"""A worker killed with -9 in the middle of a network job: another goes on, and no step of it is done twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.rows import JobState
from tests.database import as_owner
from tests.nestwork.jobs.network.stories import row, started
from tests.people import Cast
from tests.prove import work
from tests.prove.machines import Machines, wait_until

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

EVERY_STEP_ONCE = [f"step {number}" for number in range(work.STEPS)]


@pytest.fixture
def machines(transactional_db: None, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path, settings.CELERY_BROKER_URL)
    yield made
    made.kill_all()


def lines(job: NetworkJob) -> list[str]:
    """The steps that were committed."""
    with as_owner():
        found = NetworkAuditEvent.objects.filter(subject="prove", subject_id=job.pk)
        return sorted(found.values_list("action", flat=True))


@pytest.mark.parametrize(
    ("process", "kind", "starter"),
    [("worker", "prove_library", "steward"), ("release", "prove_release", "network_administrator")],
)
def test_a_network_job_survives_the_death_of_its_worker(
    machines: Machines, cast: Cast, tmp_path: Path, process: str, kind: str, starter: str
) -> None:
    first = machines.worker(process)
    if process == "release":
        machines.worker()  # the ordinary worker sweeps both queues
    machines.beat()
    job = started(getattr(cast, starter), kind, folder=str(tmp_path))
    wait_until((tmp_path / "reached").exists, machines)
    machines.kill(first)
    assert lines(job) == EVERY_STEP_ONCE[: work.HELD_AT]  # the step that was under way left nothing
    assert row(job.pk).state == JobState.RUNNING
    (tmp_path / "open").touch()
    machines.worker(process)
    wait_until(lambda: row(job.pk).state == JobState.DONE, machines)
    assert lines(job) == EVERY_STEP_ONCE
    assert row(job.pk).percent == 100

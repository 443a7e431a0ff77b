"""Silent jobs of the network are woken again, each in the queue of its worker, by messages that we signed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from celery.exceptions import Reject
from django.conf import settings
from django.db import DatabaseError, transaction
from kombu import Connection

from nestwork.access.permissions import Permission
from nestwork.celery import app
from nestwork.jobs.messages import envelope
from nestwork.jobs.network import sweeping
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.tasks import run_network_job
from nestwork.jobs.timing import LEASE, SWEEP
from nestwork.practices.clock import now
from tests.database import as_login, as_owner
from tests.nestwork.jobs.network.stories import Add, row, started
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def messages() -> dict[str, int]:
    """How many messages wait in each queue."""
    with Connection(settings.CELERY_BROKER_URL) as broker:
        server = broker.default_channel.client
        return {queue: int(server.llen(queue)) for queue in ("celery", "release")}


@pytest.fixture
def jobs(cast: Cast, handler: Add) -> dict[str, UUID]:
    """One job of each queue, whose first messages were lost a minute ago."""
    handler("count", lambda job: None)
    handler("figures", lambda job: None, needs=Permission.PREPARE_RELEASES, queue="release")
    made = {
        "celery": started(cast.steward).pk,
        "release": started(cast.network_administrator, "figures").pk,
    }
    assert messages() == {"celery": 1, "release": 1}
    with as_owner():
        NetworkJob.objects.update(not_before=now() - timedelta(minutes=1))
    return made


def test_both_queues_are_woken_by_the_ordinary_workers_sweep(jobs: dict[str, UUID]) -> None:
    with as_login("worker"):
        assert set(sweeping.sweep()) == {str(job_id) for job_id in jobs.values()}
    assert messages() == {"celery": 2, "release": 2}


def test_the_sweep_finds_what_nobody_works_on_and_nothing_else(cast: Cast, handler: Add) -> None:
    handler("count", lambda job: None)
    fresh, lost, alive, dead, done = (started(cast.steward).pk for _ in range(5))
    earlier, later = now() - timedelta(minutes=1), now() + timedelta(seconds=9)

    def put(job_id: UUID, **values: Any) -> None:
        NetworkJob.objects.filter(pk=job_id).update(**values)

    with as_owner():
        put(lost, not_before=earlier)
        put(alive, state="running", claimed_until=later)
        put(dead, state="running", claimed_until=earlier)
        put(done, state="done", not_before=earlier)
    with as_login("worker"):
        assert set(sweeping.sweep()) == {str(lost), str(dead)}
    assert row(fresh).state == "waiting"


def test_the_clock_sends_the_sweep_often_enough_for_a_minute() -> None:
    entry = app.conf.beat_schedule["sweep-network"]
    assert entry["task"] in app.tasks
    assert entry["schedule"] == SWEEP.total_seconds()
    assert LEASE.total_seconds() + SWEEP.total_seconds() < 60


def test_the_release_worker_touches_no_row_of_another_queue(jobs: dict[str, UUID]) -> None:
    with as_login("release"):
        assert list(NetworkJob.objects.values_list("pk", flat=True)) == [jobs["release"]]
        assert NetworkJob.objects.update(message="here") == 1
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            NetworkJob.objects.update(queue="celery")
        for act in (NetworkJob.objects.all().delete, lambda: NetworkJob.objects.create(kind="x")):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()
    with as_login("worker"):
        assert NetworkJob.objects.count() == 2
        assert NetworkJob.objects.update(message="there") == 1
    assert (row(jobs["release"]).message, row(jobs["celery"]).message) == ("here", "there")


def deliver(task: Any, args: list[str], *, task_id: str, headers: dict[str, str]) -> None:
    """Hand the message to the task as a worker does."""
    task.push_request(id=task_id, args=args, **headers)
    try:
        task(*args)
    finally:
        task.pop_request()


def test_a_worker_obeys_signed_messages_only(jobs: dict[str, UUID]) -> None:
    job_id = str(jobs["celery"])
    signed: Callable[[str], dict[str, Any]] = lambda asked: envelope(  # noqa: E731 - one expression, used twice
        name=run_network_job.name, args=[asked], kwargs={}, practice=""
    )
    with as_login("worker"):
        with pytest.raises(Reject, match="without our signature"):
            deliver(run_network_job, [job_id], task_id=str(uuid4()), headers={})
        with pytest.raises(Reject, match="without our signature"):
            deliver(run_network_job, [job_id], **signed(str(uuid4())))
        deliver(run_network_job, [job_id], **signed(job_id))
    assert row(jobs["celery"]).state == "done"

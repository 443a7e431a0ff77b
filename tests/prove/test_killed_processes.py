"""Whatever is killed with -9 during a job, the job completes, and no step of it is done twice."""

import signal
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from kombu import Connection

from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from nestwork.celery import app
from nestwork.embedded.erasing import remove
from nestwork.embedded.places import find_places
from nestwork.embedded.programs import find_programs
from nestwork.embedded.valkey import Valkey
from nestwork.jobs import services
from nestwork.jobs.models import Job, JobState
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tests.people import Cast, reader_for
from tests.prove import work
from tests.prove.machines import Machines, wait_until

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

EVERY_STEP_ONCE = [f"step {number}" for number in range(work.STEPS)]


@pytest.fixture
def machines(transactional_db: None, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path, settings.CELERY_BROKER_URL)
    yield made
    made.kill_all()


@pytest.fixture
def ana(cast: Cast) -> Reader:
    """A coordinator with a real membership: the worker checks it again."""
    return reader_for(cast.coordinator, cast.blackstone)


def start(practice: Practice, by: Reader, folder: Path, kind: str = "prove_steps") -> uuid.UUID:
    with inside(practice):
        job_id: uuid.UUID = services.start(kind=kind, by=by, arguments={"folder": str(folder)}).pk
    return job_id


def job(practice: Practice, job_id: uuid.UUID) -> Job:
    with inside(practice):
        return Job.objects.get(pk=job_id)


def is_done(practice: Practice, job_id: uuid.UUID) -> bool:
    return job(practice, job_id).state == JobState.DONE


def lines(practice: Practice) -> list[str]:
    with inside(practice):
        return sorted(AuditEvent.objects.filter(subject="prove").values_list("action", flat=True))


def messages_waiting(broker: str) -> int:
    with Connection(broker) as connection:
        return int(connection.default_channel.client.llen("celery"))


def test_a_job_runs_in_a_real_worker_under_the_rights_of_its_starter(
    machines: Machines, blackstone: Practice, ana: Reader, tmp_path: Path
) -> None:
    (tmp_path / "open").touch()
    machines.worker()
    job_id = start(blackstone, ana, tmp_path)
    wait_until(lambda: is_done(blackstone, job_id), machines)
    assert lines(blackstone) == EVERY_STEP_ONCE
    assert job(blackstone, job_id).percent == 100


def test_the_worker_killed_in_the_middle_of_a_step(
    machines: Machines, blackstone: Practice, ana: Reader, tmp_path: Path
) -> None:
    worker = machines.worker()
    machines.beat()
    job_id = start(blackstone, ana, tmp_path)
    wait_until((tmp_path / "reached").exists, machines)
    machines.kill(worker)
    assert lines(blackstone) == EVERY_STEP_ONCE[: work.HELD_AT]  # the step that was under way left nothing
    assert job(blackstone, job_id).state == JobState.RUNNING
    (tmp_path / "open").touch()
    machines.worker()
    wait_until(lambda: is_done(blackstone, job_id), machines)
    assert lines(blackstone) == EVERY_STEP_ONCE


# Runs as the web login: the job's row is committed, and the process is dead before it can send the message.
WEB_KILLED_BETWEEN_COMMIT_AND_PUBLISH = """
import os, signal, sys, uuid
import django; django.setup()
from django.db import transaction
from nestwork.access.permissions import Role
from nestwork.access.readers import person
from nestwork.jobs.services import start
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
import tests.prove.work
ana = person(person_id=uuid.UUID({person!r}), name="Ana Reyes", role=Role.COORDINATOR)
with inside(Practice.objects.get(slug="blackstone")), transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    start(kind="prove_once", by=ana, arguments={{"folder": {folder!r}}})
"""


def test_the_web_process_killed_between_commit_and_publish(
    machines: Machines, blackstone: Practice, ana: Reader, tmp_path: Path
) -> None:
    text = WEB_KILLED_BETWEEN_COMMIT_AND_PUBLISH.format(person=str(ana.person_id), folder=str(tmp_path))
    web = machines.script(text, "web")
    assert web.wait(60) == -signal.SIGKILL, machines.log()
    with inside(blackstone):
        (job_id,) = Job.objects.values_list("pk", flat=True)
    assert job(blackstone, job_id).state == JobState.WAITING
    assert messages_waiting(machines.broker) == 0
    machines.worker()
    machines.beat()
    wait_until(lambda: is_done(blackstone, job_id), machines)
    assert lines(blackstone) == ["once"]


class OwnValkey:
    """A Valkey of this test alone, so that killing it disturbs nobody. It keeps nothing on disk."""

    def __init__(self, home: Path) -> None:
        self.places = find_places(home)
        self.places.make()
        self.server = Valkey(self.places, find_programs(self.places), fast=True)
        self.url = f"redis+socket://{self.places.valkey_socket}?virtual_host=0"

    def start(self) -> None:
        self.server.start()

    def kill(self) -> None:
        assert self.server.process is not None
        self.server.process.kill()
        self.server.process.wait()


@contextmanager
def broker_of_this_process(url: str) -> Iterator[None]:
    """What this process sends goes to the other Valkey."""
    before: Any = app.conf.broker_url
    app.conf.broker_url = url
    app.pool.force_close_all()
    app.amqp._producer_pool = None
    try:
        yield
    finally:
        app.conf.broker_url = before
        app.pool.force_close_all()
        app.amqp._producer_pool = None


def test_valkey_killed_and_started_empty_during_a_job(
    machines: Machines, blackstone: Practice, ana: Reader, tmp_path: Path
) -> None:
    valkey = OwnValkey(tmp_path / "valkey")
    valkey.start()
    machines.broker = valkey.url
    try:
        with broker_of_this_process(valkey.url):
            machines.worker()
            machines.beat()
            running = start(blackstone, ana, tmp_path)
            wait_until((tmp_path / "reached").exists, machines)
            valkey.kill()
            meanwhile = start(blackstone, ana, tmp_path, "prove_once")  # Redis is away: the row is enough
            assert job(blackstone, meanwhile).state == JobState.WAITING
            valkey.start()
            (tmp_path / "open").touch()
            wait_until(
                lambda: is_done(blackstone, running) and is_done(blackstone, meanwhile), machines, seconds=150
            )
        assert lines(blackstone) == ["once", *EVERY_STEP_ONCE]
    finally:
        machines.kill_all()
        valkey.kill()
        remove(tmp_path / "valkey")

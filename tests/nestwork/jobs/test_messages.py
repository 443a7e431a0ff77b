"""A worker obeys only messages that we signed, for a practice that is open, and nothing that rides along."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import Reject
from django.db import connection
from django.test import override_settings

from nestwork.access.readers import system
from nestwork.jobs import services
from nestwork.jobs.messages import envelope, is_genuine
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.tasks import run_job, sweep
from nestwork.practices.active import active_practice, inside
from nestwork.practices.models import Practice
from tests.database import as_owner

type Add = Callable[..., None]


def deliver(task: Any, args: list[str], *, task_id: str, headers: dict[str, str], **more: Any) -> None:
    """Hand the message to the task as a worker does."""
    task.push_request(id=task_id, args=args, **headers, **more)
    try:
        task(*args)
    finally:
        task.pop_request()


def signed(job: Job, practice: str) -> dict[str, Any]:
    return envelope(name=run_job.name, args=[str(job.pk)], kwargs={}, practice=practice)


@pytest.fixture
def job(blackstone: Practice, handler: Add) -> Job:
    handler("count", lambda job: None)
    with inside(blackstone):
        return services.start(kind="count", by=system("sweeper"), arguments={})


def state(practice: Practice, job: Job) -> str:
    with inside(practice):
        return Job.objects.get(pk=job.pk).state


@pytest.mark.django_db
def test_a_signed_message_runs_its_job_in_its_practice_and_leaves(blackstone: Practice, job: Job) -> None:
    deliver(run_job, [str(job.pk)], **signed(job, blackstone.schema_name))
    assert state(blackstone, job) == JobState.DONE
    assert active_practice() is None


@pytest.mark.django_db
def test_without_a_signature_nothing_runs(blackstone: Practice, job: Job) -> None:
    for headers in (
        {},
        {"practice": blackstone.schema_name},
        {"practice": blackstone.schema_name, "signature": "0" * 64},
    ):
        with pytest.raises(Reject, match="without our signature"):
            deliver(run_job, [str(job.pk)], task_id=str(uuid.uuid4()), headers=headers)
    assert state(blackstone, job) == JobState.WAITING


@pytest.mark.django_db
def test_a_signature_moved_to_another_message_is_refused(
    blackstone: Practice, harbor: Practice, job: Job
) -> None:
    message = signed(job, blackstone.schema_name)
    other_practice = {**message["headers"], "practice": harbor.schema_name}
    with pytest.raises(Reject):
        deliver(run_job, [str(job.pk)], task_id=message["task_id"], headers=other_practice)
    with pytest.raises(Reject):
        deliver(run_job, [str(uuid.uuid4())], task_id=message["task_id"], headers=message["headers"])
    with pytest.raises(Reject):
        deliver(run_job, [str(job.pk)], task_id=str(uuid.uuid4()), headers=message["headers"])
    with pytest.raises(Reject):
        deliver(sweep, [], task_id=message["task_id"], headers=message["headers"])
    assert state(blackstone, job) == JobState.WAITING


@pytest.mark.django_db
@pytest.mark.parametrize("carried", ["callbacks", "errbacks", "chain", "chord"])
def test_a_message_with_follow_ups_of_its_own_is_refused(
    blackstone: Practice, job: Job, carried: str
) -> None:
    message = signed(job, blackstone.schema_name)
    with pytest.raises(Reject, match="without our signature"):
        deliver(run_job, [str(job.pk)], **message, **{carried: [{"task": run_job.name}]})
    assert state(blackstone, job) == JobState.WAITING


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "public", "nw_owner", "nw_admin", "p_000000000000"])
def test_a_message_for_no_practice_is_refused_though_signed(
    blackstone: Practice, job: Job, place: str
) -> None:
    with pytest.raises(Reject, match="not open"):
        deliver(run_job, [str(job.pk)], **signed(job, place))
    assert state(blackstone, job) == JobState.WAITING


@pytest.mark.django_db
def test_another_practices_message_finds_no_such_job(
    blackstone: Practice, harbor: Practice, job: Job
) -> None:
    deliver(run_job, [str(job.pk)], **signed(job, harbor.schema_name))
    assert state(blackstone, job) == JobState.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_closed_practices_message_is_refused(blackstone: Practice, job: Job) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE practices_practice SET state = 'closed', closed_at = now() WHERE id = %s", [blackstone.pk]
        )
    with pytest.raises(Reject, match="not open"):
        deliver(run_job, [str(job.pk)], **signed(job, blackstone.schema_name))
    assert state(blackstone, job) == JobState.WAITING


@pytest.mark.django_db
def test_nothing_is_sent_for_a_practice_from_outside_of_one() -> None:
    with pytest.raises(RuntimeError, match="without a practice"):
        run_job.delay(str(uuid.uuid4()))


def test_a_message_signed_before_the_secret_changed_is_still_ours() -> None:
    with override_settings(SECRET_KEY="the old secret"):
        sent = envelope(name="a", args=[], kwargs={}, practice="p_1")
    given = {"task_id": sent["task_id"], "name": "a", "args": [], "kwargs": {}, "practice": "p_1"}
    assert not is_genuine(**given, given=sent["headers"]["signature"])
    with override_settings(SECRET_KEY_FALLBACKS=["the old secret"]):
        assert is_genuine(**given, given=sent["headers"]["signature"])

"""A network job runs in the role of its handler, under the rights of whoever started it, checked again."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection

from nestwork.access.permissions import Permission
from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.jobs.network import services
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.registry import network_job_handler
from nestwork.jobs.rows import JobState
from nestwork.jobs.running import RunningJob
from nestwork.practices.clock import now
from tests.database import as_owner
from tests.nestwork.jobs.network.stories import Add, at_work, row, run, started
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def who() -> tuple[str, str]:
    """The login and the role that the server sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user::text, current_user::text")
        seen: tuple[str, str] = cursor.fetchone()
    return seen


def test_the_work_wears_the_librarys_role_and_leaves_its_lines(cast: Cast, handler: Add) -> None:
    seen: list[Any] = []

    def work(job: RunningJob) -> None:
        seen.append((who(), job.arguments, job.reader.person_id, job.reader.role))
        job.progress(3, 4, "3 of 4 rows")
        job.checkpoint({"next": 3})

    handler("count", work, role="nw_library")
    job = started(cast.steward, upload="7")
    run(job.pk)
    assert seen == [(("nw_worker", "nw_library"), {"upload": "7"}, cast.steward.pk, "directory_steward")]
    ended = row(job.pk)
    assert (ended.state, ended.percent, ended.message, ended.saved) == (
        "done", 100, "3 of 4 rows", {"next": 3},
    )  # fmt: skip
    with as_owner():
        lines = NetworkAuditEvent.objects.filter(subject_id=job.pk).order_by("at")
        written = [(line.action, line.person_id, line.role, line.through, line.detail) for line in lines]
    assert written == [
        ("start job", cast.steward.pk, "directory_steward", "web", {"kind": "count"}),
        ("end job", cast.steward.pk, "directory_steward", "job", {"kind": "count", "state": "done"}),
    ]


def test_without_a_role_the_work_stands_at_the_workers_own_door(cast: Cast, handler: Add) -> None:
    seen: list[Any] = []
    handler("count", lambda job: seen.append(who()))
    job = started(cast.steward)
    run(job.pk)
    assert (seen, row(job.pk).state) == ([("nw_worker", "nw_worker")], "done")


def test_each_worker_takes_the_jobs_of_its_own_queue(cast: Cast, handler: Add) -> None:
    seen: list[Any] = []

    def work(job: RunningJob) -> None:
        seen.append(who())
        job.checkpoint({"seen": 1})

    handler("figures", work, needs=Permission.PREPARE_RELEASES, queue="release")
    handler("count", work)
    release = started(cast.network_administrator, "figures")
    ordinary = started(cast.steward)
    run(release.pk, "worker")
    run(ordinary.pk, "release")
    assert (seen, row(release.pk).state, row(ordinary.pk).state) == ([], "waiting", "waiting")
    run(release.pk, "release")
    assert (seen, row(release.pk).state) == ([("nw_release", "nw_release")], "done")
    assert row(release.pk).saved == {"seen": 1}


def test_a_row_that_names_another_queue_than_its_work_is_not_done(cast: Cast, handler: Add) -> None:
    seen: list[Any] = []
    handler("figures", seen.append, needs=Permission.PREPARE_RELEASES, queue="release")
    job = started(cast.network_administrator, "figures")
    with as_owner():
        NetworkJob.objects.update(queue="celery")
    run(job.pk)
    ended = row(job.pk)
    assert (seen, ended.state) == ([], JobState.FAILED)
    assert "no longer exists" in ended.error


def test_who_left_the_network_does_no_more_work(cast: Cast, handler: Add) -> None:
    seen: list[Any] = []
    handler("count", seen.append)
    job = started(cast.steward)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_membership SET is_active = false, ended_at = now() WHERE user_id = %s",
            [cast.steward.pk],
        )
    run(job.pk)
    ended = row(job.pk)
    assert (seen, ended.state) == ([], JobState.FAILED)
    assert "no longer has the right" in ended.error


def test_a_job_whose_worker_died_goes_on_from_its_checkpoint(cast: Cast, handler: Add) -> None:
    done: list[int] = []

    def work(job: RunningJob) -> None:
        for step in range(job.saved.get("next", 0), 4):
            if step == 2 and not job.saved.get("again"):
                job.checkpoint({"next": step, "again": True})
                raise OperationalError("the connection is gone")  # as the server closing it would
            done.append(step)
            job.checkpoint({**job.saved, "next": step + 1})

    handler("count", work, role="nw_library")
    job = started(cast.steward)
    run(job.pk)
    assert row(job.pk).state == JobState.RUNNING
    run(job.pk)
    assert done == [0, 1]  # held by the lease
    with as_owner():
        NetworkJob.objects.update(claimed_until=now() - timedelta(seconds=1))
    run(job.pk)
    assert (done, row(job.pk).state) == ([0, 1, 2, 3], JobState.DONE)


def test_a_running_job_stops_where_its_starter_asks(cast: Cast, handler: Add) -> None:
    def work(job: RunningJob) -> None:
        with as_owner():
            NetworkJob.objects.update(cancel_asked_at=now())
        assert job.is_cancelled()

    handler("count", work)
    job = started(cast.steward)
    run(job.pk)
    assert row(job.pk).state == JobState.CANCELLED


def test_a_waiting_job_ends_at_once(cast: Cast, handler: Add) -> None:
    handler("count", lambda job: None)
    job = started(cast.steward)
    with at_work(cast.steward) as by:
        assert services.cancel(job=job, by=by).state == JobState.CANCELLED
    run(job.pk)
    assert row(job.pk).state == JobState.CANCELLED


def test_a_fault_ends_the_job_with_a_sentence(cast: Cast, handler: Add) -> None:
    handler("broken", lambda job: job.arguments["missing"], role="nw_library")
    handler("told", lambda job: job.fail("The file ends in the middle of a row."), role="nw_library")
    broken, told = started(cast.steward, "broken"), started(cast.steward, "told")
    run(broken.pk)
    run(told.pk)
    assert "did not expect" in row(broken.pk).error
    assert row(told.pk).error == "The file ends in the middle of a row."


def test_the_work_of_the_library_reads_no_practice(cast: Cast, handler: Add) -> None:
    def work(job: RunningJob) -> None:
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute(f'SELECT 1 FROM "{cast.blackstone.schema_name}".patients_child')
        job.progress(1, 1, "refused")

    handler("count", work, role="nw_library")
    job = started(cast.steward)
    run(job.pk)
    assert row(job.pk).message == "refused"


@pytest.mark.parametrize(
    ("role", "queue"), [("nw_admin", "celery"), ("nw_state", "celery"), ("nw_library", "release")]
)
def test_no_handler_takes_a_role_that_its_worker_cannot_wear(role: str, queue: str) -> None:
    with pytest.raises(ValueError, match="may wear"):
        network_job_handler("x", needs=Permission.KEEP_DIRECTORY, role=role, queue=queue)

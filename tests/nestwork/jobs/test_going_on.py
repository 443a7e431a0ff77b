"""A job whose worker died goes on from its checkpoint; the sweeper finds it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from nestwork.access.readers import system
from nestwork.jobs import runner, sweeping
from nestwork.jobs.claims import claim
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.running import ClaimLostError, RunningJob
from nestwork.jobs.timing import MAX_ATTEMPTS
from nestwork.practices.active import door, inside
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from tests.nestwork.jobs.starting import Add, due_at, start_system_job

pytestmark = pytest.mark.django_db


def test_a_job_whose_worker_died_goes_on_from_its_checkpoint(blackstone: Practice, handler: Add) -> None:
    done: list[int] = []

    def work(job: RunningJob) -> None:
        for step in range(job.saved.get("next", 0), 6):
            if step == 3 and not job.saved.get("again"):
                job.checkpoint({"next": step, "again": True})
                raise OperationalError("the connection is gone")  # as the server closing it would
            done.append(step)
            job.progress(step + 1, 6)
            job.checkpoint({**job.saved, "next": step + 1})

    handler("count", work)
    with inside(blackstone):
        job = start_system_job("count")
        runner.run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.RUNNING  # nobody closed it: the lease has to run out
        runner.run(job.pk)
        assert done == [0, 1, 2]  # held by the lease
        Job.objects.filter(pk=job.pk).update(claimed_until=now() - timedelta(seconds=1))
        runner.run(job.pk)
        job.refresh_from_db()
    assert done == [0, 1, 2, 3, 4, 5]
    assert (job.state, job.percent) == (JobState.DONE, 100)


def test_a_runner_that_lost_its_claim_saves_nothing_more(blackstone: Practice, handler: Add) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        job = start_system_job("count")
        first = claim(job.pk)
        assert first is not None
        assert first.claim is not None
        slow = RunningJob(job=first, claim=first.claim, reader=system("sweeper"))
        Job.objects.filter(pk=job.pk).update(claimed_until=now() - timedelta(seconds=1))
        assert claim(job.pk) is not None
        for write in (
            lambda: slow.checkpoint({"next": 1}),
            lambda: slow.progress(1, 2),
            lambda: slow.finish(JobState.DONE),
        ):
            with pytest.raises(ClaimLostError):
                write()
        job.refresh_from_db()
    assert (job.saved, job.done, job.state) == ({}, 0, JobState.RUNNING)


def test_a_job_that_kills_every_worker_is_given_up(blackstone: Practice, handler: Add) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        job = start_system_job("count")
        for _ in range(MAX_ATTEMPTS):
            assert claim(job.pk) is not None
            Job.objects.filter(pk=job.pk).update(claimed_until=now() - timedelta(seconds=1))
        assert claim(job.pk) is None
        job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "stopped several times" in job.error


def test_the_sweeper_finds_what_nobody_works_on_and_nothing_else(blackstone: Practice, handler: Add) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        fresh, lost, alive, dead, done = (start_system_job("count") for _ in range(5))
        earlier = now() - timedelta(minutes=1)
        Job.objects.filter(pk=lost.pk).update(not_before=earlier)
        Job.objects.filter(pk=alive.pk).update(state="running", claimed_until=now() + timedelta(seconds=9))
        Job.objects.filter(pk=dead.pk).update(state="running", claimed_until=earlier)
        Job.objects.filter(pk=done.pk).update(state="done", not_before=earlier)
        assert set(sweeping.sweep_practice()) == {str(lost.pk), str(dead.pk)}
        assert Job.objects.get(pk=fresh.pk).state == JobState.WAITING
    soon = due_at(blackstone)
    assert soon is not None
    assert soon <= now() + timedelta(seconds=9)  # type: ignore[operator]  # a moment


def test_a_practice_is_due_while_a_job_is_open_and_no_longer(
    blackstone: Practice, harbor: Practice, handler: Add
) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        job = start_system_job("count")
    assert due_at(blackstone) <= now()  # type: ignore[operator]  # a moment
    assert due_at(harbor) is None
    with inside(blackstone):
        runner.run(job.pk)
        sweeping.sweep_practice()
    assert due_at(blackstone) is None


def test_a_practice_cannot_touch_when_another_is_due(
    blackstone: Practice, harbor: Practice, handler: Add
) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        start_system_job("count")
    with inside(harbor), connection.cursor() as cursor:
        cursor.execute("UPDATE job_due SET due_at = NULL")
        assert cursor.rowcount == 0
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            cursor.execute("INSERT INTO job_due (practice_role) VALUES (%s)", [blackstone.schema_name + "x"])
        assert caught.value.__cause__.sqlstate == "42501"  # type: ignore[union-attr]  # psycopg's error
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            cursor.execute("DELETE FROM job_due")
        assert caught.value.__cause__.sqlstate == "42501"  # type: ignore[union-attr]  # psycopg's error
    with door(), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("SELECT * FROM job_due")  # the web login at the door has no business with it

"""A job is a row: it is started with the work that asks for it, claimed by one runner, and ends in words."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError, connection, transaction

from nestwork.access.permissions import Permission, Role, permissions_of
from nestwork.access.readers import Reader, person, system
from nestwork.accounts.services.people import add_member
from nestwork.audit.models import AuditEvent
from nestwork.jobs import runner, services, sweeping
from nestwork.jobs.claims import claim
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.running import ClaimLostError, RunningJob
from nestwork.jobs.timing import MAX_ATTEMPTS
from nestwork.practices.active import door, inside
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from tests.people import Cast

pytestmark = pytest.mark.django_db

type Add = Callable[..., None]


def start_system_job(kind: str, **arguments: str) -> Job:
    return services.start(kind=kind, by=system("sweeper"), arguments=arguments)


def due_at(practice: Practice) -> object:
    with inside(practice), connection.cursor() as cursor:
        cursor.execute("SELECT practice_role, due_at FROM job_due")
        rows = cursor.fetchall()
    assert [role for role, _ in rows] in ([], [practice.schema_name])  # a practice sees its own row alone
    return rows[0][1] if rows else None


def test_a_job_runs_once_with_its_arguments_and_ends_done(blackstone: Practice, handler: Add) -> None:
    seen: list[dict[str, str]] = []
    handler("count", lambda job: seen.append(job.arguments))
    with inside(blackstone):
        job = start_system_job("count", file="42")
        runner.run(job.pk)
        runner.run(job.pk)  # a second message for the same job
        job.refresh_from_db()
        assert list(
            AuditEvent.objects.filter(subject="job").order_by("at").values_list("action", "subject_id")
        ) == [
            ("start job", job.pk),
            ("end job", job.pk),
        ]
    assert seen == [{"file": "42"}]
    assert (job.state, job.claim, job.attempts) == (JobState.DONE, None, 1)


def test_a_job_that_was_rolled_back_was_never_started(blackstone: Practice, handler: Add) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        with pytest.raises(ZeroDivisionError):
            start_and_fail()
        assert not Job.objects.exists()
    assert due_at(blackstone) is None


@transaction.atomic
def start_and_fail() -> None:
    start_system_job("count")
    raise ZeroDivisionError


def test_nobody_starts_a_job_without_the_right_to_its_work(blackstone: Practice, handler: Add) -> None:
    handler("count", lambda job: None, needs=Permission.IMPORT_ROSTER)
    nurse = person(person_id=uuid.uuid4(), name="Noor Haddad", role=Role.NURSE)
    with inside(blackstone):
        with pytest.raises(PermissionDenied):
            services.start(kind="count", by=nurse, arguments={})
        with pytest.raises(LookupError):
            start_system_job("unheard of")
        assert not Job.objects.exists()


def test_whoever_left_the_practice_does_no_more_work_in_it(
    blackstone: Practice, handler: Add, ana: Reader
) -> None:
    ran: list[object] = []
    handler("count", ran.append, needs=Permission.IMPORT_ROSTER)
    with inside(blackstone):
        job = services.start(
            kind="count", by=ana, arguments={}
        )  # her membership ends before a worker is free
        runner.run(job.pk)
        job.refresh_from_db()
    assert ran == []
    assert job.state == JobState.FAILED
    assert "no longer has the right" in job.error


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_with_all_the_roles_a_person_holds_here(
    cast: Cast, handler: Add, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    ran: list[Reader] = []
    handler("count", lambda job: ran.append(job.reader), needs=Permission.IMPORT_ROSTER)
    with as_owner():
        add_member(
            by=system("demonstration"),
            person_id=cast.physician.pk,
            role=Role.PRACTICE_ADMINISTRATOR,
            practice_id=cast.blackstone.pk,
        )
    by = person(person_id=cast.physician.pk, name="Elena Brandt", role=Role.PRACTICE_ADMINISTRATOR)
    with inside(cast.blackstone):
        runner.run(services.start(kind="count", by=by, arguments={}).pk)

    (reader,) = ran
    assert reader.role == Role.PHYSICIAN, "the leading role, as on a page"
    assert reader.permissions == permissions_of([Role.PHYSICIAN, Role.PRACTICE_ADMINISTRATOR])


def test_a_handler_that_raises_ends_the_job_in_words_and_keeps_no_quote_of_its_data(
    blackstone: Practice, handler: Add, caplog: pytest.LogCaptureFixture
) -> None:
    def work(job: RunningJob) -> None:
        raise ValueError("cannot read Maria's birth date")

    handler("count", work)
    with inside(blackstone):
        job = start_system_job("count")
        runner.run(job.pk)
        job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "What was saved before is kept" in job.error
    assert "Maria" not in job.error + caplog.text
    assert "ValueError" in caplog.text


def test_a_handler_may_end_its_job_with_a_sentence(blackstone: Practice, handler: Add) -> None:
    handler("count", lambda job: job.fail("The file is empty. Nothing was changed."))
    with inside(blackstone):
        job = start_system_job("count")
        runner.run(job.pk)
        job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The file is empty. Nothing was changed.")


def test_atomic_work_that_fails_leaves_nothing_behind(blackstone: Practice, handler: Add) -> None:
    def work(job: RunningJob) -> None:
        start_system_job("other")
        raise ValueError

    handler("other", lambda job: None)
    handler("count", work, atomic=True)
    with inside(blackstone):
        job = start_system_job("count")
        runner.run(job.pk)
        assert list(Job.objects.values_list("kind", "state")) == [("count", JobState.FAILED)]
        job.refresh_from_db()
        assert job.finished_at is not None


def test_a_waiting_job_is_cancelled_at_once(blackstone: Practice, handler: Add, ana: Reader) -> None:
    handler("count", lambda job: None)
    with inside(blackstone):
        job = services.start(kind="count", by=ana, arguments={})
        job = services.cancel(job=job, by=ana)
        runner.run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.CANCELLED
        assert set(AuditEvent.objects.filter(subject="job").values_list("action", flat=True)) == {
            "start job",
            "cancel job",
        }


def test_a_running_job_stops_at_its_next_step(blackstone: Practice, handler: Add) -> None:
    steps: list[int] = []

    def work(job: RunningJob) -> None:
        for step in range(10):
            if job.is_cancelled():
                return
            steps.append(step)
            if step == 2:
                services.cancel(job=Job.objects.get(pk=job.id), by=system("sweeper"))

    handler("count", work)
    with inside(blackstone):
        job = start_system_job("count")
        runner.run(job.pk)
        job.refresh_from_db()
    assert (steps, job.state) == ([0, 1, 2], JobState.CANCELLED)


def test_only_the_starter_or_an_administrator_cancels(
    blackstone: Practice, handler: Add, ana: Reader
) -> None:
    handler("count", lambda job: None)
    other = person(person_id=uuid.uuid4(), name="Noor Haddad", role=Role.NURSE)
    head = person(person_id=uuid.uuid4(), name="Lee Cho", role=Role.PRACTICE_ADMINISTRATOR)
    with inside(blackstone):
        job = services.start(kind="count", by=ana, arguments={})
        with pytest.raises(PermissionDenied):
            services.cancel(job=job, by=other)
        assert services.cancel(job=job, by=head).state == JobState.CANCELLED


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

"""A job runs once, under its starter's rights, and says in words how it ended."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from nestwork.access.permissions import Permission, Role, permissions_of
from nestwork.access.readers import Reader, person, system
from nestwork.accounts.services.people import add_member
from nestwork.audit.models import AuditEvent
from nestwork.jobs import runner, services
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.running import RunningJob
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tests.nestwork.jobs.starting import Add, due_at, start_system_job
from tests.people import Cast

pytestmark = pytest.mark.django_db


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

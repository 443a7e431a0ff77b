"""A job is cancelled by its starter or an administrator, at once or at its next step."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from nestwork.access.permissions import Role
from nestwork.access.readers import Reader, person, system
from nestwork.audit.models import AuditEvent
from nestwork.jobs import runner, services
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.running import RunningJob
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tests.nestwork.jobs.starting import Add, start_system_job

pytestmark = pytest.mark.django_db


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

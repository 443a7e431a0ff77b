"""A closed practice has no job any more, running or waiting, and its neighbour's go on."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from nestwork.access.readers import system
from nestwork.audit.models import AuditEvent
from nestwork.jobs import services
from nestwork.jobs.claims import claim
from nestwork.jobs.models import Job, JobState
from nestwork.jobs.running import ClaimLostError, RunningJob
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.practices.signals import practice_closed
from tests.database import as_owner

pytestmark = pytest.mark.django_db(transaction=True)

type Add = Callable[..., None]


def start(practice: Practice) -> Job:
    with inside(practice):
        return services.start(kind="count", by=system("sweeper"), arguments={})


def states(practice: Practice) -> set[str]:
    with inside(practice):
        return set(Job.objects.values_list("state", flat=True))


def test_closing_ends_what_waits_and_what_runs(blackstone: Practice, harbor: Practice, handler: Add) -> None:
    handler("count", lambda job: None)
    start(blackstone)
    running = start(blackstone)
    start(harbor)
    with inside(blackstone):
        claimed = claim(running.pk)
    assert claimed is not None
    assert claimed.claim is not None
    with as_owner(), transaction.atomic():
        # The signal alone: closing itself also takes the role from the logins of the whole server, other runs included.
        practice_closed.send(Practice, practice=blackstone)
        with connection.cursor() as cursor:
            cursor.execute("SELECT practice_role FROM job_due")
            assert [role for (role,) in cursor.fetchall()] == [harbor.schema_name]
    assert states(blackstone) == {JobState.CANCELLED}
    assert states(harbor) == {JobState.WAITING}
    slow = RunningJob(job=claimed, claim=claimed.claim, reader=system("sweeper"))
    with inside(blackstone):
        with pytest.raises(ClaimLostError):
            slow.checkpoint({"next": 1})
        assert AuditEvent.objects.filter(action="end job", purpose="practice closed").count() == 2

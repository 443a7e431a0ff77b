"""One job, several runners: one takes it, shows that it lives, and keeps it as long as it does."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from nestwork.access.readers import system
from nestwork.jobs import claims, services
from nestwork.jobs.models import Job
from nestwork.jobs.running import RunningJob
from nestwork.practices.active import inside
from nestwork.practices.clock import now
from nestwork.practices.models import Practice

pytestmark = pytest.mark.django_db(transaction=True)

type Add = Callable[..., None]


@pytest.fixture
def job(blackstone: Practice, handler: Add) -> Job:
    handler("count", lambda job: None)
    with inside(blackstone):
        return services.start(kind="count", by=system("sweeper"), arguments={})


def test_of_eight_runners_at_once_one_gets_the_job(blackstone: Practice, job: Job) -> None:
    ready = threading.Barrier(8)

    def try_to_claim(_: int) -> UUID | None:
        try:
            with inside(blackstone):
                Job.objects.count()  # connected, so that all eight ask at the same moment
                ready.wait(10)
                taken = claims.claim(job.pk)
                return taken.claim if taken else None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as runners:
        got = [claim for claim in runners.map(try_to_claim, range(8)) if claim]
    assert len(got) == 1
    with inside(blackstone):
        assert Job.objects.get(pk=job.pk).claim == got[0]


def test_a_runner_that_lives_keeps_its_job_beyond_the_lease(
    blackstone: Practice, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT", timedelta(milliseconds=20))
    beats = threading.Event()
    renew = claims._renew
    monkeypatch.setattr(claims, "_renew", lambda *args: (renew(*args), beats.set()))
    with inside(blackstone):
        taken = claims.claim(job.pk)
        assert taken is not None
        Job.objects.filter(pk=job.pk).update(claimed_until=now() - timedelta(seconds=1))  # a slow statement
        with claims.kept_alive(taken, blackstone):
            assert beats.wait(10)
        assert Job.objects.get(pk=job.pk).claimed_until > now()
        assert claims.claim(job.pk) is None


def test_a_runner_in_the_middle_of_a_transaction_cannot_be_robbed_of_its_job(
    blackstone: Practice, job: Job
) -> None:
    with inside(blackstone):
        taken = claims.claim(job.pk)
        assert taken is not None
        assert taken.claim is not None
        Job.objects.filter(pk=job.pk).update(claimed_until=now() - timedelta(seconds=1))
        with transaction.atomic():
            RunningJob(job=taken, claim=taken.claim, reader=system("sweeper")).checkpoint({"next": 1})
            with ThreadPoolExecutor(1) as other:
                assert other.submit(claim_elsewhere, blackstone, job.pk).result(10) is None
        assert Job.objects.get(pk=job.pk).saved == {"next": 1}


def claim_elsewhere(practice: Practice, job_id: UUID) -> Job | None:
    try:
        with inside(practice):
            return claims.claim(job_id)
    finally:
        connection.close()

"""Pages and API of the network's jobs: everybody sees their own, the network administrator all of them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from nestwork.access.passage import wearing
from nestwork.access.permissions import Permission
from nestwork.access.readers import system
from nestwork.accounts.models import User
from nestwork.jobs.network import services
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.people import acting
from nestwork.jobs.rows import JobState
from nestwork.jobs.timing import WAITS_LONG
from tests.nestwork.jobs.network.stories import Add, at_work, started
from tests.people import Cast, reader_for, sign_in, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(cast: Cast, handler: Add) -> NetworkJob:
    """A job that Lena, a steward, has started and nobody has run."""
    handler("count", lambda job: None, title="Counting the directory", role="nw_library")
    return started(cast.steward)


def seen_by(person: User, job: NetworkJob) -> tuple[int, bool, int, int]:
    """What the person's browser and program get: the job's page, whether it is listed, and both from the API."""
    client = sign_in(Client(), person)
    listed = str(job.pk) in client.get("/jobs/").content.decode()
    found = client.get("/api/v1/jobs/").json()["results"]
    return (
        client.get(f"/jobs/{job.pk}/").status_code,
        listed,
        client.get(f"/api/v1/jobs/{job.pk}/").status_code,
        len(found),
    )


def state(cast: Cast, job: NetworkJob) -> str:
    with at_work(cast.steward) as by, acting(by):
        return NetworkJob.objects.get(pk=job.pk).state


def test_one_sees_ones_own_jobs_and_the_administrator_all(cast: Cast, job: NetworkJob) -> None:
    assert seen_by(cast.steward, job) == (200, True, 200, 1)
    assert seen_by(cast.network_administrator, job) == (200, True, 200, 1)
    for other in (cast.facilitator, cast.reviewer):
        assert seen_by(other, job) == (404, False, 404, 0)


def test_the_page_asks_for_itself_again_while_the_job_is_open(
    cast: Cast, client: Client, job: NetworkJob
) -> None:
    sign_in(client, cast.steward)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "Look again" in page  # the same without script
    assert "Counting the directory" in page
    assert "Lena Haddad" in page
    assert f'action="/jobs/{job.pk}/cancel/"' in page
    part = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


@pytest.mark.parametrize(
    ("queue", "worker"), [("celery", "every worker is busy"), ("release", "the release worker is busy")]
)
def test_a_job_that_no_worker_takes_says_so(
    cast: Cast, client: Client, handler: Add, queue: str, worker: str
) -> None:
    handler("count", lambda job: None)
    with at_work(cast.network_administrator) as by, acting(by):
        made = {"kind": "count", "started_by_id": by.person_id, "role": by.role, "queue": queue}
        fresh = NetworkJob.objects.create(**made)
        stale = NetworkJob.objects.create(**made, not_before=timezone.now() - WAITS_LONG)
    sign_in(client, cast.network_administrator)
    assert "waits longer than usual" not in client.get(f"/jobs/{fresh.pk}/").content.decode()
    page = client.get(f"/jobs/{stale.pk}/").content.decode()
    assert "It waits longer than usual" in page
    assert worker in page


def test_an_administrator_reads_who_started_it(cast: Cast, client: Client, job: NetworkJob) -> None:
    sign_in(client, cast.network_administrator)
    assert "Lena Haddad" in client.get("/jobs/").content.decode()
    assert "Lena Haddad" in client.get(f"/jobs/{job.pk}/").content.decode()


def test_the_starter_stops_a_job_and_a_colleague_cannot(cast: Cast, client: Client, job: NetworkJob) -> None:
    sign_in(client, cast.facilitator)
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert client.post(f"/api/v1/jobs/{job.pk}/cancel/").status_code in {403, 404}
    assert state(cast, job) == JobState.WAITING
    sign_in(client, cast.steward)
    assert client.post(f"/jobs/{job.pk}/cancel/")["Location"] == f"/jobs/{job.pk}/"
    assert state(cast, job) == JobState.CANCELLED


def test_an_administrator_stops_it_by_a_program_as_often_as_she_sends(
    cast: Cast, client: Client, job: NetworkJob
) -> None:
    headers = token_for(cast.network_administrator, None)
    client.defaults["SERVER_NAME"] = "localhost"
    for _ in range(2):
        answer = client.post(f"/api/v1/jobs/{job.pk}/cancel/", headers=headers)
        assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
        assert answer.json()["role"] == "directory_steward"


def test_nobody_starts_what_their_role_may_not_do(cast: Cast, handler: Add, job: NetworkJob) -> None:
    from django.core.exceptions import PermissionDenied

    with at_work(cast.facilitator) as by, pytest.raises(PermissionDenied):
        services.start(kind="count", by=by, arguments={})
    with wearing("nw_library"), pytest.raises(PermissionDenied):
        services.start(kind="count", by=system("sweeper"), arguments={})
    with at_work(cast.steward) as by, pytest.raises(LookupError):
        services.start(kind="nothing of the kind", by=by, arguments={})


def test_the_server_itself_shows_nobody_elses_jobs(cast: Cast, job: NetworkJob) -> None:
    def ids(person: User) -> list[Any]:
        with at_work(person) as by, acting(by):
            return list(NetworkJob.objects.values_list("pk", flat=True))

    assert ids(cast.steward) == [job.pk]
    assert ids(cast.facilitator) == []
    assert ids(cast.reviewer) == []
    assert ids(cast.network_administrator) == [job.pk]
    with wearing("nw_library"):  # whoever forgets to say who acts sees nothing
        assert not NetworkJob.objects.exists()


def test_the_server_itself_takes_no_job_in_anothers_name_or_for_the_release_worker(
    cast: Cast, handler: Add
) -> None:
    handler("figures", lambda job: None, needs=Permission.KEEP_DIRECTORY, queue="release")

    def refused(act: Callable[[], object]) -> bool:
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            act()
        return "row-level security" in str(caught.value)

    with at_work(cast.steward) as by, acting(by):
        assert refused(lambda: NetworkJob.objects.create(kind="count", started_by_id=uuid4()))
        assert refused(lambda: NetworkJob.objects.create(kind="count", started_by_id=None))
    with at_work(cast.steward) as by:
        assert refused(lambda: services.start(kind="figures", by=by, arguments={}))
    with at_work(cast.network_administrator) as by, acting(by):
        assert refused(lambda: NetworkJob.objects.create(kind="count", started_by_id=cast.steward.pk))


def test_no_practice_and_no_door_reads_the_table(cast: Cast, job: NetworkJob) -> None:
    from nestwork.practices.active import door, inside

    for place in (inside(cast.blackstone), door()):
        with place, pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            NetworkJob.objects.exists()


def test_the_menu_of_the_network_leads_to_the_jobs(cast: Cast, client: Client) -> None:
    sign_in(client, cast.steward)
    page = client.get("/jobs/").content.decode()
    assert 'href="/jobs/"' in page
    assert "No jobs yet" in page


def test_a_practice_session_and_a_stranger_are_sent_away(cast: Cast, job: NetworkJob) -> None:
    stranger = Client(SERVER_NAME="localhost")
    assert stranger.get("/jobs/")["Location"].startswith("/accounts/")
    member = sign_in(Client(), cast.coordinator)
    assert member.get("/jobs/").status_code == 403
    assert reader_for(cast.coordinator, cast.blackstone).may(Permission.SEE_JOBS)

"""The pages and the API of jobs: how far it is, who may stop it, and that a neighbour sees none of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from nestwork.access.permissions import Permission
from nestwork.jobs import runner, services
from nestwork.jobs.models import Job, JobState
from nestwork.practices.active import inside
from tests.people import Cast, reader_for, sign_in, token_for, working_as

pytestmark = pytest.mark.django_db

type Add = Callable[..., None]


@pytest.fixture
def job(cast: Cast, handler: Add) -> Job:
    """A job that Maria has started and nobody has run."""
    handler("count", lambda job: job.progress(3, 4, "3 of 4 rows"), needs=Permission.IMPORT_ROSTER)
    with working_as(cast.coordinator, cast.blackstone) as maria:
        return services.start(kind="count", by=maria, arguments={})


def state(cast: Cast, job: Job) -> str:
    with inside(cast.blackstone):
        return Job.objects.get(pk=job.pk).state


def test_an_open_job_asks_for_itself_again_and_a_closed_one_does_not(
    cast: Cast, client: Client, job: Job
) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "Look again" in page  # the same without script
    assert "Waiting" in page
    with inside(cast.blackstone):
        runner.run(job.pk)
    part = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "3 of 4 rows" in part
    assert "<html" not in part
    assert state(cast, job) == JobState.DONE


def test_a_member_runs_a_job_with_her_rights_checked_again(cast: Cast, job: Job) -> None:
    with inside(cast.blackstone):
        runner.run(job.pk)
    assert state(cast, job) == JobState.DONE


def test_the_starter_stops_her_job_on_its_page(cast: Cast, client: Client, job: Job) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    assert "Cancel</button>" not in client.get(f"/jobs/{job.pk}/").content.decode()
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 403
    assert state(cast, job) == JobState.WAITING
    sign_in(client, cast.coordinator, cast.blackstone)
    assert "Cancel</button>" in client.get(f"/jobs/{job.pk}/").content.decode()
    assert client.post(f"/jobs/{job.pk}/cancel/")["Location"] == f"/jobs/{job.pk}/"
    assert state(cast, job) == JobState.CANCELLED


def test_the_list_shows_every_job_of_the_practice(cast: Cast, client: Client, job: Job) -> None:
    sign_in(client, cast.nurse, cast.blackstone)
    page = client.get("/jobs/").content.decode()
    assert f"/jobs/{job.pk}/" in page
    assert "Maria Alvarez, RN" in page


def test_only_roles_with_the_right_see_jobs(cast: Cast, client: Client, job: Job) -> None:
    for member in cast.members():
        sign_in(client, member, cast.blackstone)
        expected = 200 if reader_for(member, cast.blackstone).may(Permission.SEE_JOBS) else 403
        assert client.get("/jobs/").status_code == expected
        assert client.get(f"/jobs/{job.pk}/").status_code == expected
        assert client.get("/api/v1/jobs/").status_code == expected
        assert client.get(f"/api/v1/jobs/{job.pk}/").status_code == expected


def test_a_neighbour_gets_the_answer_for_nothing(cast: Cast, client: Client, job: Job) -> None:
    sign_in(client, cast.outsider, cast.harbor)
    for address in (f"/jobs/{job.pk}/", f"/api/v1/jobs/{job.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert client.post(f"/api/v1/jobs/{job.pk}/cancel/").status_code == 404
    assert str(job.pk) not in client.get("/jobs/").content.decode()
    assert client.get("/api/v1/jobs/").json()["results"] == []
    assert state(cast, job) == JobState.WAITING


def test_a_program_cancels_with_a_writing_token_only(cast: Cast, client: Client, job: Job) -> None:
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    reading = token_for(cast.coordinator, cast.blackstone, may_write=False)
    assert client.post(f"/api/v1/jobs/{job.pk}/cancel/", headers=reading).status_code == 401
    assert state(cast, job) == JobState.WAITING
    writing = token_for(cast.coordinator, cast.blackstone)
    answer = client.post(f"/api/v1/jobs/{job.pk}/cancel/", headers=writing).json()
    assert (answer["state"], answer["kind"]) == ("cancelled", "count")

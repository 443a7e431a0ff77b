"""What the stories of the network's jobs share: starting one in one's role, running it under a worker's login."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from nestwork.access.passage import DATABASE_ROLES, wearing
from nestwork.access.readers import Reader
from nestwork.accounts.models import User
from nestwork.jobs.network import runner, services
from nestwork.jobs.network.models import NetworkJob
from tests.database import as_login, as_owner
from tests.people import reader_for

type Add = Callable[..., None]


@contextmanager
def at_work(person: User) -> Iterator[Reader]:
    """Work on the network host as the person, under the database role of her network role."""
    by = reader_for(person)
    assert by.role is not None
    with wearing(DATABASE_ROLES[by.role]):
        yield by


def started(person: User, kind: str = "count", **arguments: str) -> NetworkJob:
    """A job that the person has started and nobody has run."""
    with at_work(person) as by:
        return services.start(kind=kind, by=by, arguments=arguments)


def run(job_id: UUID, login: str = "worker") -> None:
    """Let a worker of this login run the job; commits, so only in tests that do."""
    with as_login(login):
        runner.run(job_id)


def row(job_id: UUID) -> NetworkJob:
    """The job as the owner sees it."""
    with as_owner():
        return NetworkJob.objects.get(pk=job_id)

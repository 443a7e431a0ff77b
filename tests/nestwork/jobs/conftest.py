"""Handlers of the tests and a coordinator who may start them."""

import uuid
from collections.abc import Callable, Iterator

import pytest

from nestwork.access.permissions import Permission, Role
from nestwork.access.readers import Reader, person
from nestwork.jobs import registry
from nestwork.jobs.registry import Work, job_handler


@pytest.fixture
def ana() -> Reader:
    """A coordinator; her membership is the test's to make."""
    return person(person_id=uuid.uuid4(), name="Ana Reyes", role=Role.COORDINATOR)


@pytest.fixture
def handler() -> Iterator[Callable[..., None]]:
    """Register work under a kind until the test ends."""
    kinds: list[str] = []

    def add(kind: str, work: Work, *, needs: Permission | None = None, atomic: bool = False) -> None:
        kinds.append(kind)
        job_handler(kind, needs=needs, atomic=atomic)(work)

    yield add
    for kind in kinds:
        registry.practice_jobs.forget(kind)

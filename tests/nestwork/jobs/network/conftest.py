"""Handlers of the network's tests, and the people who start their jobs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from nestwork.access.permissions import Permission
from nestwork.jobs.network.registry import network_job_handler, network_jobs
from nestwork.jobs.registry import Work


@pytest.fixture
def handler() -> Iterator[Callable[..., None]]:
    """Register work under a kind until the test ends; it needs what a steward holds, unless told otherwise."""
    kinds: list[str] = []

    def add(kind: str, work: Work, *, needs: Permission = Permission.KEEP_DIRECTORY, **more: Any) -> None:
        kinds.append(kind)
        network_job_handler(kind, needs=needs, **more)(work)

    yield add
    for kind in kinds:
        network_jobs.forget(kind)

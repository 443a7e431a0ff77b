"""A closed job leads to the page of its result, so the name a handler gives must be an address of its host."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from nestwork.jobs.network.registry import network_jobs
from nestwork.jobs.registry import Registry, practice_jobs


@pytest.mark.parametrize(
    ("registry", "urlconf"),
    [(practice_jobs, "nestwork.urls.practice"), (network_jobs, "nestwork.urls.network")],
    ids=["practice", "network"],
)
def test_every_handlers_result_is_a_page_of_its_host(registry: Registry[Any], urlconf: str) -> None:
    for handler in registry.every_handler():
        if handler.result_url:
            assert reverse(handler.result_url, urlconf=urlconf, kwargs={"job_id": uuid.uuid4()})
        assert str(handler.title) != ""
    assert len(list(practice_jobs.every_handler())) >= 1

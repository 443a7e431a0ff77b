"""The demonstration's standards: one published and adopted months ago, the next one waits for its reviewer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from demonstration.rows.standards import adopt_standard, publish_standards
from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookAdoption, PlaybookVersion
from network_resources.playbooks.selectors.practice import method_in_force
from tests.people import Cast


@pytest.mark.django_db(transaction=True)
def test_the_index_is_in_use_and_its_next_version_in_review(
    cast: Cast, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    today = clock.now().date()
    with as_owner():
        for _twice in range(2):
            publish_standards(today)
            with inside(cast.blackstone):
                adopt_standard(cast.blackstone, today)
        versions = {one.number: one for one in PlaybookVersion.objects.all()}
        assert {number: one.state for number, one in versions.items()} == {1: "published", 2: "review"}
        assert versions[1].reviewer_id not in versions[1].author_ids
        assert PlaybookAdoption.objects.count() == 1
        with inside(cast.blackstone):
            method = method_in_force()
            assert method is not None
            assert method.number == 1
            assert method.adopted_on is not None
            assert method.adopted_on < today - timedelta(days=200)
            assert method_in_force(today - timedelta(days=300)) is None

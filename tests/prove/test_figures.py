"""Two hundred random histories: what the marks bring about equals a full count written differently."""

import pytest
from django.db import transaction

from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tests.reporting.facts.independent import History

HISTORIES = 200  # reporting goal G7


@pytest.mark.prove
def test_two_hundred_histories_are_counted_right(blackstone: Practice) -> None:
    with inside(blackstone):
        for seed in range(1000, 1000 + HISTORIES):
            with transaction.atomic():
                History(seed).live(events=20)
                transaction.set_rollback(True)

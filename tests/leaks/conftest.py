"""Leak tests ask more often in a minute than any person does."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_throttles() -> Iterator[None]:
    """Forget what the throttles counted, so that each test sees the door and not the brake."""
    cache.clear()
    yield
    cache.clear()

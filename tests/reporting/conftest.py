"""Tests of figures run inside the practice Blackstone unless they ask for its door."""

from collections.abc import Iterator

import pytest

from nestwork.practices.active import inside
from nestwork.practices.models import Practice


@pytest.fixture
def in_blackstone(blackstone: Practice) -> Iterator[Practice]:
    """Stand inside the practice Blackstone Pediatrics, as a request does after the gate."""
    with inside(blackstone):
        yield blackstone

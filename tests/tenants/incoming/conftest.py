"""Every story of incoming records stands inside Blackstone Pediatrics."""

from collections.abc import Iterator

import pytest

from nestwork.practices.active import inside
from nestwork.practices.models import Practice


@pytest.fixture
def practice(blackstone: Practice, harbor: Practice) -> Iterator[Practice]:
    """Return the practice, active; the other one was read at the door before."""
    with inside(blackstone):
        yield blackstone

"""The people who act on children, inside their practice."""

from collections.abc import Iterator

import pytest

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tests.people import Cast, reader_for


@pytest.fixture
def coordinator(cast: Cast) -> Reader:
    return reader_for(cast.coordinator, cast.blackstone)


@pytest.fixture
def partner(cast: Cast) -> Reader:
    return reader_for(cast.parent_partner, cast.blackstone)


@pytest.fixture
def physician(cast: Cast) -> Reader:
    return reader_for(cast.physician, cast.blackstone)


@pytest.fixture
def administrator(cast: Cast) -> Reader:
    return reader_for(cast.administrator, cast.blackstone)


@pytest.fixture(autouse=True)
def practice(
    cast: Cast, coordinator: Reader, partner: Reader, physician: Reader, administrator: Reader
) -> Iterator[None]:
    with inside(cast.blackstone):
        yield

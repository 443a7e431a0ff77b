"""The people who record consent, and a child."""

from collections.abc import Iterator

import pytest

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory
from tests.people import Cast, reader_for


@pytest.fixture
def nurse(cast: Cast) -> Reader:
    return reader_for(cast.nurse, cast.blackstone)


@pytest.fixture
def administrator(cast: Cast) -> Reader:
    return reader_for(cast.administrator, cast.blackstone)


@pytest.fixture
def practice(cast: Cast, nurse: Reader, administrator: Reader) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


@pytest.fixture
def child(practice: None) -> Child:
    return ChildFactory()

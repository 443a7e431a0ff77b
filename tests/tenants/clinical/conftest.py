"""Who writes on the tab Health, and about whom."""

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """Sign the coordinator of Blackstone in."""
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def colleague(cast: Cast) -> Client:
    """Sign the nurse of Blackstone in."""
    return sign_in(Client(), cast.nurse, cast.blackstone)


@pytest.fixture
def child(cast: Cast) -> Child:
    with inside(cast.blackstone):
        return ChildFactory(given_name="Amara", family_name="Baptiste")

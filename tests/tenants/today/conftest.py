"""A child on the registry with a contact due, and the coordinator signed in on the practice's host."""

from dataclasses import dataclass

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.worklist import selectors as worklist
from tenants.worklist.models import Item
from tests.factories.work import child_on_registry
from tests.people import Cast, sign_in


@dataclass
class Due:
    """A child and its needed contact, due today."""

    child: Child
    item: Item


@pytest.fixture
def due(cast: Cast) -> Due:
    """Return a child of level 3 whose needed contact is due."""
    with inside(cast.blackstone):
        child = child_on_registry(3, given_name="Amara")
        item = worklist.next_contact_of(child)
        assert item is not None
    return Due(child, item)


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """Return the coordinator's browser, without script, on the practice's host."""
    return sign_in(client, cast.coordinator, cast.blackstone)

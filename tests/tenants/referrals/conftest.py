"""Amara, her mother, and a directory with help for them."""

import pytest
from django.test import Client

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.factories.work import child_on_registry
from tests.people import Cast, reader_for, sign_in
from tests.tenants.referrals.stories import Help, offered


@pytest.fixture
def help_for(cast: Cast) -> Help:
    return offered()


@pytest.fixture
def amara(cast: Cast) -> Child:
    with inside(cast.blackstone):
        return child_on_registry(given_name="Amara", zip_code="02860", coordinator_id=cast.coordinator.pk)


@pytest.fixture
def by(cast: Cast) -> Reader:
    return reader_for(cast.coordinator, cast.blackstone)


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def others(cast: Cast) -> dict[str, Reader]:
    names = ("nurse", "physician", "administrator", "parent_partner")
    return {name: reader_for(getattr(cast, name), cast.blackstone) for name in names}

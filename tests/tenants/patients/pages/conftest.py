"""A child with a family, and the people who look at it."""

import pytest
from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.clinical import services as clinical
from tenants.patients.models import Child
from tests.factories.patients import (
    ChildFactory,
    ResidenceFactory,
    family_of,
)
from tests.people import Cast, reader_for, sign_in


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """The coordinator of blackstone, signed in."""
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def physician(cast: Cast) -> Client:
    """The physician of blackstone, signed in."""
    return sign_in(Client(), cast.physician, cast.blackstone)


@pytest.fixture
def child(cast: Cast) -> Child:
    """A child with a mother, a home, an allergy and a condition."""
    by = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        child = ChildFactory(given_name="Amara", family_name="Baptiste", school="Slater Park Preschool")
        family_of(child, name="Guerda Baptiste", phone="+14015550142")
        ResidenceFactory(child=child)
        today = clock.today()
        clinical.record_allergy(child=child, by=by, text="Latex", effective_on=today, source="chart")
        clinical.record_condition(
            child=child, by=by, text="Chronic lung disease", code="P27.1", effective_on=today, source="chart"
        )
        return child

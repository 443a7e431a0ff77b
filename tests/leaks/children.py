"""The child that most things of the leak tests hang on."""

from typing import Any

from tests.factories.patients import ChildFactory, family_of
from tests.people import Cast, working_as


def child(cast: Cast) -> Any:
    """A child of Blackstone on the registry, with a mother and a home."""
    from tenants.registry.services import enroll

    with working_as(cast.coordinator, cast.blackstone) as by:
        made = ChildFactory()
        family_of(made)
        enroll(child=made, by=by, reason="A lasting diagnosis")
        return made

"""Due work, people who do it and children on the registry, for tests."""

import datetime as dt
import uuid
from typing import Any

import factory

from nestwork.access import readers
from nestwork.access.permissions import Role
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry import services as registry
from tenants.registry.models import NeedLevel
from tenants.registry.rules import Decision
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind
from tests.factories.patients import ChildFactory, family_of

MARISOL = uuid.UUID("11111111-1111-4111-8111-111111111111")
OKAFOR = uuid.UUID("22222222-2222-4222-8222-222222222222")
DANA = uuid.UUID("33333333-3333-4333-8333-333333333333")


def marisol() -> Reader:
    """The coordinator of most stories."""
    return readers.person(person_id=MARISOL, name="Marisol Reyes", role=Role.COORDINATOR)


def dana() -> Reader:
    """A second coordinator."""
    return readers.person(person_id=DANA, name="Dana Costa", role=Role.COORDINATOR)


def okafor() -> Reader:
    """A physician, who confirms levels."""
    return readers.person(person_id=OKAFOR, name="Dr. Okafor", role=Role.PHYSICIAN)


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    """A needed contact due today that nobody owns."""

    class Meta:
        model = Item

    child = factory.SubFactory(ChildFactory)
    kind = Kind.NEEDED_CONTACT
    due_on = factory.LazyFunction(clock.today)
    source = "test"
    source_id = factory.LazyFunction(uuid.uuid4)


def child_on_registry(level: int | None = None, **fields: Any) -> Child:
    """A child with a mother to call, on the registry, with a next contact; perhaps with a confirmed level."""
    child = ChildFactory(**fields)
    family_of(child)
    if level is not None:
        level_for(child, level)
    registry.enroll(child=child, by=marisol(), reason="asthma")
    return child


def level_for(child: Child, level: int, effective_on: dt.date | None = None) -> NeedLevel:
    """A level a physician confirmed."""
    return NeedLevel.objects.create(
        child=child,
        level=level,
        decision=Decision.CONFIRMED,
        reason="scored together",
        effective_on=effective_on or clock.today() - dt.timedelta(days=30),
        proposed_by_id=MARISOL,
        confirmed_by_id=OKAFOR,
    )

"""Made-up children, families and contacts. Names and numbers belong to nobody (401-555-01xx)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from nestwork.practices import clock
from tenants.patients import rules
from tenants.patients.models import (
    Block,
    BreakGlass,
    Child,
    ChildContact,
    Contact,
    Household,
    Residence,
)


class ChildFactory(factory.django.DjangoModelFactory[Child]):
    """A child of nine with a record number, on the roster."""

    class Meta:
        model = Child

    given_name = factory.Sequence(lambda n: f"Amara{n}")
    family_name = "Baptiste"
    birth_date = date(2017, 2, 3)
    record_number = factory.Sequence(lambda n: f"BP-{n:05}")


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    """A parent with a mobile telephone who may be left a message."""

    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Guerda Baptiste {n}")
    phone = factory.Sequence(lambda n: f"+140155501{n % 100:02}")
    voicemail_ok = True


class ChildContactFactory(factory.django.DjangoModelFactory[ChildContact]):
    """A mother who decides and is told."""

    class Meta:
        model = ChildContact

    child = factory.SubFactory(ChildFactory)
    contact = factory.SubFactory(ContactFactory)
    relationship = rules.Relationship.MOTHER
    is_legal_guardian = True
    may_decide = True
    may_receive_information = True
    lives_with = True


class HouseholdFactory(factory.django.DjangoModelFactory[Household]):
    """A family's home."""

    class Meta:
        model = Household

    name = "Baptiste family"
    address_line = "12 Example Street"
    town = "Pawtucket"
    state = "RI"
    zip_code = "02860"


class ResidenceFactory(factory.django.DjangoModelFactory[Residence]):
    """A child lives in a home since the birth."""

    class Meta:
        model = Residence

    child = factory.SubFactory(ChildFactory)
    household = factory.SubFactory(HouseholdFactory)
    starts_on = date(2017, 2, 3)


class BlockFactory(factory.django.DjangoModelFactory[Block]):
    """A standing block; give it `person_id`."""

    class Meta:
        model = Block

    child = factory.SubFactory(ChildFactory)
    reason = "a relative works here"
    set_at = datetime(2026, 1, 5, 15, tzinfo=UTC)


class BreakGlassFactory(factory.django.DjangoModelFactory[BreakGlass]):
    """Glass broken a minute ago; give it `person_id`."""

    class Meta:
        model = BreakGlass

    child = factory.SubFactory(ChildFactory)
    reason = "urgent call from the emergency room"
    opened_at = factory.LazyFunction(lambda: clock.now() - timedelta(minutes=1))
    open_until = factory.LazyFunction(lambda: clock.now() + timedelta(minutes=59))
    review_due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=2))


def family_of(child: Child, **contact: Any) -> ChildContact:
    """Give the child a mother with a telephone."""
    return ChildContactFactory(child=child, contact=ContactFactory(**contact))

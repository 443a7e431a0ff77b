"""Made-up visits and shifts for tests."""

from datetime import timedelta

import factory

from nestwork.practices import clock
from tenants.schedule.models import Appointment, OnCallShift
from tests.factories.patients import ChildFactory


class AppointmentFactory(factory.django.DjangoModelFactory[Appointment]):
    """A planned visit in three days."""

    class Meta:
        model = Appointment

    child = factory.SubFactory(ChildFactory)
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=3))


class OnCallShiftFactory(factory.django.DjangoModelFactory[OnCallShift]):
    """On call since an hour ago, until this time tomorrow; give it `person_id`."""

    class Meta:
        model = OnCallShift

    starts_at = factory.LazyFunction(lambda: clock.now() - timedelta(hours=1))
    ends_at = factory.LazyFunction(lambda: clock.now() + timedelta(hours=23))

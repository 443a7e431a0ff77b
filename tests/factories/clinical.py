"""Made-up clinical facts for tests."""

from datetime import date

import factory

from tenants.clinical.models import Allergy, Condition, Encounter, Equipment, Medicine
from tests.factories.patients import ChildFactory


class ConditionFactory(factory.django.DjangoModelFactory[Condition]):
    """Asthma since 2020."""

    class Meta:
        model = Condition

    child = factory.SubFactory(ChildFactory)
    text = factory.Sequence(lambda n: f"Condition {n}")
    code = "J45.40"
    effective_on = date(2020, 5, 1)
    source = "chart"


class MedicineFactory(factory.django.DjangoModelFactory[Medicine]):
    """A medicine taken since 2020."""

    class Meta:
        model = Medicine

    child = factory.SubFactory(ChildFactory)
    text = factory.Sequence(lambda n: f"Medicine {n}")
    effective_on = date(2020, 5, 1)
    source = "chart"


class AllergyFactory(factory.django.DjangoModelFactory[Allergy]):
    """An allergy known since 2020."""

    class Meta:
        model = Allergy

    child = factory.SubFactory(ChildFactory)
    text = factory.Sequence(lambda n: f"Allergen {n}")
    effective_on = date(2020, 5, 1)
    source = "family"


class EquipmentFactory(factory.django.DjangoModelFactory[Equipment]):
    """A device needed since 2020."""

    class Meta:
        model = Equipment

    child = factory.SubFactory(ChildFactory)
    text = factory.Sequence(lambda n: f"Device {n}")
    effective_on = date(2020, 5, 1)
    source = "chart"


class EncounterFactory(factory.django.DjangoModelFactory[Encounter]):
    """Seen in the emergency room."""

    class Meta:
        model = Encounter

    child = factory.SubFactory(ChildFactory)
    kind = "emergency"
    text = factory.Sequence(lambda n: f"Fever {n}")
    effective_on = date(2026, 1, 12)
    source = "letter"

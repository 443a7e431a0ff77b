"""Clinical facts: dated, labelled, append-only; corrected by new rows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.clinical import selectors, services
from tenants.clinical.models import Condition, Measurement
from tenants.patients.models import Child
from tests.factories.clinical import AllergyFactory, ConditionFactory, EquipmentFactory, MedicineFactory
from tests.factories.patients import ChildFactory
from tests.people import Cast, reader_for, sign_in


@pytest.fixture
def nurse(cast: Cast) -> Reader:
    return reader_for(cast.nurse, cast.blackstone)


@pytest.fixture
def partner(cast: Cast) -> Reader:
    return reader_for(cast.parent_partner, cast.blackstone)


@pytest.fixture
def practice(cast: Cast, nurse: Reader, partner: Reader) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


@pytest.fixture
def child(practice: None) -> Child:
    return ChildFactory()


def test_each_kind_is_recorded_with_its_day_and_source(nurse: Reader, child: Child) -> None:
    day = date(2026, 1, 12)
    shared = {"child": child, "by": nurse, "effective_on": day, "source": "letter"}
    made = [
        services.record_condition(**shared, text="Asthma", code="J45.40"),
        services.record_medicine(**shared, text="Albuterol", dose="2 puffs"),
        services.record_allergy(**shared, text="Latex", severity="severe"),
        services.record_encounter(**shared, text="Fever", kind="emergency"),
        services.record_immunization(**shared, text="Influenza", code="150"),
        services.record_screening(**shared, instrument="lead", result="negative"),
        services.record_measurement(
            **shared, code="29463-7", text="Weight", value=Decimal("14.5"), unit="kg"
        ),
        services.record_equipment(**shared, text="Nebulizer"),
    ]

    for fact in made:
        assert list(selectors.standing(type(fact), child, nurse)) == [fact]
        assert (fact.effective_on, fact.source, fact.recorded_by_id) == (day, "letter", nurse.person_id)


def test_nothing_is_recorded_for_tomorrow(nurse: Reader, child: Child) -> None:
    with pytest.raises(ValidationError):
        services.record_condition(
            child=child, by=nurse, text="Asthma", effective_on=date(2999, 1, 1), source="chart"
        )


def test_a_parent_partner_records_nothing(partner: Reader, child: Child) -> None:
    with pytest.raises(PermissionDenied):
        services.record_condition(
            child=child, by=partner, text="Asthma", effective_on=clock.today(), source="chart"
        )
    assert not Condition.objects.exists()


def test_a_correction_is_a_new_row_and_happens_once(nurse: Reader, child: Child) -> None:
    wrong = ConditionFactory(child=child, text="Asthma, mild")

    right = services.correct(
        fact=wrong, by=nurse, reason="letter of the lung clinic", changes={"text": "Asthma, moderate"}
    )

    assert list(selectors.standing(Condition, child, nurse)) == [right]
    assert (right.replaces, right.code, right.effective_on) == (wrong, wrong.code, wrong.effective_on)
    assert Condition.objects.count() == 2
    with pytest.raises(ValidationError):
        services.correct(fact=wrong, by=nurse, reason="again", changes={"text": "Asthma, severe"})


def test_a_fact_of_the_wrong_child_is_struck_and_kept(nurse: Reader, child: Child) -> None:
    wrong = ConditionFactory(child=child)
    with pytest.raises(ValidationError):
        services.strike(fact=wrong, by=nurse, reason="")

    services.strike(fact=wrong, by=nurse, reason="entered for the wrong child")

    assert not selectors.standing(Condition, child, nurse).exists()
    assert Condition.objects.count() == 2


def test_a_corrected_fact_keeps_its_label(nurse: Reader, child: Child) -> None:
    private = ConditionFactory(child=child, label="behavioural")

    assert (
        services.correct(fact=private, by=nurse, reason="spelling", changes={"text": "Anxiety"}).label
        == "behavioural"
    )


def test_the_practice_cannot_change_or_delete_a_fact(child: Child) -> None:
    ConditionFactory(child=child)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Condition.objects.update(text="nothing")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Condition.objects.all()._raw_delete("default")


def test_a_glance_shows_what_stands_today_in_one_statement(
    nurse: Reader, child: Child, django_assert_num_queries: object
) -> None:
    ConditionFactory(child=child, text="Asthma")
    ConditionFactory(child=child, text="Croup", ended_on=date(2021, 1, 1))
    ConditionFactory(child=child, text="Substance use", label="substance_use")
    MedicineFactory(child=child, text="Albuterol", dose="2 puffs")
    AllergyFactory(child=child, text="Latex", reaction="hives", severity="severe")
    EquipmentFactory(child=child, text="Nebulizer")

    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture carries no type
        found = selectors.glance(child, nurse)

    assert [line.text for line in found.conditions] == ["Asthma"]
    assert [(line.text, line.more) for line in found.medicines] == [("Albuterol", "2 puffs")]
    assert [(line.text, line.more, line.severity) for line in found.allergies] == [
        ("Latex", "hives", "severe")
    ]
    assert [line.text for line in found.equipment] == ["Nebulizer"]
    assert found.medicines_checked_on == clock.today()


def test_facts_are_read_over_the_api_under_the_callers_labels(client: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()
        ConditionFactory(child=child, text="Asthma")
        ConditionFactory(child=child, text="Anxiety", label="behavioural")
        Measurement.objects.create(
            child=child, code="x", text="Weight", value=1, unit="kg", effective_on=date(2026, 1, 1)
        )
    url = f"/api/v1/children/{child.pk}/facts"
    nurse = sign_in(client, cast.nurse, cast.blackstone)
    administrator = sign_in(Client(), cast.administrator, cast.blackstone)

    def texts(reader: Client) -> set[str]:
        return {row["about"]["text"] for row in reader.get(f"{url}/conditions/").json()["results"]}

    assert texts(nurse) == {"Asthma", "Anxiety"}
    assert texts(administrator) == {"Asthma"}
    assert nurse.get(f"{url}/measurements/").json()["results"][0]["about"]["unit"] == "kg"
    assert nurse.get(f"{url}/opinions/").status_code == 404
    outsider = sign_in(Client(), cast.outsider, cast.harbor)
    assert outsider.get(f"{url}/conditions/").status_code == 404

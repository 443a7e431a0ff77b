"""A later file of a source changes nothing, corrects, strikes, and leaves alone what a person here wrote."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tenants.clinical import services as clinical
from tenants.clinical.models import (
    Condition,
    Encounter,
    Immunization,
    Measurement,
)
from tenants.clinical.rules import Precision
from tenants.incoming.models import PatientOutcome
from tenants.incoming.rules.states import Came
from tenants.incoming.selectors.files import facts_told, outcomes, with_news
from tenants.incoming.services import files
from tenants.incoming.services.importing import import_file
from tenants.incoming.services.progress import HereAndNow
from tenants.incoming.web import presenters
from tenants.patients.models import Child, Residence
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.incoming.stories import COORDINATOR, MAY_GROW, changed, checked, imported, tables

pytestmark = pytest.mark.usefixtures("practice")
TODAY = date(2026, 3, 19)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-03-19 15:00:00+00:00", tick=True) as clock:
        yield clock


def test_the_same_file_again_changes_nothing_and_the_dry_run_says_so() -> None:
    imported(bundle(family()))
    before = tables()

    again = checked(bundle(list(reversed(family()))))
    assert again.plan["patients"] == {"unchanged": 1}
    assert {did for counted in again.plan["facts"].values() for did in counted} == {"unchanged"}
    import_file(file=files.begin_import(file=again, by=COORDINATOR), by=COORDINATOR, job=HereAndNow())

    assert changed(before, tables()) <= MAY_GROW


def test_a_changed_resource_becomes_a_correction_and_entered_in_error_a_strike() -> None:
    imported(bundle(family()))
    over = bundles.condition(clinicalStatus=bundles.coded("x", "resolved"), abatementDateTime="2025-06")
    wrong = bundles.immunization(status="entered-in-error")
    refused = bundles.immunization("i2", status="not-done", statusReason={"text": "Parents said no"})

    file = imported(bundle([bundles.patient(), over, wrong, refused]))

    assert file.report["facts"] == {"condition": {"corrected": 1}, "immunization": {"added": 1, "struck": 1}}
    first, second = Condition.objects.order_by("recorded_at")
    assert second.replaces == first
    assert (second.ended_on, second.ended_precision) == (date(2025, 6, 1), Precision.MONTH)
    assert [fact.was_refused for fact in Immunization.objects.standing()] == [True]
    assert Immunization.objects.standing().get().refusal_reason == "Parents said no"


def test_a_source_may_take_its_own_strike_back() -> None:
    imported(bundle(family()))
    imported(bundle([bundles.patient(), bundles.immunization(status="entered-in-error")]))
    assert not Immunization.objects.standing().exists()

    imported(bundle([bundles.patient(), bundles.immunization()]))

    assert Immunization.objects.standing().get().effective_on == date(2019, 3, 1)
    assert Immunization.objects.count() == 3


def test_a_fact_that_was_about_another_child_is_struck_there() -> None:
    sister = bundles.patient(
        "p2", name=[{"given": ["Eva"], "family": "Sample-Ortega"}], birthDate="2020-01-02"
    )
    imported(bundle([bundles.patient(), sister, bundles.encounter()]))

    imported(bundle([bundles.patient(), sister, bundles.encounter(of="p2")]))

    assert Encounter.objects.standing().get().child.given_name == "Eva"
    assert Encounter.objects.filter(child__given_name="Luz", is_struck=True).exists()


def test_what_somebody_here_corrected_stands() -> None:
    imported(bundle(family()))
    clinical.correct(
        fact=Measurement.objects.get(),
        by=COORDINATOR,
        reason="Weighed again",
        changes={"value": Decimal("24.1")},
    )
    heavier = bundle([bundles.patient(), bundles.observation("29463-7", 26)])

    file = imported(heavier)
    again = imported(heavier)

    assert file.report["facts"] == {"measurement": {"kept": 1}}
    assert again.report["facts"] == {"measurement": {"unchanged": 1}}
    assert Measurement.objects.standing().get().value == Decimal("24.1")


def test_a_later_file_changes_what_nobody_here_wrote_over() -> None:
    imported(bundle(family()))
    moved = bundles.patient(
        address=[{"line": ["9 Other Street"], "city": "Lincoln", "state": "RI", "postalCode": "02865"}],
        gender="other",
    )

    file = imported(bundle([moved]))

    child = Child.objects.get()
    assert (child.zip_code, child.sex) == ("02865", "other")
    assert Residence.objects.get(ends_on__isnull=True).household.address_line == "9 Other Street"
    assert file.report["patients"] == {"changed": 1}
    outcome = PatientOutcome.objects.get(file=file, outcome="changed")
    assert outcome.detail["changed"] == ["city", "sex", "street", "zip_code"]


def test_a_known_child_with_something_new_is_named_by_the_report() -> None:
    imported(bundle(family()))
    news = bundles.condition("c9", code=bundles.coded(bundles.ICD, "E10.9", "Type 1 diabetes"))

    file = imported(bundle([bundles.patient(), news]))

    assert file.report["patients"] == {"unchanged": 1}
    told = outcomes(COORDINATOR, file, Came.NEWS).get()
    assert (told.child, told.detail) == (Child.objects.get(), {"facts": {"condition": {"added": 1}}})
    assert with_news(COORDINATOR, file) == 1
    assert presenters.child_words(told.detail, [told.detail]) == ["Conditions: 1 new"]


def test_what_a_new_child_brought_stands_with_the_child_and_is_no_news_of_a_known_one() -> None:
    file = imported(bundle(family()))

    assert with_news(COORDINATOR, file) == 0
    head = outcomes(COORDINATOR, file, Came.NEW).get().child_id
    assert facts_told(file, [head])[head][0]["facts"]["condition"] == {"added": 1}

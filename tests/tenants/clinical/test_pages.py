"""The tab Health: what is written there and how it is told."""

from datetime import date

import pytest
from django.test import Client

from nestwork.audit.models import AuditEvent
from nestwork.changes.models import DirtyMark
from nestwork.practices.active import inside
from tenants.clinical import services
from tenants.clinical.models import Allergy, Condition, Immunization, Medicine, PrincipalDiagnosis
from tenants.clinical.selectors import glance
from tenants.patients.models import Child
from tests.factories.clinical import ConditionFactory, EncounterFactory
from tests.people import Cast, reader_for
from tests.tenants.clinical.stories import DAY, health, page


@pytest.mark.duty("4.M2")
def test_the_principal_diagnosis_is_named_on_the_problem_list_with_its_day(
    desk: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        asthma, lungs = (
            ConditionFactory(child=child, text="Asthma"),
            ConditionFactory(child=child, text="Lungs"),
        )
    form = page(desk, child, "principal-diagnoses", "new").replace("&quot;", '"')
    assert "Asthma (J45.40)" in form

    named = desk.post(
        health(child, "principal-diagnoses", "new"),
        {**DAY, "condition": str(lungs.pk), "source": "Dr. Brandt"},
    )
    assert named.status_code == 302
    later = desk.post(
        health(child, "principal-diagnoses", "new"),
        {**DAY, "effective_on": "2025-01-02", "condition": str(asthma.pk)},
    )
    assert later.status_code == 302

    with inside(cast.blackstone):
        assert [row.condition for row in PrincipalDiagnosis.objects.order_by("effective_on")] == [
            lungs,
            asthma,
        ]
    shown = page(desk, child)
    assert shown.index("Principal diagnosis") < shown.index("Asthma") < shown.index("Problem list")
    assert "Asthma" in desk.get(f"/children/{child.pk}/").content.decode()
    again = desk.post(health(child, "principal-diagnoses", "new"), {**DAY, "condition": str(asthma.pk)})
    assert again.status_code == 422
    assert "already" in again.content.decode()


@pytest.mark.duty("4.M4")
@pytest.mark.duty("3.A3")
def test_a_diagnosis_goes_on_the_problem_list_with_its_dates_and_code(
    desk: Client, cast: Cast, child: Child
) -> None:
    sent = {
        **DAY,
        "text": "Asthma, moderate",
        "code": "j4540",
        "is_lasting": "on",
        "effective_precision": "year",
    }
    assert desk.post(health(child, "conditions", "new"), sent).status_code == 302

    with inside(cast.blackstone):
        row = Condition.objects.get()
        assert (row.code, row.effective_on, row.effective_precision) == ("J45.40", date(2024, 1, 1), "year")
        assert (row.source, row.recorded_by_id) == ("mother", cast.coordinator.pk)
        assert AuditEvent.objects.filter(action="condition.record", child_id=child.pk).exists()
        assert DirtyMark.objects.filter(room="clinical", quarter_start=date(2024, 1, 1)).exists()
    shown = page(desk, child)
    assert "Asthma, moderate" in shown
    assert "J45.40" in shown
    assert ">2024<" in shown
    assert "mother" in shown


def test_a_form_keeps_what_was_typed_and_names_what_is_wrong(desk: Client, cast: Cast, child: Child) -> None:
    sent = {**DAY, "effective_on": "2999-01-01", "text": "Croup, winter", "code": "nonsense"}
    answer = desk.post(health(child, "conditions", "new"), sent)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Croup, winter" in text
    assert "as in J45.40" in text
    with inside(cast.blackstone):
        assert not Condition.objects.exists()
    late = desk.post(health(child, "conditions", "new"), {**sent, "code": ""})
    assert "Choose today or an earlier day." in late.content.decode()


def test_the_same_thing_is_not_added_twice(desk: Client, cast: Cast, child: Child) -> None:
    sent = {**DAY, "text": "Asthma"}
    assert desk.post(health(child, "conditions", "new"), sent).status_code == 302
    assert desk.post(health(child, "conditions", "new"), sent).status_code == 422
    with inside(cast.blackstone):
        assert Condition.objects.count() == 1


@pytest.mark.duty("4.M3")
def test_what_is_over_and_every_stay_stand_in_the_health_history(
    desk: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        croup = ConditionFactory(child=child, text="Croup")
        EncounterFactory(child=child, kind="office", text="A cough")
    ended = desk.post(
        health(child, "conditions", croup.pk, "end"), {"ended_on": "2021-02-03", "reason": "well"}
    )
    assert ended.status_code == 302
    stay = {
        **DAY, "kind": "hospital", "text": "Pneumonia", "place": "Bay Hospital", "ended_on": "2024-03-09",
    }  # fmt: skip
    assert desk.post(health(child, "encounters", "new"), stay).status_code == 302
    assert (
        desk.post(
            health(child, "encounters", "new"), {**DAY, "kind": "procedure", "text": "Ear tubes"}
        ).status_code
        == 302
    )

    shown = page(desk, child)
    problems, history = shown.split('id="encounters"')
    assert "Croup" not in problems
    for words in ("Croup", "Hospital stay: Pneumonia", "Procedure: Ear tubes", "Bay Hospital", "Show all"):
        assert words in history
    assert "A cough" not in history
    assert "A cough" in desk.get(f"{health(child)}?all=encounters").content.decode()


@pytest.mark.duty("4.M5")
def test_a_medicine_is_listed_with_dose_and_reason_and_stopped_on_a_day(
    desk: Client, cast: Cast, child: Child
) -> None:
    sent = {**DAY, "text": "Albuterol", "dose": "2 puffs", "given_at": "before sport", "reason": "asthma"}
    assert desk.post(health(child, "medicines", "new"), sent).status_code == 302
    shown = page(desk, child)
    assert "2 puffs, before sport, for asthma" in shown
    with inside(cast.blackstone):
        medicine = Medicine.objects.get()

    early = desk.post(
        health(child, "medicines", medicine.pk, "end"), {"ended_on": "2024-03-04", "reason": ""}
    )
    assert early.status_code == 422
    stopped = desk.post(
        health(child, "medicines", medicine.pk, "end"), {"ended_on": "2024-06-01", "reason": "side effects"}
    )
    assert stopped.status_code == 302

    with inside(cast.blackstone):
        row = Medicine.objects.get(replaces=medicine)
        assert (row.ended_on, row.replaced_because, row.note) == (date(2024, 6, 1), "side effects", "")
    listed, history = page(desk, child).split('id="encounters"')
    assert "Albuterol" not in listed
    assert "Albuterol" in history
    told = page(desk, child, "medicines", row.pk)
    assert "side effects" in told
    assert "Recorded" in told


def test_no_known_allergies_is_said_with_a_day_until_one_is_known(
    desk: Client, cast: Cast, child: Child
) -> None:
    assert "Nobody has asked" in page(desk, child)
    assert desk.post(health(child, "no-known-allergies", "new"), DAY).status_code == 302
    assert "No known allergies" in page(desk, child)
    assert "No known allergies" in desk.get(f"/children/{child.pk}/").content.decode()

    peanut = {**DAY, "text": "Peanut", "severity": "severe"}
    needs_reaction = desk.post(health(child, "allergies", "new"), peanut)
    assert needs_reaction.status_code == 422
    desk.post(health(child, "allergies", "new"), {**peanut, "reaction": "swelling"})
    shown = page(desk, child)
    assert "No known allergies" not in shown
    assert "Severe" in shown
    refused = desk.post(health(child, "no-known-allergies", "new"), DAY)
    assert "End it or strike it out first" in refused.content.decode()

    with inside(cast.blackstone):
        wrong = Allergy.objects.get()
    desk.post(health(child, "allergies", wrong.pk, "strike"), {"reason": "entered for the wrong child"})
    assert "No known allergies" in page(desk, child)


def test_no_known_allergies_is_not_said_beside_an_allergy_the_reader_may_not_read(
    desk: Client, cast: Cast, child: Child
) -> None:
    assert desk.post(health(child, "no-known-allergies", "new"), DAY).status_code == 302
    by, coordinator = (reader_for(one, cast.blackstone) for one in (cast.physician, cast.coordinator))
    with inside(cast.blackstone):
        services.record_allergy(
            child=child, by=by, text="Naltrexone", effective_on=date(2024, 3, 6), source="letter",
            label="substance_use",
        )  # fmt: skip
        assert glance(child, coordinator).no_allergies_on is None

    shown = page(desk, child)
    assert "Naltrexone" not in shown
    assert shown.count("No known allergies") == 1  # the way to say it, not the word itself


def test_a_vaccine_is_given_or_refused(desk: Client, cast: Cast, child: Child) -> None:
    given = {**DAY, "code": "03", "dose_number": "1", "amount": "0.5 mL", "given_at": "left arm"}
    assert desk.post(health(child, "immunizations", "new"), given).status_code == 302
    refused = {**DAY, "text": "Influenza", "was_refused": "on", "refusal_reason": "parents' decision"}
    assert desk.post(health(child, "immunizations", "new"), refused).status_code == 302
    nothing = desk.post(health(child, "immunizations", "new"), DAY)
    assert nothing.status_code == 422

    with inside(cast.blackstone):
        rows = Immunization.objects.order_by("code")
        assert [(row.code, row.text, row.was_refused) for row in rows] == [
            ("", "Influenza", True),
            ("03", "MMR", False),
        ]
    shown = page(desk, child)
    assert "dose 1, 0.5 mL, left arm" in shown
    assert "Refused" in shown


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"what": "29463-7", "value": "14.50", "unit": "kg"}, 302),
        ({"what": "29463-7", "value": "14.5", "unit": "cm"}, 422),
        ({"what": "29463-7", "value": "1450", "unit": "kg"}, 422),
        ({"what": "8302-2", "value": "-3", "unit": "cm"}, 422),
        ({"what": "8302-2", "value": "high", "unit": "cm"}, 422),
    ],
)
def test_a_measurement_has_a_unit_that_fits_and_can_be_true(
    desk: Client, child: Child, sent: dict[str, str], status: int
) -> None:
    assert desk.post(health(child, "measurements", "new"), {**DAY, **sent}).status_code == status
    if status == 302:
        assert "14.5 kg" in page(desk, child)


def test_a_screening_and_a_device_are_recorded(desk: Client, child: Child) -> None:
    screen = {**DAY, "instrument": "hearing", "result": "positive", "score": "3"}
    assert desk.post(health(child, "screenings", "new"), screen).status_code == 302
    device = {**DAY, "text": "Feeding pump", "supplier": "Bay Home Care", "reorder_every_days": "30"}
    assert desk.post(health(child, "equipment", "new"), device).status_code == 302
    shown = page(desk, child)
    for words in ("score 3", "needs a closer look", "Feeding pump", "reorder every 30 days"):
        assert words in shown

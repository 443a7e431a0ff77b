"""The tab Health: what is corrected and struck out, by whom, and who may read it."""

from datetime import date

from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from nestwork.web import days
from tenants.clinical.models import Condition, Immunization, Medicine, PrincipalDiagnosis
from tenants.patients.models import Child
from tests.factories.clinical import ConditionFactory, MedicineFactory
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in
from tests.tenants.clinical.stories import DAY, health, page


def test_a_correction_asks_why_and_its_history_shows_what_changed(
    desk: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        row = ConditionFactory(child=child, text="Asthma, mild", note="told by phone")
    url = health(child, "conditions", row.pk, "correct")
    assert "Asthma, mild" in desk.get(url).content.decode()
    sent = {**DAY, "text": "Asthma, moderate", "code": "J45.40", "note": "told by phone", "is_lasting": "on"}
    assert desk.post(url, sent).status_code == 422
    done = desk.post(url, {**sent, "reason_of_correction": "letter of the lung clinic"})
    assert done.status_code == 302

    with inside(cast.blackstone):
        new = Condition.objects.get(replaces=row)
        assert (new.note, new.replaced_because) == ("told by phone", "letter of the lung clinic")
    told = page(desk, child, "conditions", row.pk)
    for words in ("letter of the lung clinic", "<s>Asthma, mild</s>", "Corrected", "Maria Alvarez"):
        assert words in told


def test_somebody_was_faster_and_the_text_is_kept(
    desk: Client, colleague: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        row = MedicineFactory(child=child, text="Albuterol", dose="1 puff")
    url = health(child, "medicines", row.pk, "correct")
    sent = {**DAY, "text": "Albuterol", "reason_of_correction": "the new plan"}
    assert colleague.post(url, {**sent, "dose": "2 puffs"}).status_code == 302

    late = desk.post(url, {**sent, "dose": "4 puffs"})

    assert late.status_code == 422
    text = late.content.decode()
    assert "Somebody was faster." in text
    assert "2 puffs" in text
    assert 'value="4 puffs"' in text
    with inside(cast.blackstone):
        newest = Medicine.objects.get(replaces=row)
        assert Medicine.objects.count() == 2
    against = health(child, "medicines", newest.pk, "correct")
    assert f'action="{against}"' in text
    assert desk.post(against, {**sent, "dose": "4 puffs"}).status_code == 302
    assert "4 puffs" in page(desk, child)
    assert desk.get(url).status_code == 302


def test_what_was_struck_out_by_a_colleague_cannot_be_corrected_back(
    desk: Client, colleague: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        row = ConditionFactory(child=child, text="Diabetes")
    colleague.post(health(child, "conditions", row.pk, "strike"), {"reason": "entered for the wrong child"})

    late = desk.post(
        health(child, "conditions", row.pk, "correct"),
        {**DAY, "text": "Diabetes, type 1", "reason_of_correction": "letter"},
    )

    assert late.status_code == 422
    assert "struck out" in late.content.decode()
    assert "Diabetes" not in page(desk, child)
    with inside(cast.blackstone):
        assert Condition.objects.count() == 2


def test_the_principal_diagnosis_goes_with_its_condition(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        row = ConditionFactory(child=child, text="Asthma")
    desk.post(health(child, "principal-diagnoses", "new"), {**DAY, "condition": str(row.pk)})
    sent = {**DAY, "text": "Severe asthma", "reason_of_correction": "letter", "label": "behavioural"}
    assert desk.post(health(child, "conditions", row.pk, "correct"), sent).status_code == 302
    with inside(cast.blackstone):
        newest = Condition.objects.get(replaces=row)
        named = PrincipalDiagnosis.objects.filter(replaced_by__isnull=True).get()
        assert (named.condition_id, named.label) == (newest.pk, "behavioural")

    desk.post(health(child, "conditions", newest.pk, "strike"), {"reason": "another child's"})

    assert "No condition is named" in page(desk, child)


def test_a_label_offers_what_its_writer_reads_and_hides_the_row_and_its_past(
    desk: Client, cast: Cast, child: Child
) -> None:
    office = sign_in(Client(), cast.administrator, cast.blackstone)
    form = page(desk, child, "conditions", "new")
    assert "Behavioral health: " in form
    assert 'value="substance_use"' not in form
    with inside(cast.blackstone):
        row = ConditionFactory(child=child, text="Anxiety")
    assert "Anxiety" in page(office, child)
    sent = {**DAY, "text": "Anxiety", "label": "behavioural", "reason_of_correction": "was too open"}
    assert desk.post(health(child, "conditions", row.pk, "correct"), sent).status_code == 302

    assert "Anxiety" not in page(office, child)
    assert office.get(health(child, "conditions", row.pk)).status_code == 404
    taken = desk.post(health(child, "conditions", "new"), {**DAY, "text": "x", "label": "substance_use"})
    assert taken.status_code == 422


def test_reading_is_not_writing_and_another_practice_finds_nothing(cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        row = ConditionFactory(child=child)
    outsider = sign_in(Client(), cast.outsider, cast.harbor)
    for step in ((), ("conditions", "new"), ("conditions", row.pk), ("conditions", row.pk, "correct")):
        assert outsider.get(health(child, *step)).status_code == 404
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)
    assert partner.post(health(child, "conditions", "new"), {**DAY, "text": "x"}).status_code == 403
    with inside(cast.blackstone):
        other = ChildFactory()
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert nurse.get(health(other, "conditions", row.pk)).status_code == 404
    assert nurse.get(health(child, "opinions", "new")).status_code == 404
    assert nurse.get(health(child, "encounters", row.pk, "end")).status_code == 404


def test_a_long_list_shows_the_latest_and_leads_to_all(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        for at in range(14):
            Immunization.objects.create(
                child=child, text=f"Vaccine {at}", effective_on=date(2020, 1, at + 1), source="chart"
            )
    shown = page(desk, child)
    assert "Vaccine 13" in shown
    assert "Vaccine 1<" not in shown
    assert "?all=immunizations#immunizations" in shown
    assert "Vaccine 1<" in desk.get(f"{health(child)}?all=immunizations").content.decode()


def test_the_list_says_when_each_row_was_recorded_and_by_whom(desk: Client, cast: Cast, child: Child) -> None:
    desk.post(health(child, "conditions", "new"), {**DAY, "text": "Asthma"})
    shown = page(desk, child)
    assert "Maria Alvarez" in shown
    with inside(cast.blackstone):
        assert days.day(clock.today(), clock.today()) in shown


def test_a_day_nobody_knows_stays_unknown_in_a_correction(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        row = ConditionFactory(child=child, text="Asthma", effective_precision="unknown")
    assert "day not known" in page(desk, child)
    assert '<option value="unknown" selected>' in page(desk, child, "conditions", row.pk, "correct")
    sent = {**DAY, "text": "Asthma, mild", "effective_precision": "unknown", "reason_of_correction": "letter"}
    assert desk.post(health(child, "conditions", row.pk, "correct"), sent).status_code == 302
    with inside(cast.blackstone):
        assert Condition.objects.get(replaces=row).effective_precision == "unknown"

"""One family of records comes in, is told as its source said it, and never merged silently."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from nestwork.access.readers import Reader
from nestwork.changes.models import DirtyMark
from tenants.clinical.models import (
    Allergy,
    Condition,
    Encounter,
    Immunization,
    Measurement,
    Medicine,
    Screening,
)
from tenants.clinical.rules import EncounterKind, Precision, ScreeningResult, Severity
from tenants.incoming.models import RecordBatch, RecordChunk
from tenants.incoming.services import files
from tenants.incoming.services.importing import import_file
from tenants.incoming.services.progress import HereAndNow
from tenants.patients.models import Child, ChildContact, Residence
from tenants.patients.rules import Relationship, Sensitivity
from tenants.registry.models import Enrollment
from tenants.roster.models import Match
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.incoming.stories import COORDINATOR, checked, imported

pytestmark = pytest.mark.usefixtures("practice")
TODAY = date(2026, 3, 19)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-03-19 15:00:00+00:00", tick=True) as clock:
        yield clock


def test_everything_said_of_a_child_stands_on_record_with_its_source() -> None:
    file = imported(bundle(family()))

    child = Child.objects.get()
    assert (child.given_name, child.middle_name, child.family_name, child.name_used) == (
        "Luz",
        "Marina",
        "Sample-Ortega",
        "Lucha",
    )
    assert (child.birth_date, child.sex, child.language, child.needs_interpreter) == (
        date(2018, 2, 11),
        "female",
        "es",
        True,
    )
    assert (child.record_number, child.zip_code) == ("MR-p1", "02860")
    home = Residence.objects.get().household
    assert (home.address_line, home.town, home.state) == ("4 Example Street", "Pawtucket", "RI")
    mother = (
        ChildContact.objects.get()
    )  # her number is the one that stands on the child: no second contact for it
    assert (mother.contact.name, mother.contact.phone) == ("Rosa Sample-Ortega", "+14015550142")
    assert mother.relationship == Relationship.MOTHER
    assert file.report["patients"] == {"new": 1}
    assert (file.records, file.skipped, file.dropped) == (
        13,
        [
            ["Claim", "unused_type", 1],
            ["Medication", "helper", 1],
            ["Observation 8480-6", "unused_observation", 1],
            ["Organization", "helper", 1],
        ],
        {"ssn": 1},
    )
    assert not Enrollment.objects.exists()
    assert not RecordChunk.objects.exists()
    assert not RecordBatch.objects.exists()


def test_each_kind_of_fact_is_mapped_as_the_source_said_it() -> None:
    imported(bundle(family()))

    condition = Condition.objects.get()
    assert (condition.code, condition.code_system, condition.text) == (
        "J45.40",
        "icd-10-cm",
        "Moderate persistent asthma",
    )
    assert (condition.effective_on, condition.effective_precision) == (date(2021, 1, 1), Precision.YEAR)
    assert (condition.source, condition.label) == ("Blackstone EHR", Sensitivity.GENERAL)
    allergy = Allergy.objects.get()  # no day at all: known since the file came, and it says so
    assert (allergy.text, allergy.reaction, allergy.severity) == ("Peanut", "Hives", Severity.SEVERE)
    assert (allergy.effective_on, allergy.effective_precision) == (TODAY, Precision.UNKNOWN)
    medicine = Medicine.objects.get()
    assert (medicine.text, medicine.code, medicine.dose) == (
        "Albuterol 90 mcg inhaler",
        "745679",
        "2 puffs when needed",
    )
    assert (medicine.effective_on, medicine.effective_precision) == (date(2024, 5, 1), Precision.MONTH)
    visit = Encounter.objects.get()
    assert (visit.kind, visit.text, visit.place) == (
        EncounterKind.EMERGENCY,
        "Wheezing at night",
        "Example Emergency Department",
    )
    assert (visit.effective_on, visit.ended_on) == (date(2024, 11, 2), date(2024, 11, 3))
    vaccine = Immunization.objects.get()
    assert (vaccine.code, vaccine.dose_number, vaccine.was_refused) == ("03", 1, False)
    weight = Measurement.objects.get()
    assert (weight.code, weight.value, weight.unit) == ("29463-7", Decimal("24.5"), "kg")
    screening = Screening.objects.get()
    assert (screening.instrument, screening.score, screening.result, screening.label) == (
        "PHQ-9",
        11,
        ScreeningResult.NOT_SAID,
        Sensitivity.BEHAVIOURAL,
    )


def test_a_child_is_known_by_its_number_only_where_the_name_agrees() -> None:
    imported(bundle([bundles.patient()]))
    same = bundles.patient("other-id")
    same["identifier"][0]["value"] = "MR-p1"
    stranger = bundles.patient(
        "third-id", name=[{"given": ["Ben"], "family": "Sample-Kim"}], birthDate="2011-07-01"
    )
    stranger["identifier"][0]["value"] = "MR-p1"

    file = imported(bundle([same, stranger]))

    assert file.report["patients"] == {"unchanged": 1, "new": 1}
    assert sorted(Child.objects.values_list("given_name", "record_number")) == [("Ben", ""), ("Luz", "MR-p1")]


def test_a_child_that_looks_like_one_on_record_waits_in_the_match_queue() -> None:
    imported(bundle([bundles.patient()]), source="Hospital")
    twin = bundles.patient("elsewhere")
    twin["identifier"] = []

    dry = checked(bundle([twin]), source="Registry")
    assert (dry.plan["patients"], dry.plan["alike"]) == ({"new": 1}, 1)
    imported(bundle([twin]), source="Registry")

    assert Child.objects.not_merged().count() == 2
    assert Match.objects.get().state == "waiting"


def test_grown_patients_and_facts_about_nobody_are_listed_and_the_rest_goes_in() -> None:
    grown = bundles.patient("old", birthDate="1990-05-05")
    lost = bundles.condition("c9", of="nobody")
    late = bundles.observation("29463-7", 9, key="w9", effectiveDateTime="2017-01-01")
    undated = bundles.without(bundles.encounter("e9"), "period")

    file = imported(bundle([*family(), grown, lost, late, undated, bundles.condition("c8", of="old")]))

    assert Child.objects.count() == 1
    found = {(one["resource"], one["why"]): one["places"] for one in file.report["problems"]}
    assert set(found) == {
        ("Patient", "too_old"),
        ("condition", "no_patient"),
        ("condition", "patient_refused"),
        ("measurement", "before_birth"),
    }
    assert found["Patient", "too_old"] == ["Bundle.entry[13].resource"]
    assert [(one["resource"], one["why"], one["detail"]) for one in file.problems] == [
        ("Encounter", "no_date", "period.start")
    ]


@pytest.mark.parametrize(
    ("start", "end", "began", "ended"),
    [
        ("2024-11-03T02:00:00Z", "2024-11-03T03:30:00Z", date(2024, 11, 2), date(2024, 11, 2)),
        ("2026-03-20T01:00:00+00:00", "", date(2026, 3, 19), None),  # this evening, not tomorrow
        ("2024-11-03T00:00:00Z", "", date(2024, 11, 3), None),  # a day written as a moment
        ("2024-11-02T23:30:00-09:00", "", date(2024, 11, 2), None),  # the source's own evening
    ],
)
def test_a_moment_falls_on_the_day_it_was_here(
    start: str, end: str, began: date, ended: date | None, time_machine: time_machine.TimeMachineFixture
) -> None:
    time_machine.move_to("2026-03-20 02:30:00+00:00")
    period = {"start": start, "end": end} if end else {"start": start}
    imported(bundle([bundles.patient(), bundles.encounter(period=period)]))

    visit = Encounter.objects.get()
    assert (visit.effective_on, visit.ended_on) == (began, ended)


def test_a_death_stops_the_work_even_without_its_day() -> None:
    file = imported(bundle([bundles.patient(deceasedBoolean=True)]), enrolls=True)

    assert Child.objects.get().deceased_on == TODAY
    assert not Enrollment.objects.exists()
    assert [one["why"] for one in file.report["problems"]] == ["no_day_of_death"]


def test_new_children_come_onto_the_registry_only_when_somebody_says_so() -> None:
    imported(bundle([bundles.patient()]), enrolls=True)

    assert Enrollment.objects.get().source == "Blackstone EHR"


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("F10.20", Sensitivity.SUBSTANCE_USE),
        ("F90.0", Sensitivity.BEHAVIOURAL),
        ("F84.0", Sensitivity.GENERAL),
        ("Z21", Sensitivity.HIV),
        ("T74.12XA", Sensitivity.CHILD_PROTECTION),
        ("J45.40", Sensitivity.GENERAL),
    ],
)
def test_a_code_decides_who_may_read_a_condition(code: str, label: str) -> None:
    imported(
        bundle([bundles.patient(), bundles.condition(code=bundles.coded(bundles.ICD, code, "A condition"))])
    )

    assert Condition.objects.get().label == label


def test_what_the_source_marks_as_sensitive_is_kept_so() -> None:
    marked = {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "ETH"}]}
    imported(bundle([bundles.patient(), bundles.encounter(meta=marked)]))

    assert Encounter.objects.get().label == Sensitivity.SUBSTANCE_USE


def test_a_cancelled_import_keeps_what_was_saved_and_a_killed_one_goes_on() -> None:
    file = files.begin_import(file=checked(bundle(family())), by=COORDINATOR)
    stopping = _StopsAfter(1)
    with pytest.raises(KeyboardInterrupt):
        import_file(file=file, by=COORDINATOR, job=stopping)
    assert (Child.objects.count(), Condition.objects.count()) == (1, 0)

    stopping.left = 99
    done = import_file(file=file, by=COORDINATOR, job=stopping)

    assert (Child.objects.count(), Condition.objects.count(), Measurement.objects.count()) == (1, 1, 1)
    assert done.report["patients"] == {"new": 1}
    assert done.report["facts"]["condition"] == {"added": 1}


def test_a_batch_marks_each_quarter_once() -> None:
    imported(bundle(family()))

    marks = DirtyMark.objects.filter(room="clinical").values_list("quarter_start", flat=True)
    assert len(marks) == len(set(marks)) == 6


def test_whoever_may_not_import_records_may_not(practice: object) -> None:
    from django.core.exceptions import PermissionDenied

    from nestwork.access import readers
    from nestwork.access.permissions import Role

    partner: Reader = readers.person(person_id=COORDINATOR.person_id, name="Grace", role=Role.PARENT_PARTNER)
    with pytest.raises(PermissionDenied):
        imported(bundle(family()), by=partner)


class _StopsAfter(HereAndNow):
    """Dies before the batch after the first `left`."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def is_cancelled(self) -> bool:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return False

"""Immunizations come in from HL7 v2 messages and from lists: through the page's own way, counted, and again."""

from pathlib import Path

import pytest
import time_machine

from tenants.clinical.models import Immunization
from tenants.incoming.models import RecordFile
from tenants.patients.models import Child, ChildContact
from tests.factories.patients import ChildFactory
from tests.tenants.incoming.stories import MAY_GROW, changed, imported, tables
from tests.tenants.incoming.vxu import message
from tests.tenants.roster.stories import imported as roster

pytestmark = pytest.mark.usefixtures("practice")

NOW = time_machine.travel("2026-03-19 15:00:00+00:00", tick=True)
GIVEN, CORRECTED, STRUCK = "20190806", "20190807", "D"


def report(file: RecordFile) -> dict[str, int]:
    """What the import said about immunizations."""
    counts: dict[str, int] = file.report["facts"]["immunization"]
    return counts


@pytest.mark.duty("2.8")
@NOW
def test_a_real_message_comes_in_and_again_without_a_change(sample_data: Path) -> None:
    real = (sample_data / "hl7v2" / "IZ_1_1.1_Admin_Child_Max_Message.hl7").read_bytes()

    file = imported(real, source="State registry")

    assert (file.format, file.records) == ("vxu", 1)
    child, dose = Child.objects.get(), Immunization.objects.get()
    assert (child.given_name, child.family_name, child.birth_date.isoformat()) == (
        "Madelynn", "Snow", "2007-07-06",
    )  # fmt: skip
    assert (dose.code, dose.code_system, dose.effective_on.isoformat()) == ("140", "cvx", "2012-08-14")
    assert (dose.amount, dose.given_at, dose.source) == (
        "0.5 mL",
        "Intramuscular, Left Arm",
        "State registry",
    )
    assert {link.contact.name for link in ChildContact.objects.all()} >= {"Morgan Lam"}
    assert ["OBX", "unused_type", 4] in file.skipped

    before = tables()
    imported(real, source="State registry")
    assert changed(before, tables()) <= MAY_GROW


@NOW
def test_a_dose_is_corrected_and_taken_back_by_later_messages() -> None:
    imported(message(control="1", dose_on=GIVEN))
    imported(message(control="2", dose_on=CORRECTED))
    assert [row.effective_on.isoformat() for row in Immunization.objects.filter(replaced_by=None)] == [
        "2019-08-07"
    ]

    imported(message(control="3", dose_on=CORRECTED, action=STRUCK))

    rows = Immunization.objects.order_by("recorded_at")
    assert [row.is_struck for row in rows] == [False, False, True]
    assert Child.objects.count() == 1


@NOW
def test_a_number_alone_does_not_make_it_the_child_and_a_new_name_alone_does_not_lose_it() -> None:
    imported(message(control="1"))
    child = Child.objects.get()
    imported(message(control="2", name="Baptiste Moore^Amara", order="D-2", dose_on="20200101"))
    assert {row.child_id for row in Immunization.objects.all()} == {child.pk}

    imported(message(control="3", name="Otherwise^Somebody", born="20120101", order="D-3"))

    other = Child.objects.exclude(pk=child.pk).get()
    assert (other.given_name, other.birth_date.isoformat()) == ("Somebody", "2012-01-01")
    assert [row.child_id for row in Immunization.objects.filter(child=other)] == [other.pk]
    child.refresh_from_db()
    assert child.given_name == "Amara"


@NOW
def test_the_same_dose_under_a_corrected_name_is_one_dose() -> None:
    imported(message(control="1", order=""))
    imported(message(control="2", order="", name="Baptiste Moore^Amara"))
    assert Immunization.objects.count() == 1


@pytest.mark.duty("2.8")
@NOW
def test_a_real_list_finds_the_children_of_its_roster_and_again_without_a_change(sample_data: Path) -> None:
    roster((sample_data / "csv" / "synthea" / "patients.csv").read_bytes(), source="Synthea")
    real = (sample_data / "csv" / "synthea" / "immunizations.csv").read_bytes()
    wanted = {str(number) for number in _numbers(real)}
    children = {key for key in wanted if key in _keys()}

    file = imported(real, source="Synthea")

    rows = [line.split(",") for line in real.decode().splitlines()[1:]]
    ours = [row for row in rows if row[1] in children]
    assert (file.format, file.records, len(rows)) == ("immunization_list", 29, 29)
    assert 0 < len(ours) < len(rows)
    assert {(row.effective_on.isoformat(), row.code) for row in Immunization.objects.all()} == {
        (row[0][:10], row[3].zfill(2)) for row in ours
    }
    assert report(file)["added"] == len(ours)
    assert report(file)["refused"] == len(rows) - len(ours)  # people past 26 years: not on the roster
    assert Child.objects.count() == 8

    before = tables()
    imported(real, source="Synthea")
    assert changed(before, tables()) <= MAY_GROW


def _numbers(content: bytes) -> list[str]:
    return [line.split(",")[1] for line in content.decode().splitlines()[1:]]


def _keys() -> set[str]:
    from tenants.roster.models import SourceRecord

    return set(SourceRecord.objects.values_list("source_key", flat=True))


@NOW
def test_a_list_with_names_finds_the_one_child_and_takes_in_nobody_twice() -> None:
    child = ChildFactory(given_name="Amara", family_name="Núñez", birth_date="2018-05-04")
    content = (
        b"First Name,Last Name,DOB,Vaccine,CVX,Date Given,Dose,Lot Number,Status\n"
        b"Amara,Nunez,5/4/2018,MMR,3,5/20/2019,1,Z123,Complete\n"
        b"Amara,Nunez,5/4/2018,Influenza,,10/2/2020,,,Refused\n"
        b"Amara,Nunez,5/4/2018,MMR,3,,2,,\n"
        b"Amara,Nunez,5/4/2018,MMR,3,13/45/2020,2,,\n"
        b"Nobody,,1/1/2019,MMR,3,5/20/2020,1,,\n"
    )

    file = imported(content)

    assert [(row.child_id, row.text, row.code, row.dose_number, row.was_refused) for row in _doses()] == [
        (child.pk, "MMR", "03", 1, False),
        (child.pk, "Influenza", "", None, True),
    ]
    assert Child.objects.count() == 1
    told = {(one["resource"], one["why"], one["places"][0]) for one in file.problems}
    assert told == {
        ("row", "no_date", "line 4"),
        ("row", "not_understood", "line 5"),
        ("row", "no_patient", "line 6"),
    }


def _doses() -> list[Immunization]:
    return list(Immunization.objects.order_by("effective_on"))

"""Ids given twice, files sent twice at once, and what a person here took back: nothing lands on the wrong child."""

from typing import Any

import pytest

from tenants.clinical import services as clinical
from tenants.clinical.models import Encounter, Immunization, Measurement
from tenants.incoming.models import RecordSource
from tenants.incoming.services import files
from tenants.incoming.services.importing import import_file
from tenants.incoming.services.progress import HereAndNow
from tenants.patients import services as patients
from tenants.patients.models import Child
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.incoming.stories import COORDINATOR, MAY_GROW, changed, checked, imported, tables
from tests.tenants.incoming.vxu import message

pytestmark = pytest.mark.usefixtures("practice")


def somebody_else(key: str = "p1") -> dict[str, Any]:
    """Another system's patient under an id that was given here before."""
    return bundles.patient(
        key, name=[{"given": ["Ben"], "family": "Sample-Kim"}], birthDate="2011-07-01", identifier=[]
    )


def test_an_id_that_meant_another_child_renames_nobody_and_brings_it_nothing() -> None:
    imported(bundle(family()))
    before = tables()

    file = imported(bundle([somebody_else(), bundles.observation("29463-7", 50, key="w7")]))

    assert file.report["patients"] == {"refused": 1}
    assert [one["why"] for one in file.report["problems"]] == ["other_person", "patient_refused"]
    assert changed(before, tables()) <= MAY_GROW


@pytest.mark.parametrize(
    "told",
    [
        {"name": [{"given": ["Luz"], "family": "Sample-Married"}]},
        {"birthDate": "2018-02-12"},
        {"name": [{"given": ["Baby"], "family": "Other"}]},
    ],
)
def test_a_new_name_or_a_corrected_birth_date_is_still_the_child(told: dict[str, Any]) -> None:
    imported(bundle([bundles.patient()]))

    assert imported(bundle([bundles.patient(**told)])).report["patients"] == {"changed": 1}


def test_a_facts_id_that_meant_another_childs_fact_strikes_nothing() -> None:
    other = somebody_else("p2")
    imported(bundle([bundles.patient(), other, bundles.encounter()]))

    file = imported(bundle([other, bundles.encounter(of="p2", period={"start": "2020-01-01"})]))

    assert file.report["facts"] == {"encounter": {"refused": 1}}
    assert file.report["problems"][0]["why"] == "other_child"
    assert Encounter.objects.get().child.given_name == "Luz"


def test_what_a_large_file_says_twice_counts_as_said_last_and_again_changes_nothing() -> None:
    many = [message(control=str(number), number=f"MR-{number}", order=f"D-{number}") for number in range(210)]
    later = {"time": "20200202120000", "name": "Baptiste^Amara^Marie", "number": "MR-0", "order": "D-0"}
    content = b"".join([*many, message(control="999", dose_on="20190807", **later)])

    file = imported(content)
    assert file.report["patients"] == {"new": 210}
    assert file.report["facts"]["immunization"] == {"added": 210}
    assert Child.objects.get(record_number="MR-0").middle_name == "Marie"
    assert Immunization.objects.filter(effective_on="2019-08-07").count() == 1

    before = tables()
    imported(content)
    assert changed(before, tables()) <= MAY_GROW


def test_the_dry_run_says_what_stands_as_somebody_here_corrected_or_struck_it() -> None:
    imported(bundle(family()))
    clinical.strike(fact=Measurement.objects.get(), by=COORDINATOR, reason="Wrong child")

    dry = checked(bundle([bundles.patient(), bundles.observation("29463-7", 26)]))

    assert dry.plan["facts"] == {"measurement": {"kept": 1}}
    import_file(file=files.begin_import(file=dry, by=COORDINATOR), by=COORDINATOR, job=HereAndNow())
    assert not Measurement.objects.standing().exists()


def test_a_death_that_somebody_here_took_back_does_not_come_back_another_day(
    time_machine: Any,
) -> None:
    time_machine.move_to("2026-03-19 15:00:00+00:00")
    dead = bundle([bundles.patient(deceasedBoolean=True)])
    imported(dead)
    patients.correct_death(child=Child.objects.get(), by=COORDINATOR, reason="Another child of that name")

    time_machine.move_to("2026-03-20 15:00:00+00:00")
    imported(dead)

    assert not Child.objects.get().has_died


def test_a_file_that_another_worker_finished_meanwhile_is_left_alone() -> None:
    """A job thought dead that wakes again: the batch asks, under the source's lock, whether the file still waits."""
    file = files.begin_import(file=checked(bundle(family())), by=COORDINATOR)
    slow = _Overtaken(lambda: import_file(file=file, by=COORDINATOR, job=HereAndNow()))

    late = import_file(file=file, by=COORDINATOR, job=slow)

    assert late.report["patients"] == {"new": 1}
    assert (Child.objects.count(), Measurement.objects.count()) == (1, 1)
    assert RecordSource.objects.count() == 1


def test_a_killed_import_still_knows_whom_it_left_out() -> None:
    content = bundle([somebody_else(), bundles.observation("29463-7", 50, key="w7")])
    imported(bundle([bundles.patient()]))
    file = files.begin_import(file=checked(content), by=COORDINATOR)
    stopping = HereAndNow()
    stopping.saved = {"next": 1}  # the people were saved, then it was killed

    done = import_file(file=file, by=COORDINATOR, job=stopping)

    assert done.report["facts"] == {"measurement": {"refused": 1}}
    assert not Measurement.objects.exists()


class _Overtaken(HereAndNow):
    """Another worker does everything before the first batch."""

    def __init__(self, other: Any) -> None:
        super().__init__()
        self.other = other

    def is_cancelled(self) -> bool:
        if self.other:
            other, self.other = self.other, None
            other()
        return False

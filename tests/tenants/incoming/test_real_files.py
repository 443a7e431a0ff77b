"""Real FHIR files go in, are counted against plain JSON, and go in again without a change."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Encounter,
    Immunization,
    Measurement,
    Medicine,
)
from tenants.patients.models import Child
from tests.tenants.incoming.stories import MAY_GROW, changed, imported, tables

pytestmark = pytest.mark.usefixtures("practice")

NOW = time_machine.travel("2026-03-19 15:00:00+00:00", tick=True)
KINDS: dict[str, type[ClinicalFact]] = {
    "Condition": Condition,
    "AllergyIntolerance": Allergy,
    "MedicationRequest": Medicine,
    "Encounter": Encounter,
    "Immunization": Immunization,
    "Observation": Measurement,
}
GROWTH = {"29463-7", "8302-2", "39156-5", "718-7"}  # weight, height, BMI, hemoglobin


def resources(path: Path) -> list[dict[str, Any]]:
    """Every resource of a bundle, read by the plainest of means."""
    return [entry["resource"] for entry in json.loads(path.read_text())["entry"]]


def wanted(found: list[dict[str, Any]]) -> Counter[str]:
    """How many of each kind belong on the record."""
    return Counter(
        one["resourceType"]
        for one in found
        if one["resourceType"] in KINDS
        and (one["resourceType"] != "Observation" or one["code"]["coding"][0]["code"] in GROWTH)
    )


def on_record() -> Counter[str]:
    return Counter({kind: model.objects.count() for kind, model in KINDS.items()})


@pytest.mark.duty("2.8")
@NOW
def test_eight_children_of_a_record_system_come_in_whole_and_again_without_a_change(
    sample_data: Path,
) -> None:
    paths = sorted((sample_data / "fhir" / "synthea-r4").glob("*.json"))
    told = {path: resources(path) for path in paths}
    every = [one for found in told.values() for one in found]
    assert (len(paths), len(every)) == (10, 1933)

    for path in paths:
        file = imported(path.read_bytes(), source="Synthea")
        assert file.records == len(told[path])
        skipped = sum(count for _resource, why, count in file.skipped if why != "race_ethnicity")
        people = sum(one["resourceType"] == "Patient" for one in told[path])
        assert skipped + people + sum(wanted(told[path]).values()) == file.records  # nothing lost silently

    born = {one["id"]: one["birthDate"] for one in every if one["resourceType"] == "Patient"}
    assert sorted(child.birth_date.isoformat() for child in Child.objects.all()) == sorted(born.values())
    assert on_record() == wanted(every)
    assert {
        source for model in KINDS.values() for source in model.objects.values_list("source", flat=True)
    } == {"Synthea"}

    before = tables()
    assert len(before) > 60
    for path in paths:
        imported(path.read_bytes(), source="Synthea")
    assert changed(before, tables()) <= MAY_GROW


@NOW
def test_single_examples_find_their_child_by_its_id_in_the_source(sample_data: Path) -> None:
    folder = sample_data / "fhir" / "us-core"
    names = ["patient-child-example", "patient-infant-example", "ofc-percentile", "pediatric-bmi-example"]
    for name in [*names, "pediatric-wt-example"]:
        imported((folder / f"{name}.json").read_bytes(), source="US Core")

    found = Measurement.objects.order_by("effective_on").values_list(
        "child__given_name", "code", "value", "unit"
    )
    assert [(name, code, int(value), unit) for name, code, value, unit in found] == [
        ("Child", "59576-9", 65, "%"),
        ("Infant", "8289-1", 82, "%"),
        ("Infant", "77606-2", 65, "%"),
    ]

    for path in sorted(folder.glob("*.json")):  # the rest is about a patient who is nowhere
        imported(path.read_bytes(), source="US Core")
    assert Child.objects.count() == 2
    assert Measurement.objects.count() == 3

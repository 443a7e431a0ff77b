"""Real directory files go in, are counted another way, and go in again without a change."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from network_resources.community.models import Location, Organization, Phone, Program, Service, ServiceArea
from network_resources.community.services.importing.rows import MODELS
from tests.network_resources.community.stories import (
    LEGAL_AID,
    counts,
    imported,
    library,
    packed,
    reasons,
    snapshot,
    waiting,
)

pytestmark = pytest.mark.django_db
VERSIONS = ("3.0", "3.1-dev")
NO_ROW = {"base.json"}  # what a server says of itself


@pytest.fixture
def hsds(sample_data: Path) -> Path:
    """Return the folder of directory files."""
    return sample_data / "hsds"


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file by its headings, read by nothing of ours."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.duty("1.K1")
def test_a_vendors_messy_files_go_in_by_their_profile_and_again_without_a_change(hsds: Path) -> None:
    folder = hsds / "2.x-florida-messy"
    organizations, locations, services = (
        rows_of(folder / f"{name}.csv") for name in ("organizations", "locations", "services")
    )
    slipped = [row for row in services if any(cell for name, cell in row.items() if not name)]
    numbers = sum(len(re.findall(r"\d{3,4}\)?[- ]\d{3}-\d{4}", row["phones"])) for row in locations)

    with library():
        first = imported(packed(folder), source="Legal aid", profile=LEGAL_AID)

        assert len(slipped) == 1
        assert Organization.objects.count() == len(organizations) == 20
        assert Location.objects.count() == len(locations) == 378
        assert Service.objects.count() == len(services) - len(slipped) == 134
        assert Phone.objects.count() == numbers - 1  # one cannot be dialled
        told = {(row["organization_uuid"], row["service_program"].strip().lower()) for row in services}
        assert Program.objects.count() == len({one for one in told if one[1]})
        areas = {
            (row["service_uuid"], " ".join(one.split()).lower())
            for row in services
            for one in row["service_areas"].split(";")
            if one.strip() and row not in slipped
        }
        assert ServiceArea.objects.count() == len(areas)
        assert set(Service.objects.values_list("status", flat=True)) == {"active"}

        before = snapshot()
        again = imported(packed(folder), source="Legal aid", profile=LEGAL_AID)
        assert snapshot() == before
    assert {act for table in again.report["counts"].values() for act in table} == {"unchanged", "waiting"}
    assert sum(table.get("new", 0) for table in first.report["counts"].values()) == sum(
        table.get("unchanged", 0) for table in again.report["counts"].values()
    )


def test_what_waits_of_the_vendors_files_says_exactly_why(hsds: Path) -> None:
    folder = hsds / "2.x-florida-messy"
    with library():
        imported(packed(folder), source="Legal aid", profile=LEGAL_AID)
        found = {(row.table, row.file_name, row.line): row for row in waiting()}
        slipped = found["service", "services.csv", 65]
        assert slipped.stops_row
        assert {problem["field"]: problem["reason"] for problem in slipped.problems} == {
            "": "misplaced",
            "email": "no_email",
            "url": "no_url",
            "minimum_age": "no_age",
        }
        phone = found["phone", "locations.csv", 172]
        assert (phone.stops_row, phone.problems) == (
            True,
            [{"field": "number", "reason": "no_phone", "detail": "7274-821-0726"}],
        )
        year = found["organization", "organizations.csv", 14]
        assert (year.stops_row, year.problems) == (
            False,
            [{"field": "year_incorporated", "reason": "no_year", "detail": "48"}],
        )
        addresses = [row for row in found.values() if row.table == "address"]
        assert {problem["reason"] for row in addresses for problem in row.problems} == {"wanted"}
        assert len(addresses) == 6
        assert len(found) == 9


def test_the_standards_own_package_breaks_four_foreign_keys_and_they_wait(hsds: Path) -> None:
    folder = hsds / "3.0" / "examples" / "csv"
    tables = {path.stem: rows_of(path) for path in folder.glob("*.csv")}
    descriptor = json.loads((hsds / "3.0" / "datapackage.json").read_text())
    broken = declared_keys_that_break(descriptor, tables)

    with library():
        upload = imported(packed(folder))
        ours = [(table, field) for table, field, reason in reasons() if reason == "no_such_row"]
        assert set(broken) <= set(ours)
        # names that the package does not declare as keys: a parent, a broader word, what a line of metadata is about
        assert set(ours) - set(broken) == {
            ("organization", "parent_organization_id"),
            ("taxonomy_term", "parent_id"),
            ("metadata", "resource_id"),
        }
        assert len(broken) == 4
        others = [one for one in reasons() if one[2] != "no_such_row"]
        assert others == [
            ("attribute", "link_entity", "unknown_word"),
            ("location", "latitude", "not_on_earth"),
        ]
        whole = {row.table for row in waiting() if row.stops_row}
        assert whole == {"attribute", "metadata"}
        in_file = sum(map(len, tables.values()))
        assert sum(counts().values()) == in_file - len(whole)
        assert upload.facts["notes"] == [{"note": "broken_descriptor", "detail": ""}]

        before = snapshot()
        imported(packed(folder))
        assert snapshot() == before


def declared_keys_that_break(
    descriptor: dict[str, object], tables: dict[str, list[dict[str, str]]]
) -> list[tuple[str, str]]:
    """Table and field of every foreign key of the descriptor whose value is nobody's id."""
    resources = descriptor["resources"]
    assert isinstance(resources, list)
    stems = {one["name"]: one["path"].removesuffix(".csv") for one in resources}
    ids = {name: {row["id"] for row in tables.get(stem, [])} for name, stem in stems.items()}
    broken = []
    for one in resources:
        for key in one["schema"].get("foreignKeys", []):
            fields, named = key["fields"], key["reference"]["resource"]
            field = fields if isinstance(fields, str) else fields[0]
            if any(
                row.get(field) and row[field] not in ids[named] for row in tables.get(stems[one["name"]], [])
            ):
                broken.append((one["name"], field))
    return broken


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.duty("1.K1")
def test_every_json_example_of_the_standard_goes_in_twice_without_a_change(hsds: Path, version: str) -> None:
    files = sorted((hsds / version / "examples").glob("*.json"))
    assert len(files) > 10
    for path in files:
        if path.name in NO_ROW:
            continue
        with library():
            imported(path.read_bytes(), source=path.name, whole=True)
            before = snapshot()
            again = imported(path.read_bytes(), source=path.name, whole=True)
            assert snapshot() == before, path.name
        acts = {act for table in again.report["counts"].values() for act in table}
        assert acts <= {"unchanged", "waiting"}, path.name


def test_every_object_of_a_full_service_is_a_row(hsds: Path) -> None:
    text = (hsds / "3.0" / "examples" / "service_full.json").read_text()
    with library():
        imported(text.encode())
        ids = set(re.findall(r'"id": "([0-9a-f-]{36})"', text))
        kept = {
            str(row_id)
            for model in MODELS.values()
            for row_id in model._default_manager.values_list("pk", flat=True)
        }
    assert kept == ids


@pytest.mark.parametrize("version", VERSIONS)
def test_our_list_of_fields_is_the_standards(hsds: Path, version: str) -> None:
    from network_resources.community.rules.hsds import TABLES
    from network_resources.community.rules.nesting import parts_of

    for path in sorted((hsds / version / "schema").glob("*.json")):
        content = path.read_text()
        if path.name == "openapi.json" or not content.startswith("{"):
            continue
        told = set(json.loads(content)["properties"]) - {"id"}
        ours = set(TABLES[path.stem].fields) | set(parts_of(path.stem))
        assert told <= ours, path.name


def test_the_tables_have_the_fields_of_the_list() -> None:
    from network_resources.community.rules.hsds import TABLES
    from network_resources.community.services.importing.rows import attribute_name

    assert set(MODELS) == set(TABLES)
    for table, model in MODELS.items():
        columns = {field.attname for field in model._meta.concrete_fields}
        assert {attribute_name(table, name) for name in TABLES[table].fields} <= columns, table


def test_the_command_prints_counts_and_is_not_stopped_by_waiting_rows(hsds: Path, as_library: None) -> None:
    from django.core.management import call_command

    out = io.StringIO()
    folder = str(hsds / "2.x-florida-messy")
    call_command(
        "import_directory", folder, source="Legal aid", profile=LEGAL_AID, stdout=out, stderr=io.StringIO()
    )
    line = next(one for one in out.getvalue().splitlines() if one.startswith("service "))
    assert line.split() == ["service", "134", "0", "0", "1", "0", "0", "0"]


@pytest.fixture
def as_library() -> object:
    """Work under the role that keeps the directory; the command itself stands at the owner's door."""
    with library():
        yield

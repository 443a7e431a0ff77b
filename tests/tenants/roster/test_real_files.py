"""A real export goes in, says what it left out, and goes in again without a change."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from tenants.patients.models import Child
from tenants.roster.models import QuarantinedRow
from tests.tenants.roster.stories import imported

pytestmark = pytest.mark.usefixtures("practice")


@pytest.fixture
def export(sample_data: Path) -> bytes:
    """Return an export of 27 people, of whom those up to 26 years belong here."""
    return (sample_data / "csv" / "synthea" / "patients.csv").read_bytes()


@time_machine.travel("2026-03-19 15:00:00+00:00", tick=True)
def test_an_export_of_a_record_system_goes_in_and_again_without_a_change(export: bytes) -> None:
    first = imported(export, source="Synthea")

    born = sorted(Child.objects.values_list("birth_date", flat=True))
    assert len(born) == 8
    assert born[0] >= date(1999, 3, 20)
    reasons = {
        (row.stops_row, *(one["reason"] for one in row.problems)) for row in QuarantinedRow.objects.all()
    }
    assert reasons == {(True, "too_old")}
    assert {(one["kind"], one["values"]) for one in first.dropped} == {
        ("ssn", 27),
        ("licence", 19),
        ("passport", 19),
    }
    assert first.report["counts"] == {"new": 8, "quarantined": 19}

    again = imported(export, source="Synthea")

    assert again.report["counts"] == {"unchanged": 8, "quarantined": 19}
    assert (Child.objects.count(), QuarantinedRow.objects.count()) == (8, 19)

"""Rows wait, are mended once, and are not asked about again; numbers that never enter are nowhere."""

import pytest
from django.apps import apps
from django.db import connection

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models import Child
from tenants.roster.models import QuarantinedRow, RowOutcome, SourceRecord
from tenants.roster.rules.fields import Field
from tenants.roster.rules.states import RowState
from tenants.roster.services import mending, quarantining
from tenants.roster.services.quarantining import AlreadySettledError
from tests.tenants.roster.files import HEADINGS, csv_bytes, row
from tests.tenants.roster.stories import COORDINATOR, checked, imported, sent

pytestmark = pytest.mark.usefixtures("practice")

FILE = csv_bytes([row(1), row(2, DOB="soon"), row(3, Phone="12")])


def waiting() -> list[tuple[int, bool]]:
    rows = QuarantinedRow.objects.filter(state=RowState.WAITING)
    return list(rows.order_by("row_number").values_list("row_number", "stops_row"))


def test_a_broken_date_stops_the_row_and_a_broken_telephone_only_itself() -> None:
    imported(FILE)

    assert waiting() == [(3, True), (4, False)]
    assert sorted(SourceRecord.objects.values_list("source_key", flat=True)) == ["M000001", "M000003"]


def test_a_mended_row_is_taken_in_once_and_the_same_file_does_not_ask_again() -> None:
    imported(FILE)
    stopped = QuarantinedRow.objects.get(stops_row=True)

    assert mending.mend_row(row=stopped, by=COORDINATOR, changed={Field.BIRTH_DATE: "2015-03-04"}) == []
    with pytest.raises(AlreadySettledError):
        mending.mend_row(row=stopped, by=COORDINATOR, changed={Field.BIRTH_DATE: "2015-03-05"})
    again = imported(FILE)

    assert Child.objects.count() == 3
    assert waiting() == [(4, False)]
    assert again.report["counts"] == {"unchanged": 3}


def test_what_is_still_wrong_is_said_and_nothing_is_saved() -> None:
    imported(FILE)
    stopped = QuarantinedRow.objects.get(stops_row=True)

    problems = mending.mend_row(row=stopped, by=COORDINATOR, changed={Field.BIRTH_DATE: "2/30/2015"})

    assert [problem.reason for problem in problems] == ["no_such_day"]
    assert (Child.objects.count(), len(waiting())) == (2, 2)


def test_a_mended_telephone_reaches_the_child_that_was_taken_in_without() -> None:
    imported(FILE)
    waits = QuarantinedRow.objects.get(stops_row=False)

    mending.mend_row(row=waits, by=COORDINATOR, changed={Field.PHONE: "401-555-0177"})

    record = SourceRecord.objects.get(source_key="M000003")
    assert record.values["phone"] == "+14015550177"
    assert imported(FILE).report["counts"] == {"quarantined": 1, "unchanged": 2}


def test_a_row_left_out_stays_out_until_it_is_asked_for_again() -> None:
    imported(FILE)
    stopped = QuarantinedRow.objects.get(stops_row=True)
    quarantining.drop_row(row=stopped, by=COORDINATOR, reason="not our patient")

    assert imported(FILE).report["counts"] == {"dropped": 1, "unchanged": 2}
    assert waiting() == [(4, False)]

    quarantining.wait_again(row=stopped, by=COORDINATOR)
    assert waiting() == [(3, True), (4, False)]


NUMBERS = ("999-17-5017", "999175018", "S99994942", "X79835501X", "999-17-5019")


def everywhere(text: str) -> list[str]:
    """Tables of the practice in which the text stands; its role may not read the catalog, so the models name them."""
    readable = {TableKind.PLAIN, TableKind.FACT, TableKind.AUDIT, TableKind.ROLLUP}
    rows = [
        model
        for model in apps.get_models()
        if issubclass(model, PracticeRow) and model.table_kind in readable
    ]
    found = []
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in rows):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS line WHERE line::text LIKE %s', [f"%{text}%"])
            found += [table] if cursor.fetchone() != (0,) else []
    assert len(rows) > 20
    return found


def test_numbers_that_never_enter_stand_in_no_table_at_any_step() -> None:
    headings = [*HEADINGS, "SSN", "Driver's License", "Passport", "Notes", "School"]
    content = csv_bytes(
        [
            [*row(1), NUMBERS[0], NUMBERS[2], NUMBERS[3], "see SSN 999175018", NUMBERS[4]],
            [
                *row(2, DOB="soon", Address=f"1 Example Street {NUMBERS[4]}"),
                NUMBERS[0],
                "",
                "",
                "",
                "999175018",
            ],
        ],
        headings,
    )
    upload = sent(content)
    assert everywhere("Beatriz") != []  # the search does find what is there
    assert [everywhere(number) for number in NUMBERS] == [[], [], [], [], []]
    # numbers under a heading of their own, and inside free text
    assert {(one["kind"], one["column"], one["values"]) for one in upload.dropped} == {
        ("licence", "Driver's License", 1),
        ("passport", "Passport", 1),
        ("ssn", "SSN", 2),
        ("ssn", "Notes", 1),
        ("ssn", "School", 2),
        ("ssn", "Address", 1),
    }

    imported(content)
    stopped = QuarantinedRow.objects.get(stops_row=True)
    mending.mend_row(
        row=stopped, by=COORDINATOR, changed={Field.BIRTH_DATE: "2015-03-04", Field.SCHOOL: "SSN 999-17-5019"}
    )

    assert Child.objects.count() == 2
    assert [everywhere(number) for number in NUMBERS] == [[], [], [], [], []]


def test_the_report_of_each_row_holds_no_value() -> None:
    imported(FILE)

    assert {str(detail) for detail in RowOutcome.objects.values_list("detail", flat=True)} == {
        "{}",
        "{'waiting': ['phone']}",
    }


def test_a_row_waits_in_the_dry_run_without_being_kept() -> None:
    checked(FILE)

    assert QuarantinedRow.objects.count() == 0

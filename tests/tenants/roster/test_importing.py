"""A roster comes in: once, twice, shuffled, changed, shorter."""

import random
from datetime import date

import pytest

from nestwork.practices.models import Practice
from tenants.patients import selectors as patients
from tenants.patients import services as verbs
from tenants.patients.models import Child, Contact, Household
from tenants.registry.selectors import on_registry
from tenants.roster.models import (
    QuarantinedRow,
    RosterSource,
    RowOutcome,
    SourceRecord,
    UploadBatch,
    UploadChunk,
)
from tenants.roster.rules.states import Mode, Outcome, UploadState
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind
from tests.tenants.roster.files import HEADINGS, csv_bytes, row, xlsx_bytes
from tests.tenants.roster.stories import COORDINATOR, checked, imported, sent

ROWS = [row(number) for number in range(1, 13)]

pytestmark = pytest.mark.usefixtures("practice")


def outcomes(upload: object) -> dict[str, int]:
    counted: dict[str, int] = {}
    for outcome in RowOutcome.objects.filter(upload=upload).values_list("outcome", flat=True):
        counted[outcome] = counted.get(outcome, 0) + 1
    return counted


def everything() -> dict[str, list[object]]:
    """All that an import may touch, without when."""
    return {
        "children": sorted(map(str, Child.objects.values_list())),
        "contacts": sorted(map(str, Contact.objects.values_list())),
        "homes": sorted(map(str, Household.objects.values_list())),
        "items": sorted(map(str, Item.objects.values_list())),
        "waiting": sorted(map(str, QuarantinedRow.objects.values_list("digest", "state", "mended"))),
    }


def test_new_children_stand_on_the_registry_with_contact_home_and_next_contact() -> None:
    upload = imported(csv_bytes(ROWS))

    assert (upload.state, outcomes(upload)) == (UploadState.DONE, {Outcome.NEW: 12})
    children = list(Child.objects.all())
    assert len(children) == 12
    assert on_registry([child.pk for child in children]) == {child.pk for child in children}
    assert set(Item.objects.open().filter(kind=Kind.NEEDED_CONTACT).values_list("child", flat=True)) == {
        child.pk for child in children
    }
    first = Child.objects.get(given_name="Beatriz", family_name="Baptiste Almeida")
    link = patients.main_contact(first)
    assert link is not None
    assert (link.contact.phone, link.contact.language) == ("+14015550101", "es")
    assert (first.birth_date, first.sex, first.language) == (date(2008, 1, 6), "female", "es")
    assert patients.residences(first)[0].household.address_line == "2 Example Street"


def test_a_child_is_there_for_one_who_may_see_children() -> None:
    imported(csv_bytes(ROWS))

    assert patients.children_visible_to(COORDINATOR).count() == 12


def test_the_same_file_twice_changes_nothing() -> None:
    imported(csv_bytes(ROWS))
    before = everything()

    again = imported(csv_bytes(ROWS))

    assert outcomes(again) == {Outcome.UNCHANGED: 12}
    assert everything() == before


def test_shuffled_rows_other_columns_and_another_format_change_nothing() -> None:
    imported(csv_bytes(ROWS))
    before = everything()
    mixed = [line[::-1] for line in ROWS]
    random.Random(7).shuffle(mixed)
    renamed = ["Patient ID" if heading == "Member ID" else heading for heading in HEADINGS][::-1]

    again = imported(xlsx_bytes(mixed, renamed))

    assert outcomes(again) == {Outcome.UNCHANGED: 12}
    assert everything() == before


def test_a_changed_row_changes_the_child_and_nobody_else() -> None:
    imported(csv_bytes(ROWS))
    other = [
        line if line[0] != "M000003" else row(3, Language="Portuguese", Phone="401-555-0199") for line in ROWS
    ]

    again = imported(csv_bytes(other))

    assert outcomes(again) == {Outcome.CHANGED: 1, Outcome.UNCHANGED: 11}
    child = SourceRecord.objects.get(source_key="M000003").child
    link = patients.main_contact(child)
    assert link is not None
    assert (child.language, link.contact.phone) == ("pt", "+14015550199")


def test_a_persons_later_edit_stands_and_the_report_says_so() -> None:
    imported(csv_bytes(ROWS))
    child = SourceRecord.objects.get(source_key="M000003").child
    verbs.change_child(child=child, by=COORDINATOR, given_name="Estela", language="ht")
    other = [line if line[0] != "M000003" else row(3, Language="Portuguese") for line in ROWS]

    again = imported(csv_bytes(other))
    child.refresh_from_db()

    assert (child.given_name, child.language) == ("Estela", "ht")
    assert RowOutcome.objects.get(upload=again, detail__has_key="kept").detail == {"kept": ["language"]}
    assert outcomes(imported(csv_bytes(other))) == {Outcome.UNCHANGED: 12}


def test_who_is_missing_has_left_and_comes_back() -> None:
    imported(csv_bytes(ROWS))

    shorter = imported(csv_bytes(ROWS[:-1]))
    gone = SourceRecord.objects.get(source_key="M000012").child
    assert outcomes(shorter) == {Outcome.UNCHANGED: 11, Outcome.LEFT: 1}
    assert gone.roster_state == "left"
    assert on_registry([gone.pk]) == {gone.pk}

    longer = imported(csv_bytes(ROWS))
    gone.refresh_from_db()
    assert outcomes(longer) == {Outcome.UNCHANGED: 11, Outcome.BACK: 1}
    assert gone.roster_state == "on"


def test_more_than_one_in_five_leave_only_after_a_separate_yes() -> None:
    imported(csv_bytes(ROWS))

    without = imported(csv_bytes(ROWS[:9]))
    assert outcomes(without) == {Outcome.UNCHANGED: 9}
    assert without.report["stayed"] == 3

    with_yes = imported(csv_bytes(ROWS[:9]), may_many_leave=True)
    assert outcomes(with_yes) == {Outcome.UNCHANGED: 9, Outcome.LEFT: 3}


def test_additions_make_nobody_leave() -> None:
    imported(csv_bytes(ROWS))

    assert outcomes(imported(csv_bytes(ROWS[:2]), mode=Mode.ADDITIONS)) == {Outcome.UNCHANGED: 2}


def test_a_child_that_another_source_still_names_stays_on_the_roster() -> None:
    numbered = [[*line, f"BP-{at}"] for at, line in enumerate(ROWS)]
    headings = [*HEADINGS, "MRN"]
    imported(csv_bytes(numbered, headings))
    payer = imported(csv_bytes(numbered, headings), source="Health plan")
    assert outcomes(payer) == {Outcome.UNCHANGED: 12}
    assert Child.objects.count() == 12

    imported(csv_bytes(numbered[:-1], headings))

    assert SourceRecord.objects.get(source__name="Blackstone EHR", source_key="M000012").is_on is False
    assert Child.objects.filter(roster_state="left").count() == 0


def test_one_record_number_for_two_different_children_waits_for_a_person() -> None:
    headings = [*HEADINGS, "MRN"]
    imported(csv_bytes([[*row(1), "BP-1"]], headings))

    upload = imported(csv_bytes([[*row(1), "BP-1"], [*row(2), "BP-1"]], headings))

    assert outcomes(upload) == {Outcome.UNCHANGED: 1, Outcome.QUARANTINED: 1}
    assert [problem["reason"] for problem in QuarantinedRow.objects.get().problems] == ["number_taken"]


def test_siblings_share_home_and_mother() -> None:
    two = [
        row(1, **{"Last Name": "Souza"}),
        row(2, **{"Last Name": "Souza", "Parent Name": row(1)[6], "Phone": row(1)[7], "Address": row(1)[8]}),
    ]
    imported(csv_bytes(two))
    first, second = Child.objects.order_by("birth_date")

    assert (Household.objects.count(), Contact.objects.count()) == (1, 1)
    assert list(patients.siblings(first, COORDINATOR)) == [second]


def test_a_child_the_roster_calls_dead_is_recorded_and_nobody_is_asked_to_call() -> None:
    headings = [*HEADINGS, "Death Date"]
    imported(csv_bytes([[*row(1), ""], [*row(2), "2025-01-31"]], headings))
    living, dead = Child.objects.get(deceased_on=None), Child.objects.exclude(deceased_on=None).get()

    assert list(Item.objects.open().values_list("child", flat=True)) == [living.pk]

    imported(csv_bytes([[*row(1), "2025-02-01"], [*row(2), "2025-01-31"]], headings))
    assert Item.objects.open().count() == 0
    assert dead.deceased_on == date(2025, 1, 31)


def test_the_dry_run_counts_exactly_and_writes_nothing() -> None:
    imported(csv_bytes(ROWS))
    before = everything()
    file = [
        *ROWS[:9],
        row(10, Language="Portuguese"),
        row(11, Phone="12"),
        row(20),
        row(21, DOB=""),
        row(1),
        row(2, Sex="F"),
        row(30, **{"First Name": row(1)[1], "Last Name": row(1)[2], "DOB": row(1)[3]}),
    ]

    upload = checked(csv_bytes(file))

    assert upload.plan["counts"] == {
        Outcome.UNCHANGED: 11,  # nine, the one whose telephone waits, and the row that stands there twice
        Outcome.CHANGED: 1,
        Outcome.NEW: 2,
        Outcome.QUARANTINED: 2,  # no birth date, and one id for two different rows
        "alike": 1,
        "partly": 1,
    }
    assert upload.plan["leaving"]["count"] == 1
    assert everything() == before
    assert outcomes(imported(csv_bytes(file))) == {
        Outcome.UNCHANGED: 11,
        Outcome.CHANGED: 1,
        Outcome.NEW: 2,
        Outcome.QUARANTINED: 2,
        Outcome.LEFT: 1,
    }


def test_a_known_profile_skips_the_columns_step_and_a_new_heading_does_not() -> None:
    imported(csv_bytes(ROWS))

    assert sent(csv_bytes(ROWS)).state == UploadState.CHECKING
    assert sent(csv_bytes([[*ROWS[0], "x"]], [*HEADINGS, "Notes"])).state == UploadState.COLUMNS
    assert RosterSource.objects.get().columns["dob"] == "birth_date"


def test_a_broken_file_is_refused_whole_and_kept_nowhere() -> None:
    upload = sent(csv_bytes(ROWS) + b'"open')

    assert (upload.state, upload.fault) == (
        UploadState.REFUSED,
        {"fault": "open_quote", "line": 14, "detail": ""},
    )
    assert (Child.objects.count(), UploadBatch.objects.count(), UploadChunk.objects.count()) == (0, 0, 0)


def test_nothing_of_a_file_is_kept_after_its_import() -> None:
    imported(csv_bytes(ROWS))

    assert (UploadBatch.objects.count(), UploadChunk.objects.count()) == (0, 0)


def test_a_practice_does_not_see_what_another_imported(harbor: Practice) -> None:
    from nestwork.practices.active import inside

    imported(csv_bytes(ROWS))
    with inside(harbor):
        assert (Child.objects.count(), SourceRecord.objects.count()) == (0, 0)

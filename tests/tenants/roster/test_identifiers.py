"""Social Security, licence and passport numbers never enter: by heading, by shape, inside text."""

import pytest

from tenants.roster.rules.fields import Field
from tenants.roster.rules.identifiers import Identifier, named_by_heading, without_identifiers
from tenants.roster.rules.rows import Reading, parse_row
from tests.tenants.roster.files import TODAY, csv_bytes, opened


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("SSN", Identifier.SSN),
        ("Patient SSN", Identifier.SSN),
        ("soc_sec_id", Identifier.SSN),
        ("Social Security #", Identifier.SSN),
        ("SS#", Identifier.SSN),
        ("número de seguro social", Identifier.SSN),
        ("DRIVERS", Identifier.LICENCE),
        ("Driver's License", Identifier.LICENCE),
        ("Parent DL No", Identifier.LICENCE),
        ("PASSPORT", Identifier.PASSPORT),
        ("Social Worker", None),
        ("Bus driver", None),
        ("Class", None),
        ("Address", None),
    ],
)
def test_headings_of_closed_columns(heading: str, kind: Identifier | None) -> None:
    assert named_by_heading(heading) is kind


@pytest.mark.parametrize(
    "text",
    [
        "999-17-5017",
        "999 17 5017",
        "999.17.5017",
        "999\u201117\u20115017",
        "mother 999-17-5017 called",
        "SSN: 999175017",
        "ss# 999 175017",
        "Soc. Sec. no. 999175017",
        "seguro social 999175017",
    ],
)
def test_social_security_numbers_inside_text(text: str) -> None:
    left, found = without_identifiers(text)

    assert found == [Identifier.SSN]
    assert "5017" not in left


@pytest.mark.parametrize(
    "text", ["401-555-0123", "(401) 555-0123", "02860-1234", "2015-03-04", "MRN 00012345"]
)
def test_other_numbers_stay(text: str) -> None:
    assert without_identifiers(text) == (text, [])


def test_passport_and_licence_numbers_that_are_named_in_text() -> None:
    assert without_identifiers("passport X79835501X on file")[1] == [Identifier.PASSPORT]
    assert without_identifiers("driver's license S99994942")[1] == [Identifier.LICENCE]


def test_the_report_names_heading_and_count_and_never_the_number() -> None:
    content = csv_bytes(
        [["Ana", "999-17-5017", "SSN 999-17-5018"], ["Luz", "", "fine"]], ["First", "SSN", "Notes"]
    )
    roster = opened(content)
    rows = list(roster.rows)

    assert roster.dropped.as_json() == [
        {"kind": "ssn", "column": "Notes", "values": 1},
        {"kind": "ssn", "column": "SSN", "values": 1},
    ]
    assert [cells for _number, cells in rows] == [["Ana", "", "[removed]"], ["Luz", "", "fine"]]


def test_nine_bare_digits_do_not_stay_in_a_field_of_words() -> None:
    reading = Reading(
        {0: Field.GIVEN_NAME, 1: Field.FAMILY_NAME, 2: Field.BIRTH_DATE, 3: Field.SCHOOL}, TODAY
    )
    parsed = parse_row(2, ["Ana", "Luz 999175017", "2015-03-04", "999175017"], reading)

    assert parsed.values[Field.FAMILY_NAME] == "Luz"
    assert Field.SCHOOL not in parsed.values
    assert parsed.dropped == [Identifier.SSN, Identifier.SSN]

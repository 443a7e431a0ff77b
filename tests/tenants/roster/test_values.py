"""Values as rosters write them, by table; what is not understood is said, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.patients.rules import PayerKind, Relationship, Sex
from tenants.roster.rules.fields import Field
from tenants.roster.rules.headers import WORDS, guess_columns, guess_field
from tenants.roster.rules.problems import Reason
from tenants.roster.rules.rows import Reading, mended_row, parse_row
from tenants.roster.rules.values import dates, phones, text, words
from tenants.roster.rules.values.refusal import ValueRefusedError
from tests.tenants.roster.files import HEADINGS, TODAY, row

NAMED = Reading({0: Field.GIVEN_NAME, 1: Field.FAMILY_NAME, 2: Field.BIRTH_DATE, 3: Field.PHONE}, TODAY)


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("2015-03-04", date(2015, 3, 4)),
        ("2015/3/4", date(2015, 3, 4)),
        ("20150304", date(2015, 3, 4)),
        ("2015-03-04T00:00:00Z", date(2015, 3, 4)),
        ("2015-03-04 00:00:00", date(2015, 3, 4)),
        ("3/4/2015", date(2015, 3, 4)),
        ("03-04-2015", date(2015, 3, 4)),
        ("3.4.2015", date(2015, 3, 4)),
        ("4-Mar-2015", date(2015, 3, 4)),
        ("4 marzo 2015", date(2015, 3, 4)),
        ("04-ENE-2015", date(2015, 1, 4)),
        ("March 4, 2015", date(2015, 3, 4)),
        ("42067", date(2015, 3, 4)),  # the day number of a spreadsheet
        ("3/4/15", date(2015, 3, 4)),
        ("3/4/00", date(2000, 3, 4)),
        ("4-Mar-15", date(2015, 3, 4)),
    ],
)
def test_birth_dates_that_are_understood(written: str, born: date) -> None:
    assert dates.read_birth_date(written, today=TODAY) == born


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", Reason.NOT_A_DATE),
        ("spring", Reason.NOT_A_DATE),
        ("2015-02-30", Reason.NO_SUCH_DAY),
        ("13/32/2015", Reason.NO_SUCH_DAY),
        ("25/12/2015", Reason.DAY_FIRST),
        ("3/4/50", Reason.TWO_DIGIT_YEAR),
        ("3/4/27", Reason.TWO_DIGIT_YEAR),  # 1927 is too old, 2027 has not come
        ("2026-03-20", Reason.FUTURE),
        ("1999-03-19", Reason.TOO_OLD),  # 27 today
        ("1961-01-01", Reason.TOO_OLD),
    ],
)
def test_birth_dates_that_are_refused(written: str, reason: Reason) -> None:
    with pytest.raises(ValueRefusedError) as refused:
        dates.read_birth_date(written, today=TODAY)

    assert refused.value.reason is reason


def test_ages_from_the_day_of_birth_to_the_day_before_the_27th_birthday() -> None:
    assert dates.read_birth_date("2026-03-19", today=TODAY) == TODAY
    assert dates.read_birth_date("1999-03-20", today=TODAY) == date(1999, 3, 20)


def test_day_first_is_a_choice_and_never_a_guess() -> None:
    assert dates.read_birth_date("3/4/2015", today=TODAY, day_first=True) == date(2015, 4, 3)


def test_a_workbook_of_an_old_mac_counts_from_1904() -> None:
    assert dates.read_birth_date("40605", today=TODAY, epoch="1904") == date(2015, 3, 4)


@given(st.dates(date(1999, 3, 20), TODAY))
def test_a_date_that_was_read_and_printed_reads_the_same(born: date) -> None:
    for printed in (born.isoformat(), f"{born:%m/%d/%Y}", f"{born:%d-%b-%Y}", f"{born:%Y%m%d}"):
        assert dates.read_birth_date(printed, today=TODAY) == born


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(401) 555-0123", "+14015550123"),
        ("401.555.0123", "+14015550123"),
        ("4015550123", "+14015550123"),
        ("+1 401 555 0123", "+14015550123"),
        ("1-401-555-0123", "+14015550123"),
        ("401-555-0123 x45", "+14015550123;ext=45"),
        ("401-555-0123;ext=45", "+14015550123;ext=45"),
    ],
)
def test_telephones_that_are_understood(written: str, number: str) -> None:
    assert phones.read_phone(written) == number
    assert phones.read_phone(number) == number


@pytest.mark.parametrize(
    "written", ["555-0123", "000-000-0000", "999-999-9999", "call mother", "", "401-555-012"]
)
def test_telephones_that_are_refused(written: str) -> None:
    with pytest.raises(ValueRefusedError):
        phones.read_phone(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [("Spanish", "es"), ("ESPAÑOL", "es"), ("es-US", "es"), ("Spanish; Castilian", "es"), ("Kreyòl", "ht"), ("kea", "kea"),
     ("Cape Verdean Creole", "kea"), ("ASL", "ase")],
)  # fmt: skip
def test_languages(written: str, code: str) -> None:
    assert words.read_language(written) == code


def test_words_with_a_fixed_meaning_are_the_kinds_of_the_record() -> None:
    assert set(words.SEXES) == set(Sex)
    assert set(words.PAYERS) == set(PayerKind)
    assert set(words.RELATIONSHIPS) == set(Relationship)
    for table, reader in ((words.SEXES, words.read_sex), (words.PAYERS, words.read_payer)):
        assert {reader(word) for known in table.values() for word in known} == set(table)


def test_no_word_means_two_things() -> None:
    for table in (words.SEXES, words.LANGUAGES, words.PAYERS, words.RELATIONSHIPS):
        said = [word for known in table.values() for word in known]
        assert len(said) == len(set(said))
    headings = [heading for known in WORDS.values() for heading in known]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("written", "zip_code"), [("02860", "02860"), ("2860", "02860"), ("02860-1234", "02860")]
)
def test_zip_codes_get_their_leading_zero_back(written: str, zip_code: str) -> None:
    assert text.read_zip(written) == zip_code


def test_a_number_that_a_spreadsheet_has_eaten_is_refused() -> None:
    with pytest.raises(ValueRefusedError) as refused:
        text.read_key("8.88E+09")

    assert refused.value.reason is Reason.SPOILED_BY_SHEET


def test_headings_in_english_and_spanish() -> None:
    assert list(guess_columns(HEADINGS).values()) == [
        Field.SOURCE_KEY, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.BIRTH_DATE, Field.SEX, Field.LANGUAGE,
        Field.CONTACT_NAME, Field.PHONE, Field.STREET, Field.CITY, Field.STATE, Field.ZIP_CODE,
    ]  # fmt: skip
    spanish = [
        "Identificador",
        "Nombre",
        "Apellidos",
        "Fecha de nacimiento",
        "Sexo",
        "Idioma",
        "Madre",
        "Teléfono",
    ]
    assert list(guess_columns(spanish).values()) == [
        Field.SOURCE_KEY, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.BIRTH_DATE, Field.SEX, Field.LANGUAGE,
        Field.CONTACT_NAME, Field.PHONE,
    ]  # fmt: skip


def test_two_telephones_become_first_and_second() -> None:
    assert guess_columns(["Home Phone", "Cell Phone"]) in (
        {0: Field.PHONE, 1: Field.SECOND_PHONE},
        {0: Field.SECOND_PHONE, 1: Field.PHONE},
    )


@pytest.mark.parametrize(
    "heading", ["SSN", "Soc Sec No", "DRIVERS", "Passport", "Seguro social", "Unheard of"]
)
def test_headings_that_are_not_guessed(heading: str) -> None:
    assert guess_field(heading) is None


def test_a_row_without_a_birth_date_waits_and_one_without_a_telephone_does_not() -> None:
    without_date = parse_row(2, ["Ana", "Luz", "", "401-555-0123"], NAMED)
    wrong_phone = parse_row(3, ["Ana", "Luz", "2015-03-04", "12"], NAMED)

    assert not without_date.can_be_taken
    assert [(problem.field, problem.reason) for problem in without_date.problems] == [
        (Field.BIRTH_DATE, Reason.EMPTY)
    ]
    assert wrong_phone.can_be_taken
    assert [(problem.field, problem.value) for problem in wrong_phone.problems] == [(Field.PHONE, "12")]


def test_family_comma_given_is_split_and_anything_else_is_not_guessed() -> None:
    reading = Reading({0: Field.FULL_NAME, 1: Field.BIRTH_DATE}, TODAY)
    split = parse_row(2, ["Núñez Souza, Ana María", "2015-03-04"], reading)
    unsplit = parse_row(3, ["Ana María Núñez Souza", "2015-03-04"], reading)

    assert (split.values[Field.GIVEN_NAME], split.values[Field.FAMILY_NAME]) == ("Ana", "Núñez Souza")
    assert split.values[Field.MIDDLE_NAME] == "María"
    assert [problem.reason for problem in unsplit.problems] == [Reason.NAME_NOT_SPLIT]


def test_the_same_cells_in_another_order_are_the_same_row() -> None:
    cells = row(5)
    columns = guess_columns(HEADINGS)
    turned = {len(HEADINGS) - 1 - at: name for at, name in columns.items()}
    one = parse_row(2, cells, Reading(columns, TODAY))
    other = parse_row(9, cells[::-1], Reading(turned, TODAY))

    assert one.digest() == other.digest()
    assert one.values == other.values


@given(st.lists(st.text(max_size=30), min_size=4, max_size=4))
def test_any_cells_become_values_or_problems(cells: list[str]) -> None:
    parsed = parse_row(2, cells, NAMED)

    assert set(parsed.written) <= set(parsed.values) | {problem.field for problem in parsed.problems}


@given(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=20),
    st.dates(date(2001, 1, 1), TODAY),
    st.integers(100, 199),
)
def test_a_row_that_was_read_and_printed_reads_the_same(name: str, born: date, line: int) -> None:
    first = parse_row(2, [name, name, born.isoformat(), f"401-555-0{line}"], NAMED)
    printed = {name: str(value) for name, value in first.values.items() if name is not Field.RELATIONSHIP}
    again = mended_row(2, printed, NAMED)

    assert again.values == first.values


def test_codes_are_offered_in_the_words_of_the_record() -> None:
    from tenants.roster.rules.fields import Field
    from tenants.roster.web.presenters import word_choices

    assert word_choices(Field.PAYER_KIND, {"medicaid_managed": ()}, "") == [
        ("", "Not said"),
        ("medicaid_managed", "Medicaid managed care"),
    ]
    assert word_choices(Field.SEX, {"female": ()}, "girl")[1:] == [
        ("girl", "girl (as in the file)"),
        ("female", "Female"),
    ]

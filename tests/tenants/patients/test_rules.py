"""Plain rules: names, numbers, birthdays, business days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.patients import rules
from tenants.patients.business_days import business_day_after, federal_holidays, is_business_day


def test_names_are_compared_without_accents_case_and_order() -> None:
    assert rules.search_key("Zoë", "", "Núñez-O'Brien") == " zoe nunez o brien"


@given(st.text())
def test_what_is_compared_is_compared_again_the_same(text: str) -> None:
    assert rules.plain(rules.plain(text)) == rules.plain(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("401-555-0142", "+14015550142"),
        ("(401) 555-0142 x 204", "+14015550142;ext=204"),
        ("+351 912 345 678", "+351912345678"),
        ("ask the school", "ask the school"),
    ],
)
def test_telephone_numbers_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert rules.phone_key(typed) == kept
    assert rules.phone_key(kept) == kept


@pytest.mark.parametrize(("on", "years"), [(date(2026, 2, 28), 1), (date(2026, 3, 1), 2)])
def test_a_child_born_on_leap_day_has_a_birthday_in_march(on: date, years: int) -> None:
    assert rules.age_in_years(date(2024, 2, 29), on) == years


def test_federal_holidays_of_a_year() -> None:
    assert federal_holidays(2026) == {
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    }


def test_new_years_day_on_a_saturday_is_kept_the_friday_before() -> None:
    assert date(2021, 12, 31) in federal_holidays(2021)
    assert date(2022, 1, 1) not in federal_holidays(2022)


def test_two_business_days_from_a_friday_before_a_holiday() -> None:
    assert business_day_after(date(2026, 1, 16), 2) == date(2026, 1, 21)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_a_business_day_is_always_one(day: date, count: int) -> None:
    assert is_business_day(business_day_after(day, count))


@pytest.mark.parametrize(
    "typed", ["2011-01-06", "1/6/2011", "Jan 6, 2011", "january 6 2011", "6 ene 2011", "6 de enero de 2011"]
)
def test_a_birth_date_is_understood_as_pages_show_it(typed: str) -> None:
    from tenants.patients.selectors.children import birth_date_in

    assert birth_date_in(typed) == date(2011, 1, 6)


@pytest.mark.parametrize("typed", ["Jan Quinn", "Feb 31, 2011", "Mara 6 2011x", "6 de 2011"])
def test_a_name_is_no_birth_date(typed: str) -> None:
    from tenants.patients.selectors.children import birth_date_in

    assert birth_date_in(typed) is None

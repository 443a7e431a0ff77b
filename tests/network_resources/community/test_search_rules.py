"""The plain rules of searching: needs, spelling, languages, costs, hours, ages."""

import datetime as dt
from decimal import Decimal

import pytest

from network_resources.community import words
from network_resources.community.rules import needs
from network_resources.community.rules.ages import AgeFit, ages_of, fit_of
from network_resources.community.rules.asked import understand
from network_resources.community.rules.cost import Cost, cost_of
from network_resources.community.rules.edition import SUMMARY, summary_of
from network_resources.community.rules.hours import Hours, has_evenings, has_weekends, is_open, weekdays
from network_resources.community.rules.spelling import nearest, plain, slips_between
from network_resources.community.rules.tongues import code_of, codes_in

MONDAY = dt.datetime(2026, 3, 16, 10, 0)  # noqa: DTZ001 - a local moment without zone is what the rule takes


@pytest.mark.duty("1.K1")
@pytest.mark.parametrize(
    ("term", "need"),
    [
        ("Early Childhood Intervention", "early_intervention"),
        ("Special Education/Learning Disabilities", "special_education"),
        ("Head Start", "school_support"),
        ("Child Care Providers", "child_care"),
        ("Parent Support Groups", "family_support"),
        ("Mental Health Care", "behavioral_health"),
        ("Health Center", "medical_care"),
    ],
)
def test_terms_of_other_directories_mean_our_needs(term: str, need: str) -> None:
    assert need in needs.of_term(name=term)


def test_our_own_codes_mean_themselves() -> None:
    assert all(needs.of_term(name="", code=need.key) == {need.key} for need in needs.NEEDS)


def test_every_need_and_group_has_words() -> None:
    assert set(words.NEEDS) == set(needs.BY_KEY)
    assert set(words.GROUPS) == set(needs.GROUPS)
    assert all(len(need.words) > 2 and need.terms for need in needs.NEEDS)


@pytest.mark.parametrize("need", needs.NEEDS, ids=lambda need: need.key)
def test_every_word_of_the_vocabulary_is_plain_and_finds_its_need(need: needs.Need) -> None:
    for phrase in need.words:
        assert phrase == plain(phrase)
        assert need.key in needs.of_name(phrase), phrase


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [("repsite", "respite", 1), ("speach", "speech", 1), ("food", "food", 0), ("", "wic", 3)],
)
def test_slips_are_counted(typed: str, meant: str, slips: int) -> None:
    assert slips_between(typed, meant) == slips == slips_between(meant, typed)


def test_short_words_allow_no_slip() -> None:
    assert nearest("wik", ["wic", "win"]) == []
    assert nearest("camo", ["camp", "card"]) == ["camp"]


def test_a_filler_alone_asks_for_nothing() -> None:
    assert understand(["help", "with", "the"], listed={}).clauses == ()


def test_a_begun_word_finds_longer_ones() -> None:
    (clause,) = understand(["zebr"], listed={"zebr": ["zebrawood", "zeal"]}).clauses
    assert clause.words == (("zebrawood",),)


@pytest.mark.parametrize(
    ("code", "name", "ours"),
    [
        ("spa", "", "es"),
        ("pt-BR", "", "pt"),
        ("", "Haitian Creole", "ht"),
        ("eng", "Anglais", "en"),
        ("xx", "Klingon", ""),
    ],
)
def test_languages_are_known_by_any_code_or_name(code: str, name: str, ours: str) -> None:
    assert code_of(code=code, name=name) == ours


def test_the_longest_name_of_a_language_counts() -> None:
    assert codes_in("Interpreters for Cape Verdean Creole, Spanish and ASL by phone") == ["kea", "es"]


@pytest.mark.parametrize(
    ("text", "amounts", "cost"),
    [
        ("Free", [], Cost.FREE), ("Toll-free number", [], Cost.UNKNOWN), ("No cost to families", [], Cost.FREE),
        ("Sliding fee scale", [Decimal(20)], Cost.SLIDING), ("", [Decimal(0)], Cost.FREE), ("Free for members", [Decimal(5)], Cost.FEE),
        ("Copay may apply", [], Cost.FEE), ("", [], Cost.UNKNOWN), ("Gratis", [], Cost.FREE),
    ],
)  # fmt: skip
def test_what_it_costs_is_read_from_the_listings_words(text: str, amounts: list[Decimal], cost: Cost) -> None:
    assert cost_of(texts=[text], amounts=amounts) is cost


def test_hours_are_open_in_between() -> None:
    line = Hours(("MO", "SA"), dt.time(9), dt.time(18, 30))
    assert is_open([line], now=MONDAY)
    assert not is_open([line], now=MONDAY.replace(hour=18, minute=30))
    assert not is_open([line], now=MONDAY + dt.timedelta(days=1))
    assert has_evenings([line], on=MONDAY.date())
    assert has_weekends([line], on=MONDAY.date())


def test_hours_that_are_over_or_not_weekly_count_for_nothing() -> None:
    over = Hours(("MO",), dt.time(9), dt.time(20), valid_to=dt.date(2025, 12, 31))
    monthly = Hours(("MO",), dt.time(9), dt.time(20), is_weekly=False)
    assert not is_open([over, monthly], now=MONDAY)
    assert not has_evenings([over, monthly], on=MONDAY.date())


@pytest.mark.parametrize(
    ("byday", "days"), [("MO,WE", ("MO", "WE")), ("we;mo", ("MO", "WE")), ("2TU", ()), ("", ())]
)
def test_weekdays_are_read_from_the_rule(byday: str, days: tuple[str, ...]) -> None:
    assert weekdays(byday) == days


@pytest.mark.parametrize(
    ("months", "fit"),
    [(0, AgeFit.FITS), (29, AgeFit.FITS), (30, AgeFit.ENDS_SOON), (35, AgeFit.ENDS_SOON), (36, AgeFit.LAST_YEAR),
     (47, AgeFit.LAST_YEAR), (48, AgeFit.OUTSIDE)],
)  # fmt: skip
def test_zero_to_three_ends_at_three_and_is_over_at_four(months: int, fit: AgeFit) -> None:
    assert fit_of(ages_of(minimum=Decimal(0), maximum=Decimal(3)), months=months) is fit


def test_an_age_nobody_reaches_is_no_limit() -> None:
    assert ages_of(minimum=None, maximum=Decimal(999)).maximum is None


def test_a_summary_ends_with_a_sentence_or_says_that_it_goes_on() -> None:
    assert summary_of("Short.  And  sweet.") == "Short. And sweet."
    assert summary_of(
        "A first sentence that is rather long, so that it fills a third of the line at least. " * 5
    ).endswith("least.")
    assert summary_of("word " * 100).endswith("…")
    assert len(summary_of("word " * 100)) <= SUMMARY

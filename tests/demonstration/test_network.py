"""The made-up network: the same each time, believable, and nobody real in it."""

from collections import Counter
from datetime import date

import pytest

from demonstration.network import make_network
from tenants.patients.rules import Sensitivity, is_birth_date_possible, is_phone

TODAY = date(2026, 3, 17)


def everybody(practices: int = 4) -> list:  # type: ignore[type-arg]  # any made child
    return [
        child for practice in make_network(today=TODAY, practices=practices) for child in practice.children
    ]


def test_the_same_seed_and_day_make_the_same_network() -> None:
    assert make_network(today=TODAY) == make_network(today=TODAY)
    assert make_network(today=TODAY, practices=6)[:4] == make_network(today=TODAY)
    assert make_network(today=TODAY, seed=21) != make_network(today=TODAY)


def test_a_practice_has_60_to_150_children_or_as_many_as_asked() -> None:
    assert all(60 <= len(practice.children) <= 150 for practice in make_network(today=TODAY, practices=12))
    assert {len(practice.children) for practice in make_network(today=TODAY, practices=3, children=25)} == {
        25
    }


@pytest.mark.parametrize("practices", [0, 13])
def test_more_practices_than_names_are_refused(practices: int) -> None:
    with pytest.raises(ValueError, match="1 to 12"):
        make_network(today=TODAY, practices=practices)


def test_every_kind_of_family_is_there() -> None:
    network = make_network(today=TODAY)
    kinds = Counter(home.kind for practice in network for home in practice.households)
    assert set(kinds) == {"family", "foster", "group_home"}
    assert kinds["group_home"] == len(network)
    children = [child for practice in network for child in practice.children]
    assert any(len(child.homes) == 2 for child in children)
    shared = Counter(child.homes[0][0] for practice in network for child in practice.children[5:])
    assert max(shared.values()) >= 2, "brothers and sisters live together"


def test_languages_are_those_of_a_new_england_state() -> None:
    spoken = Counter(child.language for child in everybody(12))
    assert {"en", "es", "pt", "kea", "ht"} <= set(spoken)
    assert spoken["en"] > spoken["es"] > spoken["pt"]


def test_dates_labels_and_numbers_could_be_true() -> None:
    for child in everybody():
        assert is_birth_date_possible(child.birth_date, TODAY)
        assert child.birth_date < child.entered_on < TODAY
        assert all(child.birth_date <= fact.on <= TODAY for fact in child.facts)
        assert {fact.label for fact in child.facts} <= set(Sensitivity)
        assert all(call.on < TODAY for call in child.calls)
        assert child.levels
        assert child.items[0].kind == "needed_contact"


def test_every_telephone_number_belongs_to_nobody() -> None:
    for child in everybody():
        for contact in child.contacts:
            assert contact.phone[5:10] == "55501", "the range 555-0100 to 555-0199 is kept free"
            assert is_phone(contact.phone)

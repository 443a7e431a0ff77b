"""Comparing two children: what counts, what never counts as the same."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.roster.rules.matching.compare import Verdict, compare
from tenants.roster.rules.matching.index import MatchIndex
from tenants.roster.rules.matching.names import likeness, name_words
from tenants.roster.rules.matching.person import Person

ANA = Person(
    "ana", "Ana María", "Núñez", "2015-03-04", sex="female", phones=frozenset({"+14015550101"}), street="12 Example Street",
    zip_code="02860",
)  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"given": "ANA MARIA", "family": "Nunez"},
        {"given": "María Ana"},
        {"given": "Núñez", "family": "Ana María"},  # given and family name swapped
        {"given": "Ana"},
        {"family": "Nuñes"},
        {"phones": frozenset()},
    ],
)
def test_the_same_child_written_differently(other: dict[str, object]) -> None:
    assert compare(ANA, replace(ANA, key="other", **other)).verdict is Verdict.SAME  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    "other",
    [
        {"birth_date": "2015-04-03", "phones": frozenset(), "street": ""},  # day and month swapped
        {"family": "Okafor"},  # adoption, marriage of a parent
        {"given": "Baby girl", "phones": frozenset(), "street": ""},  # before a name was given
    ],
)
def test_possibly_the_same_child(other: dict[str, object]) -> None:
    assert compare(ANA, replace(ANA, key="other", **other)).verdict is not Verdict.DIFFERENT  # type: ignore[arg-type]  # by name


def test_twins_are_never_the_same() -> None:
    found = compare(ANA, replace(ANA, key="twin", given="Lucía"))

    assert (found.verdict, found.maybe_twins) == (Verdict.POSSIBLE, True)


def test_siblings_and_namesakes_are_different() -> None:
    sibling = replace(ANA, key="sibling", given="Tomás", birth_date="2018-09-21", sex="male")
    namesake = replace(
        ANA,
        key="namesake",
        birth_date="2009-11-30",
        phones=frozenset({"+14015550177"}),
        street="9 Other Road",
    )

    assert compare(ANA, sibling).verdict is Verdict.DIFFERENT
    assert compare(ANA, namesake).verdict is Verdict.DIFFERENT


def test_the_score_is_the_sum_of_its_points() -> None:
    found = compare(ANA, replace(ANA, key="other", family="Okafor"))

    assert found.score == sum(point.points for point in found.points)


PEOPLE = st.builds(
    Person,
    key=st.sampled_from(["a", "b", "c"]),
    given=st.text(max_size=12),
    family=st.text(max_size=12),
    birth_date=st.dates().map(str),
    sex=st.sampled_from(["", "female", "male"]),
)


@given(PEOPLE, PEOPLE)
def test_comparing_does_not_depend_on_the_order(one: Person, other: Person) -> None:
    assert compare(one, other).score == compare(other, one).score


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_lies_between_nothing_and_one(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1.0000001
    assert likeness(one, one) == 1


def test_names_without_accents_and_apostrophes() -> None:
    assert name_words("O\u2019Brien-Peña Łukasz") == ("obrien", "pena", "lukasz")


def test_the_index_finds_whom_comparing_everybody_finds() -> None:
    people = [
        replace(ANA, key=f"child {n}", birth_date=f"20{n:02}-03-04", given=f"Ana{n}") for n in range(10, 20)
    ]
    people += [replace(ANA, key="swapped", given="Núñez", family="Ana María"), ANA]
    index = MatchIndex(people)

    found = {person.key for person, _found in index.alike(ANA)}

    brute = {
        other.key
        for other in people
        if other is not ANA and compare(ANA, other).verdict is not Verdict.DIFFERENT
    }
    assert found == brute
    index.remove("swapped")
    assert "swapped" not in {person.key for person, _found in index.alike(ANA)}


@pytest.mark.prove
def test_precision_and_recall_on_records_with_known_truth(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """FEBRL dataset 1: 500 people and one damaged copy of each. Without a national number, telephone or sex."""
    people = _febrl(sample_data / "csv" / "febrl-duplicates" / "dataset1.csv")
    index = MatchIndex(people)
    truth = {frozenset({f"rec-{n}-org", f"rec-{n}-dup-0"}) for n in range(500)}
    same: set[frozenset[str]] = set()
    near: set[frozenset[str]] = set()
    for person in people:
        for other, found in index.alike(person):
            (same if found.verdict is Verdict.SAME else near).add(frozenset({person.key, other.key}))
    asked = same | near
    figures = {
        "same precision": len(same & truth) / len(same),
        "same recall": len(same & truth) / len(truth),
        "asked precision": len(asked & truth) / len(asked),
        "asked recall": len(asked & truth) / len(truth),
    }
    with capsys.disabled():
        print(f"\nFEBRL 1: {', '.join(f'{name} {value:.3f}' for name, value in figures.items())}")  # noqa: T201 - the figures are the point of this proof
    assert figures["same precision"] >= 0.995
    assert figures["same recall"] >= 0.75
    assert figures["asked precision"] >= 0.98
    assert figures["asked recall"] >= 0.92


def _febrl(path: Path) -> list[Person]:
    with path.open(newline="") as file:
        lines = [
            {name.strip(): cell.strip() for name, cell in line.items()}
            for line in csv.DictReader(file, skipinitialspace=True)
        ]
    return [
        Person(
            line["rec_id"],
            line["given_name"],
            line["surname"],
            _iso(line["date_of_birth"]),
            street=f"{line['street_number']} {line['address_1']}".strip(),
            zip_code=line["postcode"],
        )
        for line in lines
    ]


def _iso(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else ""

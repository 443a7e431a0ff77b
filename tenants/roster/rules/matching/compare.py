"""Points for and against two records being one child, with the reason for each."""

from dataclasses import dataclass
from enum import StrEnum

from tenants.roster.rules.matching.names import given_words, likeness, name_words, words_alike
from tenants.roster.rules.matching.person import Person


class Verdict(StrEnum):
    """What the points say. A person decides in every case."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


class Finding(StrEnum):
    """How one field compares."""

    SAME = "same"
    CLOSE = "close"
    SWAPPED = "swapped"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Point:
    """One field's part in the score."""

    field: str
    finding: Finding
    points: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score, what it says, and every point that went in."""

    score: float
    verdict: Verdict
    points: tuple[Point, ...]
    maybe_twins: bool = False


# Points in the manner of Fellegi and Sunter (base 2 logarithms of how much likelier a finding is for one child than
# for two), rounded, and checked against the FEBRL records with known truth; see tests/tenants/roster/test_febrl.py.
POINTS: dict[str, dict[Finding, float]] = {
    "given_name": {Finding.SAME: 5, Finding.CLOSE: 3, Finding.DIFFERENT: -5},
    "family_name": {Finding.SAME: 5, Finding.CLOSE: 3, Finding.DIFFERENT: -4},
    "names": {Finding.SWAPPED: 9, Finding.CLOSE: 5},  # given and family name in each other's place
    "birth_date": {Finding.SAME: 8, Finding.CLOSE: 4, Finding.DIFFERENT: -5},
    "sex": {Finding.SAME: 0.5, Finding.DIFFERENT: -2},
    "record_number": {Finding.SAME: 8, Finding.DIFFERENT: -3},
    "phone": {Finding.SAME: 4, Finding.DIFFERENT: -0.5},
    "street": {Finding.SAME: 3, Finding.CLOSE: 2, Finding.DIFFERENT: -0.5},
    "zip_code": {Finding.SAME: 1, Finding.DIFFERENT: -0.5},
}
SAME_FROM = 14.0
POSSIBLE_FROM = 6.0
CLOSE_NAME = 0.86  # likeness from which a name is a spelling of the other


def compare(one: Person, other: Person) -> Comparison:
    """Compare two records. A different given name is never "same", whatever else agrees: twins share all of it."""
    found = [*_names(one, other), *_birth(one, other), *_plain_fields(one, other)]
    points = tuple(Point(name, finding, POINTS[name][finding]) for name, finding in found)
    score = sum(point.points for point in points)
    findings = dict(found)
    given_differs = findings.get("given_name") is Finding.DIFFERENT
    twins = given_differs and findings.get("birth_date") is Finding.SAME
    sure = score >= SAME_FROM and not given_differs and _named(findings)
    if sure:
        return Comparison(score, Verdict.SAME, points)
    possible = score >= POSSIBLE_FROM and (not given_differs or _one_family(findings))
    return Comparison(score, Verdict.POSSIBLE if possible else Verdict.DIFFERENT, points, twins and possible)


def _one_family(findings: dict[str, Finding]) -> bool:
    """Whether two different given names are still worth a look: the same number, or one family name and one home."""
    if findings.get("record_number") is Finding.SAME:
        return True
    near = (Finding.SAME, Finding.CLOSE)
    together = findings.get("phone") is Finding.SAME or findings.get("street") in near
    born = findings.get("birth_date") is Finding.SAME
    return born and together and findings.get("family_name") in near


def _named(findings: dict[str, Finding]) -> bool:
    """Whether the names themselves speak for one child."""
    return "names" in findings or bool({"given_name", "family_name"} & findings.keys())


def _names(one: Person, other: Person) -> list[tuple[str, Finding]]:
    given, there_given = given_words(one.given), given_words(other.given)
    family, there_family = name_words(one.family), name_words(other.family)
    if given and family and there_given and there_family and given != family:
        if (given, family) == (there_family, there_given):
            return [("names", Finding.SWAPPED)]
        crossed = min(words_alike(given, there_family), words_alike(family, there_given))
        if crossed >= CLOSE_NAME > words_alike(given, there_given):
            return [("names", Finding.CLOSE)]
    return [
        *_name("given_name", given, there_given, _also(one, other)),
        *_name("family_name", family, there_family, False),
    ]


def _also(one: Person, other: Person) -> bool:
    """Whether the name used or the middle name of one is the given name of the other."""
    calls = [{*given_words(side.given), *given_words(side.name_used)} for side in (one, other)]
    middles = [set(given_words(side.middle)) for side in (one, other)]
    return bool(calls[0] & calls[1] or calls[0] & middles[1] or calls[1] & middles[0])


def _name(
    field: str, one: tuple[str, ...], other: tuple[str, ...], called_so: bool
) -> list[tuple[str, Finding]]:
    if not one or not other:
        return []
    if sorted(one) == sorted(other):
        return [(field, Finding.SAME)]
    short, long = sorted(("".join(one), "".join(other)), key=len)
    starts = len(short) >= 3 and long.startswith(short)  # Alex, Alexander
    initial = len(short) == 1 and long.startswith(short)
    if called_so or starts or initial or words_alike(one, other) >= CLOSE_NAME:
        return [(field, Finding.CLOSE)]
    return [(field, Finding.DIFFERENT)]


def _birth(one: Person, other: Person) -> list[tuple[str, Finding]]:
    left, right = one.birth_date, other.birth_date
    if not left or not right:
        return []
    if left == right:
        return [("birth_date", Finding.SAME)]
    return [("birth_date", Finding.CLOSE if _slip(left, right) else Finding.DIFFERENT)]


def _slip(left: str, right: str) -> bool:
    """One wrong digit, two neighbours swapped, or day and month swapped."""
    if left[:4] == right[:4] and (left[5:7], left[8:10]) == (right[8:10], right[5:7]):
        return True
    wrong = [at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other]
    if len(wrong) == 1:
        return True
    return len(wrong) == 2 and left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]


def _plain_fields(one: Person, other: Person) -> list[tuple[str, Finding]]:
    found: list[tuple[str, Finding]] = []
    for name in ("sex", "record_number", "zip_code"):
        left, right = getattr(one, name), getattr(other, name)
        if left and right and "unknown" not in (left, right):
            found.append((name, Finding.SAME if left == right else Finding.DIFFERENT))
    if one.phones and other.phones:
        found.append(("phone", Finding.SAME if one.phones & other.phones else Finding.DIFFERENT))
    return found + _street(one, other)


def _street(one: Person, other: Person) -> list[tuple[str, Finding]]:
    left, right = " ".join(name_words(one.street)), " ".join(name_words(other.street))
    if not left or not right:
        return []
    if left == right:
        return [("street", Finding.SAME)]
    numbers = [{word for word in side.split() if word[0].isdigit()} for side in (left, right)]
    close = numbers[0] == numbers[1] and likeness(left, right) >= 0.9
    return [("street", Finding.CLOSE if close else Finding.DIFFERENT)]

"""The whole made-up network, the same for the same seed and the same day."""

from datetime import date, timedelta
from random import Random

from demonstration.families import Family, make_family, make_group_home
from demonstration.history import MONTHS, fill
from demonstration.people import PRACTICE_NAMES, SCHOOLS
from demonstration.story import MadeChild, MadeHousehold, MadePractice

COORDINATORS = 2
CLINICIANS = 3
ENTRY_REASONS = ("diagnosis", "clinician_concern", "hospital_use", "screening", "family_request")


def make_network(
    *, today: date, practices: int = 4, children: int | None = None, seed: int = 20
) -> list[MadePractice]:
    """The practices of the demonstration.

    `practices` is 1 to 12. `children` is the number in each practice; without it each has 60 to 150. The same
    seed and day give the same network, practice by practice, however many practices are asked for.
    """
    if not 1 <= practices <= len(PRACTICE_NAMES):
        raise ValueError(f"the demonstration has 1 to {len(PRACTICE_NAMES)} practices, not {practices}")
    return [make_practice(number, today=today, children=children, seed=seed) for number in range(practices)]


def make_practice(number: int, *, today: date, children: int | None, seed: int) -> MadePractice:
    """One practice of the network."""
    name, slug = PRACTICE_NAMES[number]
    chance = Random(f"{seed}/{slug}/{today.isoformat()}")  # noqa: S311 - made-up people, not a secret
    wanted = children if children is not None else chance.randrange(60, 151)
    made: list[MadeChild] = []
    households: list[MadeHousehold] = []
    if wanted >= 10:
        _add_family(chance, make_group_home(chance), made, households, wanted, today, slug)
    number_of_family = 0
    while len(made) < wanted:
        number_of_family += 1
        family = make_family(chance, f"family-{number_of_family}")
        _add_family(chance, family, made, households, wanted, today, slug)
    return MadePractice(name, slug, made, households)


def _add_family(
    chance: Random,
    family: Family,
    made: list[MadeChild],
    households: list[MadeHousehold],
    wanted: int,
    today: date,
    slug: str,
) -> None:
    households.extend(family.homes)
    used: set[str] = set()
    for _ in range(min(family.children, wanted - len(made))):
        child = _make_child(chance, family, len(made) + 1, today, slug, used)
        fill(chance, child, today)
        made.append(child)


def _make_child(
    chance: Random, family: Family, number: int, today: date, slug: str, used: set[str]
) -> MadeChild:
    is_girl = chance.random() < 0.46
    names = family.community.girls if is_girl else family.community.boys
    given = chance.choice([name for name in names if name not in used] or list(names))
    used.add(given)
    born = _birth_date(chance, family, today)
    entered = max(born + timedelta(days=14), today - timedelta(days=chance.randrange(20, 30 * MONTHS)))
    if entered >= today:
        entered = today - timedelta(days=1)
    family_name = family.family_name or chance.choice(family.community.families)
    age = (today - born).days // 365
    return MadeChild(
        key=f"{slug}-{number}",
        given_name=given,
        family_name=family_name,
        birth_date=born,
        sex="female" if is_girl else "male",
        language=family.community.language,
        needs_interpreter=family.needs_interpreter,
        record_number=f"{slug[:2].upper()}-{number:05d}",
        payer_kind=chance.choices(
            ("medicaid_managed_care", "commercial", "medicaid", "none"), weights=(58, 32, 8, 2)
        )[0],
        zip_code=family.homes[0].zip_code,
        school=_school(chance, age),
        entered_on=entered,
        entry_reason=chance.choice(ENTRY_REASONS),
        homes=[(home.key, place == 0) for place, home in enumerate(family.homes)],
        contacts=list(family.contacts),
        is_confidential=chance.random() < 0.015,
        clinician=chance.randrange(CLINICIANS),
        coordinator=chance.randrange(COORDINATORS),
    )


def _birth_date(chance: Random, family: Family, today: date) -> date:
    """Ages 0 to 21, most between 2 and 15; a group home's are 12 to 20."""
    years = (
        chance.uniform(12, 20)
        if family.kind == "group_home"
        else min(21.0, max(0.1, chance.gammavariate(3.2, 2.7)))
    )
    return today - timedelta(days=int(years * 365.25))


def _school(chance: Random, age: int) -> str:
    if age < 3:
        return ""
    if age < 5:
        return SCHOOLS[4] if chance.random() < 0.6 else ""
    if age < 11:
        return chance.choice(SCHOOLS[:2])
    return SCHOOLS[2] if age < 14 else SCHOOLS[3] if age < 19 else ""

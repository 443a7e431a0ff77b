"""Families: siblings, two homes, foster care and a group home, with the people to call."""

from dataclasses import dataclass
from random import Random

from demonstration.people import STREETS, TOWNS, Community, phone, pick_community
from demonstration.story import MadeContact, MadeHousehold


@dataclass(slots=True)
class Family:
    """The grown-ups and roofs that one or more children share."""

    community: Community
    family_name: str
    needs_interpreter: bool
    homes: list[MadeHousehold]
    contacts: list[MadeContact]
    children: int
    kind: str


def make_family(chance: Random, key: str) -> Family:
    """A family of one to three followed children; about one in eight has two homes, one in eighteen is foster care."""
    community = pick_community(chance)
    name = chance.choice(community.families)
    needs_interpreter = chance.random() < community.interpreter_share
    kind = chance.choices(("family", "two_homes", "foster"), weights=(82, 12, 6))[0]
    children = chance.choices((1, 2, 3), weights=(78, 17, 5))[0]
    if kind == "foster":
        return _foster(chance, key, community, name, children)
    homes = [_home(chance, f"{key}-a", f"{name} family")]
    contacts = [_parent(chance, f"{key}-m", community, name, "mother", needs_interpreter, lives_with=True)]
    if kind == "two_homes":
        homes.append(_home(chance, f"{key}-b", f"{name} family, second home"))
        contacts.append(
            _parent(chance, f"{key}-f", community, name, "father", needs_interpreter, lives_with=True)
        )
    elif chance.random() < 0.6:
        contacts.append(
            _parent(chance, f"{key}-f", community, name, "father", needs_interpreter, lives_with=True)
        )
    if chance.random() < 0.15:
        grandmother = _parent(
            chance, f"{key}-g", community, name, "grandmother", needs_interpreter, lives_with=False
        )
        grandmother.is_guardian = grandmother.may_decide = False
        contacts.append(grandmother)
    if chance.random() < 0.03:
        contacts[0].hide_address = True
    return Family(community, name, needs_interpreter, homes, contacts, children, kind)


def make_group_home(chance: Random) -> Family:
    """A group home of five young people; the state consents, the house staff answer the telephone."""
    community = pick_community(chance)
    home = _home(chance, "group-home", "Bayberry Road house")
    home.kind = "group_home"
    staff = _parent(chance, "group-home-staff", community, "Lindqvist", "home_staff", False, lives_with=True)
    staff.given_name, staff.language, staff.is_guardian, staff.may_decide = "Joy", "en", False, False
    return Family(
        community, "", False, [home], [staff, _caseworker(chance, "group-home-case")], 5, "group_home"
    )


def _foster(chance: Random, key: str, community: Community, name: str, children: int) -> Family:
    carer_family = chance.choice(("Penrose", "Larkin", "Medeiros", "Rosario", "Winslow"))
    home = _home(chance, f"{key}-a", f"{carer_family} family")
    home.kind = "foster"
    carer = _parent(chance, f"{key}-c", community, carer_family, "foster_parent", False, lives_with=True)
    carer.is_guardian = carer.may_decide = False
    return Family(
        community, name, False, [home], [carer, _caseworker(chance, f"{key}-w")], children, "foster"
    )


def _home(chance: Random, key: str, name: str) -> MadeHousehold:
    town, zip_code = chance.choice(TOWNS)
    address = f"{chance.randrange(2, 380)} {chance.choice(STREETS)}"
    return MadeHousehold(key, "family", name, address, town, zip_code, phone(chance))


def _parent(
    chance: Random,
    key: str,
    community: Community,
    name: str,
    relationship: str,
    interpreter: bool,
    *,
    lives_with: bool,
) -> MadeContact:
    women = relationship != "father"
    given = chance.choice(community.adults_women if women else community.adults_men)
    start = chance.choice((8, 9, 9, 12, 15, 17))
    return MadeContact(
        key=key,
        given_name=given,
        family_name=name,
        relationship=relationship,
        phone=phone(chance),
        language=community.language,
        needs_interpreter=interpreter,
        is_guardian=True,
        may_decide=True,
        lives_with=lives_with,
        voicemail_ok=chance.random() < 0.7,
        text_ok=chance.random() < 0.6,
        hours_from=start,
        hours_until=min(start + chance.choice((2, 3, 4)), 20),
    )


def _caseworker(chance: Random, key: str) -> MadeContact:
    return MadeContact(
        key,
        "Renee",
        "Brackett",
        "caseworker",
        phone(chance),
        "en",
        False,
        True,
        True,
        False,
        True,
        False,
        9,
        16,
    )

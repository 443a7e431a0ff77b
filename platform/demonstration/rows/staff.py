"""The people who sign in: every role has somebody, and one coordinator works in two practices."""

import secrets
import uuid
from dataclasses import dataclass, field

from demonstration.people import STAFF_FAMILY, STAFF_GIVEN
from nestwork.access.permissions import Role
from nestwork.access.readers import system
from nestwork.accounts.services.people import add_member, create_person
from nestwork.practices.models import Practice

# Who works in a practice, in order; the first coordinator is the one the README tells you to be.
CAST = (
    (Role.COORDINATOR, "RN"),
    (Role.COORDINATOR, "BSW"),
    (Role.PHYSICIAN, "MD"),
    (Role.PHYSICIAN, "MD"),
    (Role.PHYSICIAN, "DO"),
    (Role.NURSE, "RN"),
    (Role.PRACTICE_ADMINISTRATOR, ""),
    (Role.PARENT_PARTNER, ""),
)
NETWORK_CAST = (
    (Role.FACILITATOR, "facilitator"),
    (Role.FACILITATOR, "facilitator2"),
    (Role.DIRECTORY_STEWARD, "steward"),
    (Role.STATE_REVIEWER, "state"),
    (Role.NETWORK_ADMINISTRATOR, "administrator"),
)


@dataclass(slots=True)
class SignIn:
    """One line of demo.json."""

    email: str
    password: str
    role: str
    practice: str | None


@dataclass(slots=True)
class PracticeStaff:
    """The ids of the people in one practice by role, and how they sign in."""

    by_role: dict[Role, list[uuid.UUID]] = field(default_factory=dict)
    sign_ins: list[SignIn] = field(default_factory=list)


def password() -> str:
    """A password that is easy to type and different each time the demonstration is made."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def hire(practice: Practice, number: int) -> PracticeStaff:
    """Make the people of one practice with their memberships and staff rows."""
    staff = PracticeStaff()
    seen: dict[Role, int] = {}
    for place, (role, credentials) in enumerate(CAST):
        seen[role] = seen.get(role, 0) + 1
        suffix = "" if seen[role] == 1 else str(seen[role])
        email = f"{role.value.replace('_', '-')}{suffix}@{practice.slug}.example"
        word = password()
        person_id = create_person(
            email=email, display_name=_name(number, place), password=word, credentials=credentials
        )
        join(person_id, practice, role)
        staff.by_role.setdefault(role, []).append(person_id)
        staff.sign_ins.append(SignIn(email, word, role.value, practice.slug))
    return staff


def join(person_id: uuid.UUID, practice: Practice | None, role: Role) -> None:
    """Give a person a role in a practice, or in the network."""
    practice_id = practice.pk if practice else None
    add_member(by=system("demonstration"), person_id=person_id, role=role, practice_id=practice_id)


def hire_network() -> list[SignIn]:
    """Make the people of the network."""
    sign_ins = []
    for place, (role, mailbox) in enumerate(NETWORK_CAST):
        email, word = f"{mailbox}@network.example", password()
        name = _name(len(STAFF_GIVEN) - 3, place + 3)
        join(create_person(email=email, display_name=name, password=word), None, role)
        sign_ins.append(SignIn(email, word, role.value, None))
    return sign_ins


def _name(practice: int, place: int) -> str:
    given = STAFF_GIVEN[(practice * 5 + place) % len(STAFF_GIVEN)]
    family = STAFF_FAMILY[(practice * 3 + place * 7) % len(STAFF_FAMILY)]
    return f"{given} {family}"

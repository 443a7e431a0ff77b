"""The people who sign in: every role has somebody, and one coordinator works in two practices."""

import secrets
import uuid
from dataclasses import dataclass, field

from demonstration.people import STAFF_FAMILY, STAFF_GIVEN
from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.accounts.models import User
from nestwork.accounts.services.people import create_person
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.staff.models import StaffMember

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
        person, word = _person(email, _name(number, place), credentials)
        join(person, practice, role)
        staff.by_role.setdefault(role, []).append(person.pk)
        staff.sign_ins.append(SignIn(email, word, role.value, practice.slug))
    return staff


def join(person: User, practice: Practice, role: Role) -> None:
    """Give a person a role in a practice: membership in the network, staff row in the practice."""
    Membership.objects.create(user=person, practice=practice, role=role)
    with inside(practice):
        StaffMember.objects.get_or_create(
            pk=person.pk,
            defaults={
                "display_name": person.display_name,
                "credentials": person.credentials,
                "role": role.value,
            },
        )


def hire_network() -> list[SignIn]:
    """Make the people of the network."""
    sign_ins = []
    for place, (role, mailbox) in enumerate(NETWORK_CAST):
        email = f"{mailbox}@network.example"
        person, word = _person(email, _name(len(STAFF_GIVEN) - 3, place + 3), "")
        Membership.objects.create(user=person, practice=None, role=role)
        sign_ins.append(SignIn(email, word, role.value, None))
    return sign_ins


def _person(email: str, name: str, credentials: str) -> tuple[User, str]:
    word = password()
    made = create_person(email=email, display_name=name, credentials=credentials, password=word)
    return User.objects.get(pk=made), word


def _name(practice: int, place: int) -> str:
    given = STAFF_GIVEN[(practice * 5 + place) % len(STAFF_GIVEN)]
    family = STAFF_FAMILY[(practice * 3 + place * 7) % len(STAFF_FAMILY)]
    return f"{given} {family}"

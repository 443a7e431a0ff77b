"""Opening the demonstration network: all of a practice or none of it, and nothing twice."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from demonstration.network import make_network
from demonstration.rows.families import settle
from demonstration.rows.history import Writer
from demonstration.rows.staff import PracticeStaff, SignIn, hire, hire_network, join
from demonstration.steps import take_steps
from demonstration.story import MadePractice
from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.access.readers import system
from nestwork.accounts.models import User
from nestwork.audit.services import record
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.practices.services import open_practice


def open_network(
    *, today: date, practices: int, children: int | None, seed: int, say: Callable[[str], None]
) -> list[SignIn]:
    """Open the practices that are not open yet, and the network's people once; returns the new sign-ins.

    Each practice is one transaction with its people and children, so a cut-off start leaves none half made.
    """
    sign_ins: list[SignIn] = []
    for number, story in enumerate(
        make_network(today=today, practices=practices, children=children, seed=seed)
    ):
        if Practice.objects.filter(slug=story.slug).exists():
            continue
        sign_ins += _open_one(number, story, today).sign_ins
        say(f"{story.name}: {len(story.children)} children")
    with transaction.atomic():
        if not Membership.objects.filter(practice=None).exists():
            sign_ins += hire_network()
        sign_ins += _second_home(sign_ins)
    take_steps(today)
    return sign_ins


def _open_one(number: int, story: MadePractice, today: date) -> PracticeStaff:
    with transaction.atomic():
        practice = open_practice(name=story.name, slug=story.slug)
        staff = hire(practice, number)
        with inside(practice):
            children = settle(story, staff)
            Writer(practice, staff, today).write(story, children)
            record(
                by=system("demonstration"),
                action="demonstration.opened",
                subject="practice",
                subject_id=practice.pk,
                detail={"children": len(children)},
            )
    return staff


def _second_home(sign_ins: list[SignIn]) -> list[SignIn]:
    """The first practice's second coordinator also works in the second practice, with the same password."""
    slugs = [practice.slug for practice in Practice.objects.order_by("opened_at")[:2]]
    if len(slugs) < 2:
        return []
    first = next(
        (one for one in sign_ins if one.practice == slugs[0] and one.email.startswith("coordinator2@")), None
    )
    if first is None:
        return []
    person = User.objects.get(email=first.email)
    join(person.pk, Practice.objects.get(slug=slugs[1]), Role.COORDINATOR)
    return [SignIn(first.email, first.password, first.role, slugs[1])]

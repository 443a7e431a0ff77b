"""A practice filled with children on the registry, for the measures of lists."""

import datetime as dt
import uuid
from typing import Any

BATCH = 2000


def fill(count: int, *, coordinator_id: uuid.UUID) -> None:
    """Put `count` children into the active practice: family, level, registry, talks and a next contact each.

    One next contact in ten is due by today, half of these on the coordinator's own list; the rest lies ahead.
    """
    from nestwork.practices import clock
    from tenants.patients.models import Child

    today, now = clock.today(), clock.now()
    for start in range(0, count, BATCH):
        children = [
            _child(number, today, coordinator_id) for number in range(start, min(start + BATCH, count))
        ]
        Child.objects.bulk_create(children)
        _families(children)
        _standing(children, today)
        _work(children, today, now, coordinator_id)


def _child(number: int, today: dt.date, coordinator_id: uuid.UUID) -> Any:
    from tenants.patients.models import Child

    child = Child(
        given_name=f"Child{number}",
        family_name=f"Family{number % 977}",
        birth_date=today - dt.timedelta(days=30 + (number * 37) % 7000),
        record_number=f"B-{number:06}",
        language=("en", "es", "ht", "pt")[number % 4],
        coordinator_id=coordinator_id if number % 2 else None,
    )
    child.prepare()
    return child


def _families(children: list[Any]) -> None:
    from tenants.patients.models import ChildContact, Contact

    contacts = []
    for number in range(len(children)):
        contact = Contact(
            name=f"Parent {number}",
            phone="+14015550142",
            language=("en", "es")[number % 2],
            preferred_from=dt.time(number % 20) if number % 3 == 0 else None,
        )
        contact.prepare()
        contacts.append(contact)
    Contact.objects.bulk_create(contacts)
    ChildContact.objects.bulk_create(
        ChildContact(child=child, contact=contact, relationship="mother")
        for child, contact in zip(children, contacts, strict=True)
    )


def _standing(children: list[Any], today: dt.date) -> None:
    from tenants.registry.models import Enrollment, NeedLevel

    someone = uuid.uuid4()
    Enrollment.objects.bulk_create(
        Enrollment(child=child, move="entered", reason="roster", effective_on=today - dt.timedelta(days=400))
        for child in children
    )
    NeedLevel.objects.bulk_create(
        NeedLevel(
            child=child,
            level=number % 5,
            decision="confirmed",
            reason="scored",
            effective_on=today - dt.timedelta(days=200 - 90 * turn),
            confirmed_by_id=someone,
        )
        for turn in range(2)
        for number, child in enumerate(children)
    )


def _work(children: list[Any], today: dt.date, now: dt.datetime, coordinator_id: uuid.UUID) -> None:
    from tenants.activity.models import Entry
    from tenants.worklist.models import Item

    Entry.objects.bulk_create(
        Entry(
            child=child,
            kind="call",
            outcome=("talked", "no_answer", "talked")[turn],
            minutes=5,
            person_id=coordinator_id,
            started_at=now - dt.timedelta(days=20 + 30 * turn),
            effective_on=today - dt.timedelta(days=20 + 30 * turn),
        )
        for turn in range(3)
        for child in children
    )
    Item.objects.bulk_create(
        Item(
            child=child,
            kind="needed_contact",
            due_on=today - dt.timedelta(days=number % 5)
            if number % 10 == 0
            else today + dt.timedelta(days=9),
            owner_id=coordinator_id if number % 20 == 0 else None if number % 10 else uuid.UUID(int=number),
            source="registry",
            source_id=child.id,
        )
        for number, child in enumerate(children)
    )

"""Many new children at once, each with home and contact, in a handful of statements: what an import needs."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record_many
from nestwork.changes.services import mark
from nestwork.practices import clock
from tenants.patients import rules
from tenants.patients.models import Child, ChildContact, Contact, Household, Residence
from tenants.patients.services.children import CHILD_FIELDS, checked_child
from tenants.patients.services.contacts import checked_contact
from tenants.patients.services.history import one_of
from tenants.patients.services.homes import checked_household


@dataclass(slots=True)
class Newcomer:
    """A child to put on record, not saved yet; home and contact may be saved or not, and shared with siblings."""

    child: Child
    home: Household | None = None
    contact: Contact | None = None
    relationship: str = rules.Relationship.PARENT


def take_in(*, by: Reader, newcomers: Sequence[Newcomer]) -> list[Child]:
    """Put all of them on record, or none. Raises ValidationError as `add_child` does.

    The same rows, audit lines and dirty mark as adding them one by one.
    """
    by.require(Permission.EDIT_CHILDREN)
    for newcomer in newcomers:
        _check(newcomer)
    _refuse_taken_numbers(newcomers)
    with transaction.atomic():
        children = Child.objects.bulk_create([one.child for one in newcomers])
        homes = Household.objects.bulk_create(_unsaved([one.home for one in newcomers]))
        contacts = Contact.objects.bulk_create(_unsaved([one.contact for one in newcomers]))
        links = ChildContact.objects.bulk_create([_link(one) for one in newcomers if one.contact])
        residences = Residence.objects.bulk_create([_residence(one) for one in newcomers if one.home])
        record_many(by=by, action="child.add", subject="child", rows=[(row.pk, row.pk) for row in children])
        record_many(
            by=by, action="household.add", subject="household", rows=[(row.pk, None) for row in homes]
        )
        record_many(by=by, action="contact.add", subject="contact", rows=[(row.pk, None) for row in contacts])
        record_many(by=by, action="link.add", subject="link", rows=[(row.pk, row.child_id) for row in links])
        rows = [(row.pk, row.child_id) for row in residences]
        record_many(by=by, action="residence.add", subject="residence", rows=rows)
        mark(period=clock.today(), room="patients")
    return children


def add_contacts(*, by: Reader, rows: Sequence[tuple[Child, Contact, str]]) -> list[ChildContact]:
    """Put unsaved contacts on record, each with what it is to its child, after those the child has already.

    Raises ValidationError as `add_contact` and `link_contact` do; then none is saved.
    """
    by.require(Permission.EDIT_CHILDREN)
    for _child, contact, relationship in rows:
        named = ("name", "phone", "second_phone", "email")
        _put(contact, checked_contact({name: getattr(contact, name) for name in named}))
        contact.prepare()
        one_of("relationship", relationship, rules.Relationship)
    with transaction.atomic():
        contacts = Contact.objects.bulk_create([contact for _child, contact, _relationship in rows])
        last = _last_places({child.head_id for child, _contact, _relationship in rows})
        links = ChildContact.objects.bulk_create(_placed(rows, last))
        record_many(by=by, action="contact.add", subject="contact", rows=[(row.pk, None) for row in contacts])
        record_many(by=by, action="link.add", subject="link", rows=[(row.pk, row.child_id) for row in links])
    return links


def _last_places(heads: set[uuid.UUID]) -> Counter[uuid.UUID]:
    present = ChildContact.objects.filter(child__head_id__in=heads, ended_on__isnull=True)
    return Counter(dict(present.values_list("child__head_id").annotate(Max("order")).order_by()))


def _placed(rows: Sequence[tuple[Child, Contact, str]], last: Counter[uuid.UUID]) -> Iterator[ChildContact]:
    for child, contact, relationship in rows:
        last[child.head_id] += 1
        yield ChildContact(child=child, contact=contact, relationship=relationship, order=last[child.head_id])


def _check(newcomer: Newcomer) -> None:
    child, home, contact = newcomer.child, newcomer.home, newcomer.contact
    _put(child, checked_child({name: getattr(child, name) for name in CHILD_FIELDS}))
    child.prepare()
    if home is not None and home._state.adding:
        _put(home, checked_household({"name": home.name, "kind": home.kind, "phone": home.phone}))
    if contact is not None and contact._state.adding:
        named = ("name", "phone", "second_phone", "email")
        _put(contact, checked_contact({name: getattr(contact, name) for name in named}))
        contact.prepare()
    one_of("relationship", newcomer.relationship, rules.Relationship)


def _put(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _refuse_taken_numbers(newcomers: Sequence[Newcomer]) -> None:
    numbers = [one.child.record_number for one in newcomers if one.child.record_number]
    taken = Child.objects.not_merged().filter(record_number__in=numbers).exists()
    if taken or len(set(numbers)) < len(numbers):
        raise ValidationError({"record_number": _("Another child has this record number.")})


def _unsaved[Row: (Household, Contact)](rows: Sequence[Row | None]) -> list[Row]:
    """Each row that is not saved yet, once."""
    return list({row.pk: row for row in rows if row is not None and row._state.adding}.values())


def _link(newcomer: Newcomer) -> ChildContact:
    return ChildContact(
        child=newcomer.child,
        contact=newcomer.contact,
        relationship=newcomer.relationship,
        lives_with=newcomer.home is not None,
    )


def _residence(newcomer: Newcomer) -> Residence:
    return Residence(child=newcomer.child, household=newcomer.home, starts_on=clock.today())

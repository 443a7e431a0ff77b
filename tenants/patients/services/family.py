"""Verbs on contacts, their links to children, households and homes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import rules
from tenants.patients.models import Child, ChildContact, Contact, Household, Residence
from tenants.patients.services.history import apply, keep, one_of, only, told

CONTACT_FIELDS = frozenset(
    {
        "name",
        "organization",
        "phone",
        "phone_kind",
        "second_phone",
        "second_phone_kind",
        "email",
        "language",
        "needs_interpreter",
        "preferred_days",
        "preferred_from",
        "preferred_until",
        "preferred_note",
        "voicemail_ok",
        "text_ok",
        "do_not_contact",
        "do_not_contact_reason",
        "household",
        "works_in_household",
        "address_line",
        "town",
        "state",
        "zip_code",
        "do_not_disclose_address",
    }
)
LINK_FIELDS = frozenset(
    {
        "relationship",
        "role_note",
        "is_legal_guardian",
        "may_decide",
        "may_receive_information",
        "lives_with",
        "order",
    }
)
HOUSEHOLD_FIELDS = frozenset(
    {
        "name",
        "kind",
        "address_line",
        "town",
        "state",
        "zip_code",
        "phone",
        "agency",
        "do_not_disclose_address",
        "note",
    }
)


def add_contact(*, by: Reader, name: str, child: Child | None = None, **fields: Any) -> Contact:
    """Put a person on the record; `child` only names the child in the audit line. Raises ValidationError."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, CONTACT_FIELDS)
    contact = Contact(**checked_contact({"name": name, **fields}))
    with transaction.atomic():
        contact.save(force_insert=True)
        told(by=by, action="contact.add", subject="contact", row_id=contact.pk, child=child)
    return contact


def change_contact(*, contact: Contact, by: Reader, child: Child | None = None, **fields: Any) -> Contact:
    """Change how a person is reached; it counts for every child the person belongs to."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, CONTACT_FIELDS)
    return _changed(contact, "contact", by, child, checked_contact(fields))


def link_contact(
    *, by: Reader, child: Child, contact: Contact, relationship: str, order: int | None = None, **fields: Any
) -> ChildContact:
    """Say what the person is to the child and what the person may decide and be told.

    Without an order the person comes last. Raises ValidationError when the two are linked already.
    """
    by.require(Permission.EDIT_CHILDREN)
    only(fields, LINK_FIELDS)
    one_of("relationship", relationship, rules.Relationship)
    with transaction.atomic():
        present = ChildContact.objects.filter(child__head_id=child.head_id, ended_on__isnull=True)
        standing = list(present.values_list("contact_id", "order"))
        if contact.pk in {contact_id for contact_id, _order in standing}:
            raise ValidationError({"contact": _("This person is already a contact of the child.")})
        place = order or max((place for _contact, place in standing), default=0) + 1
        link = ChildContact.objects.create(
            child=child, contact=contact, relationship=relationship, order=place, **fields
        )
        told(by=by, action="link.add", subject="link", row_id=link.pk, child=child)
        if relationship == rules.Relationship.GROUP_HOME_STAFF:
            _put_on_staff(contact, child, by)
    return link


def _put_on_staff(contact: Contact, child: Child, by: Reader) -> None:
    """Staff of the group home where the child lives belong to the home: the other children there find them too."""
    homes = Residence.objects.filter(
        child__head_id=child.head_id,
        ends_on__isnull=True,
        household__kind=rules.HouseholdKind.GROUP_HOME,
    )
    home = homes.select_related("household").first()
    if home is not None and contact.household_id is None:
        _changed(contact, "contact", by, child, {"household": home.household, "works_in_household": True})


def change_link(*, link: ChildContact, by: Reader, **fields: Any) -> ChildContact:
    """Change what the person is to the child, or may decide and be told."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, LINK_FIELDS)
    if "relationship" in fields:
        one_of("relationship", fields["relationship"], rules.Relationship)
    return _changed(link, "link", by, link.child, fields)


def end_link(
    *, link: ChildContact, by: Reader, reason: str = "", ended_on: date | None = None
) -> ChildContact:
    """The person is no longer a contact of the child; the row is kept."""
    by.require(Permission.EDIT_CHILDREN)
    ended = {"ended_on": ended_on or clock.today(), "ended_reason": reason.strip()}
    return _changed(link, "link", by, link.child, ended)


def add_household(
    *, by: Reader, name: str, kind: str = rules.HouseholdKind.FAMILY, **fields: Any
) -> Household:
    """Put a household on the record: a family, a foster home, a group home."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, HOUSEHOLD_FIELDS)
    household = Household(**checked_household({"name": name, "kind": kind, **fields}))
    with transaction.atomic():
        household.save(force_insert=True)
        told(by=by, action="household.add", subject="household", row_id=household.pk)
    return household


def change_household(
    *, household: Household, by: Reader, child: Child | None = None, **fields: Any
) -> Household:
    """Change a household; it counts for every child who lives there."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, HOUSEHOLD_FIELDS)
    return _changed(household, "household", by, child, checked_household(fields))


def set_residence(
    *,
    by: Reader,
    child: Child,
    household: Household,
    starts_on: date | None = None,
    is_main: bool = True,
    when_there: str = "",
    moved_out: bool = False,
) -> Residence:
    """The child lives in the household. With `moved_out` every other home ends the day it starts.

    Without, the others stand: two homes. Only one home is the main one. The same home again returns its row.
    """
    by.require(Permission.EDIT_CHILDREN)
    day = starts_on or clock.today()
    with transaction.atomic():
        present = list(Residence.objects.filter(child__head_id=child.head_id, ends_on__isnull=True))
        for home in present:
            if home.household_id == household.pk:
                return _changed(home, "residence", by, child, {"is_main": is_main, "when_there": when_there})
            if moved_out:
                _changed(
                    home, "residence", by, child, {"ends_on": max(day, home.starts_on), "is_main": False}
                )
            elif is_main:
                _changed(home, "residence", by, child, {"is_main": False})
        home = Residence.objects.create(
            child=child, household=household, starts_on=day, is_main=is_main, when_there=when_there
        )
        told(by=by, action="residence.add", subject="residence", row_id=home.pk, child=child)
    return home


def end_residence(*, residence: Residence, by: Reader, ends_on: date | None = None) -> Residence:
    """The child no longer lives there."""
    by.require(Permission.EDIT_CHILDREN)
    day = ends_on or clock.today()
    if day < residence.starts_on:
        raise ValidationError({"ends_on": _("Choose a day on or after the day the child moved in.")})
    return _changed(residence, "residence", by, residence.child, {"ends_on": day, "is_main": False})


def _changed[Row: (Contact, ChildContact, Household, Residence)](
    row: Row, subject: str, by: Reader, child: Child | None, fields: Mapping[str, Any]
) -> Row:
    with transaction.atomic():
        locked = type(row).objects.select_for_update().get(pk=row.pk)
        before, after = apply(locked, fields)
        if after:
            locked.save(update_fields=list(after))
            keep(by=by, subject=subject, subject_id=locked.pk, child=child, before=before, after=after)
    return locked


def checked_contact(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept; raises ValidationError by field."""
    clean = _stripped(fields)
    if "name" in clean and not clean["name"]:
        raise ValidationError({"name": _("Write the name.")})
    for name in ("phone", "second_phone"):
        if clean.get(name):
            clean[name] = _checked_phone(name, clean[name])
    if clean.get("email"):
        try:
            validate_email(clean["email"])
        except ValidationError as problem:
            raise ValidationError({"email": problem.messages}) from problem
    since, until = clean.get("preferred_from"), clean.get("preferred_until")
    if since and until and until <= since:
        raise ValidationError({"preferred_until": _("Choose an hour after the first one.")})
    if set(clean.get("preferred_days", "")) - set("1234567"):
        raise ValidationError({"preferred_days": _("Choose days of the week.")})
    return clean


def checked_household(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept; raises ValidationError by field."""
    clean = _stripped(fields)
    if "name" in clean and not clean["name"]:
        raise ValidationError({"name": _("Write a name for the home, as in: Baptiste family.")})
    if "kind" in clean:
        one_of("kind", clean["kind"], rules.HouseholdKind)
    if clean.get("phone"):
        clean["phone"] = _checked_phone("phone", clean["phone"])
    return clean


def _checked_phone(field: str, text: str) -> str:
    if not rules.is_phone(text):
        raise ValidationError({field: _("Write the number with its area code, as in 401-555-0100.")})
    return rules.phone_key(text)


def _stripped(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}

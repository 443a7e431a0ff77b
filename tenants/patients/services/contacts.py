"""Verbs on contacts and what they are to a child."""

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
from tenants.patients.models import Child, ChildContact, Contact, Residence
from tenants.patients.services.history import one_of, only, told
from tenants.patients.services.rows import changed, checked_phone, stripped

CONTACT_FIELDS = (
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
)


LINK_FIELDS = (
    "relationship",
    "role_note",
    "is_legal_guardian",
    "may_decide",
    "may_receive_information",
    "lives_with",
    "order",
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
    return changed(contact, "contact", by, child, checked_contact(fields))


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
        changed(contact, "contact", by, child, {"household": home.household, "works_in_household": True})


def change_link(*, link: ChildContact, by: Reader, **fields: Any) -> ChildContact:
    """Change what the person is to the child, or may decide and be told."""
    by.require(Permission.EDIT_CHILDREN)
    only(fields, LINK_FIELDS)
    if "relationship" in fields:
        one_of("relationship", fields["relationship"], rules.Relationship)
    return changed(link, "link", by, link.child, fields)


def end_link(
    *, link: ChildContact, by: Reader, reason: str = "", ended_on: date | None = None
) -> ChildContact:
    """The person is no longer a contact of the child; the row is kept."""
    by.require(Permission.EDIT_CHILDREN)
    ended = {"ended_on": ended_on or clock.today(), "ended_reason": reason.strip()}
    return changed(link, "link", by, link.child, ended)


def checked_contact(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept; raises ValidationError by field."""
    clean = stripped(fields)
    if "name" in clean and not clean["name"]:
        raise ValidationError({"name": _("Write the name.")})
    for name in ("phone", "second_phone"):
        if clean.get(name):
            clean[name] = checked_phone(name, clean[name])
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

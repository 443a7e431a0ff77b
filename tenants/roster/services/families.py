"""The family around a child of a roster: one contact, one home, shared between siblings."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.patients import services as patients
from tenants.patients.models import Child, ChildContact, Contact, Household, Residence
from tenants.patients.rules import Relationship
from tenants.roster.rules.fields import Field
from tenants.roster.rules.matching.names import name_words
from tenants.roster.rules.rows import Value

type Values = Mapping[Field, Value]

_CONTACT_ROWS = {
    Field.CONTACT_NAME: "name",
    Field.PHONE: "phone",
    Field.SECOND_PHONE: "second_phone",
    Field.EMAIL: "email",
}
_HOME_ROWS = {Field.CITY: "town", Field.ZIP_CODE: "zip_code"}


def join_contact(child: Child, values: Values, home: Household | None, by: Reader) -> Contact | None:
    """The person to reach, linked to the child; the sibling's own contact when name and telephone are the same."""
    if not {Field.CONTACT_NAME, Field.PHONE, Field.EMAIL} & values.keys():
        return None
    contact = _same_person(values) or _new_contact(child, values, home, by)
    linked = ChildContact.objects.filter(child__head_id=child.head_id, contact=contact, ended_on__isnull=True)
    if not linked.exists():
        patients.link_contact(
            by=by,
            child=child,
            contact=contact,
            relationship=str(values.get(Field.RELATIONSHIP, Relationship.PARENT)),
            lives_with=home is not None,
        )
    return contact


def change_contact_of(child: Child, contact: Contact, update: Values, by: Reader) -> None:
    """The contact's fields that the file changed."""
    fields = {row: str(update[name]) for name, row in _CONTACT_ROWS.items() if name in update}
    if fields:
        patients.change_contact(contact=contact, by=by, child=child, **fields)


def settle_home(
    child: Child,
    values: Values,
    by: Reader,
    *,
    whole: Values | None = None,
    leaving: Residence | None = None,
) -> Household | None:
    """The home at the row's address, shared with siblings; `leaving` is the home an older row named.

    Another home that a person wrote down stays: a child may have two.
    """
    if Field.STREET not in values:
        return None
    told = {**(whole or {}), **values}
    home = _same_home(child, told) or _new_home(child, told, by)
    if leaving is not None and leaving.household_id != home.pk:
        patients.end_residence(residence=leaving, by=by)
    patients.set_residence(by=by, child=child, household=home)
    return home


def address_line(values: Values) -> str:
    """Street and flat in one line."""
    street = str(values.get(Field.STREET, ""))
    flat = str(values.get(Field.STREET_2, ""))
    return f"{street}, {flat}" if flat and not street.endswith(flat) else street


def _same_person(values: Values) -> Contact | None:
    name, phone = values.get(Field.CONTACT_NAME), values.get(Field.PHONE)
    if not name or not phone:
        return None
    return Contact.objects.filter(phone=phone, name__iexact=name).order_by("created").first()


def _new_contact(child: Child, values: Values, home: Household | None, by: Reader) -> Contact:
    fields: dict[str, Any] = {
        row: str(values[name])
        for name, row in _CONTACT_ROWS.items()
        if name in values and name is not Field.CONTACT_NAME
    }
    name = values.get(Field.CONTACT_NAME) or _("%(name)s family") % {"name": child.family_name}
    return patients.add_contact(
        by=by,
        child=child,
        name=str(name),
        household=home,
        language=child.language,
        needs_interpreter=child.needs_interpreter,
        **fields,
    )


def _same_home(child: Child, values: Values) -> Household | None:
    """The household at this address in which somebody of the same family name lives."""
    homes = Household.objects.filter(
        address_line__iexact=address_line(values), zip_code=str(values.get(Field.ZIP_CODE, ""))
    )
    mine = set(name_words(child.family_name))
    for home in homes.prefetch_related("residences__child"):
        names = {word for lived in home.residences.all() for word in name_words(lived.child.family_name)}
        if mine & names:
            return home
    return None


def _new_home(child: Child, values: Values, by: Reader) -> Household:
    state = str(values.get(Field.STATE, ""))
    return patients.add_household(
        by=by,
        name=_("%(name)s family") % {"name": child.family_name},
        address_line=address_line(values),
        state=state.upper() if len(state) == 2 else _STATES.get(state.casefold(), ""),
        **{row: str(values[name]) for name, row in _HOME_ROWS.items() if name in values},
    )


# The states of New England and their neighbour in full; elsewhere a roster gives two letters, or none are kept.
_STATES = {
    "connecticut": "CT",
    "maine": "ME",
    "massachusetts": "MA",
    "new hampshire": "NH",
    "new york": "NY",
    "rhode island": "RI",
    "vermont": "VT",
}

"""The family around a child of a roster: one contact, one home, shared between siblings."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.patients import services as patients
from tenants.patients.models import Child, Contact, Household
from tenants.roster.rules.fields import Field
from tenants.roster.rules.rows import Value

type Values = Mapping[Field, Value]

_CONTACT_ROWS = {
    Field.CONTACT_NAME: "name",
    Field.PHONE: "phone",
    Field.SECOND_PHONE: "second_phone",
    Field.EMAIL: "email",
}
_HOME_ROWS = {Field.CITY: "town", Field.ZIP_CODE: "zip_code"}


def change_contact_of(child: Child, contact: Contact, update: Values, by: Reader) -> None:
    """The contact's fields that the file changed."""
    fields = {row: str(update[name]) for name, row in _CONTACT_ROWS.items() if name in update}
    if fields:
        patients.change_contact(contact=contact, by=by, child=child, **fields)


def told_of(row: Contact | Household) -> dict[str, str]:
    """The fields of an unsaved row that say something, for the verbs that save one."""
    left_out = {"id", "created", "phone_digits"}
    values = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.name not in left_out
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def address_line(values: Values) -> str:
    """Street and flat in one line."""
    street = str(values.get(Field.STREET, ""))
    flat = str(values.get(Field.STREET_2, ""))
    return f"{street}, {flat}" if flat and not street.endswith(flat) else street


def new_contact(child: Child, values: Values, home: Household | None) -> Contact:
    """A contact by the row, not saved yet; a family without a name is called by the child's."""
    name = values.get(Field.CONTACT_NAME) or _("%(name)s family") % {"name": child.family_name}
    told = {
        row: str(values[said])
        for said, row in _CONTACT_ROWS.items()
        if said in values and said is not Field.CONTACT_NAME
    }
    return Contact(
        name=str(name),
        household=home,
        language=child.language,
        needs_interpreter=child.needs_interpreter,
        **told,
    )


def new_home(child: Child, values: Values) -> Household:
    """A home at the row's address, not saved yet."""
    state = str(values.get(Field.STATE, ""))
    return Household(
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

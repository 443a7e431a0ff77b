"""New children of a batch: put together from their rows, families found again, taken in at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.patients import services as patients
from tenants.patients.models import Child, Contact, Household
from tenants.patients.rules import Relationship
from tenants.patients.services import Newcomer
from tenants.registry import services as registry
from tenants.roster.models import RosterSource, SourceRecord, Upload
from tenants.roster.rules.fields import CHILD_FIELDS, Field
from tenants.roster.rules.matching.names import name_words
from tenants.roster.rules.rows import Value
from tenants.roster.services.families import (
    address_line,
    new_contact,
    new_home,
)
from tenants.roster.services.planning import RowPlan, comparable

type Values = dict[Field, Value]


class Families:
    """Homes and contacts on record that the rows may speak of, and those the rows bring: siblings share both."""

    def __init__(self, rows: Sequence[Values]) -> None:
        self._homes: dict[tuple[str, str], list[tuple[Household, set[str]]]] = {}
        self._contacts: dict[tuple[str, str], Contact] = {}
        self._load_homes({address_line(row) for row in rows} - {""})
        self._load_contacts({str(row.get(Field.PHONE, "")) for row in rows} - {""})

    def home(self, child: Child, values: Values) -> Household | None:
        """The home at the row's address in which somebody of the same family name lives, else a new one."""
        if Field.STREET not in values:
            return None
        place = (address_line(values).casefold(), str(values.get(Field.ZIP_CODE, "")))
        words = set(name_words(child.family_name))
        for home, names in self._homes.setdefault(place, []):
            if words & names:
                names.update(words)
                return home
        home = new_home(child, values)
        self._homes[place].append((home, words))
        return home

    def contact(self, child: Child, values: Values, home: Household | None) -> Contact | None:
        """The person of the same name and telephone, else a new one; none when the row names nobody."""
        if not {Field.CONTACT_NAME, Field.PHONE, Field.EMAIL} & values.keys():
            return None
        name, phone = str(values.get(Field.CONTACT_NAME, "")), str(values.get(Field.PHONE, ""))
        known = self._contacts.get((phone, name.casefold())) if name and phone else None
        if known is None:
            known = new_contact(child, values, home)
            self._contacts[phone, name.casefold()] = known
        return known

    def _load_homes(self, lines: set[str]) -> None:
        wanted = Q(address_line__in=lines | {line.upper() for line in lines})
        for home in Household.objects.filter(wanted).prefetch_related("residences__child"):
            names = {word for lived in home.residences.all() for word in name_words(lived.child.family_name)}
            self._homes.setdefault((home.address_line.casefold(), home.zip_code), []).append((home, names))

    def _load_contacts(self, phones: set[str]) -> None:
        for contact in Contact.objects.filter(phone__in=phones).order_by("-created"):
            self._contacts[contact.phone, contact.name.casefold()] = contact


def take_in_plans(plans: Sequence[RowPlan], *, source: RosterSource, upload: Upload, by: Reader) -> None:
    """Take in every new child of the plans with family, registry, next contact and the source's record, or none."""
    families = Families([plan.row.values for plan in plans])
    newcomers = [_newcomer(plan, families) for plan in plans]
    patients.take_in(by=by, newcomers=newcomers)
    SourceRecord.objects.bulk_create(
        SourceRecord(
            source=source,
            source_key=plan.row.key,
            child=one.child,
            contact_id=one.contact.pk if one.contact else None,
            values={name.value: value for name, value in comparable(plan.row.values).items()},
            last_upload=upload,
        )
        for plan, one in zip(plans, newcomers, strict=True)
    )
    living = []
    for plan, one in zip(plans, newcomers, strict=True):
        plan.child = one.child
        died = plan.row.values.get(Field.DECEASED_ON)
        if died:
            day = date.fromisoformat(str(died))
            plan.child = patients.record_death(child=one.child, by=by, deceased_on=day, reason=_("Roster"))
        else:
            living.append(one.child)
    registry.enroll_many(children=living, by=by, reason=_("Named by a roster"), source=source.name)


def child_fields(values: Values) -> dict[str, Any]:
    """The child's own fields among the row's values, as the record keeps them."""
    fields: dict[str, Any] = {name.value: values[name] for name in CHILD_FIELDS if name in values}
    if "birth_date" in fields:
        fields["birth_date"] = date.fromisoformat(str(fields["birth_date"]))
    return fields


def _newcomer(plan: RowPlan, families: Families) -> Newcomer:
    values = plan.row.values
    child = Child(id=plan.child_id, **child_fields(values))
    home = families.home(child, values)
    contact = families.contact(child, values, home)
    return Newcomer(child, home, contact, str(values.get(Field.RELATIONSHIP, Relationship.PARENT)))

"""Verbs on households and where a child lives."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import rules
from tenants.patients.models import Child, Household, Residence
from tenants.patients.services.history import one_of, only, told
from tenants.patients.services.rows import changed, checked_phone, stripped

HOUSEHOLD_FIELDS = (
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
)


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
    return changed(household, "household", by, child, checked_household(fields))


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
        for home in _present(child).exclude(household=household):
            if moved_out:
                changed(home, "residence", by, child, {"ends_on": max(day, home.starts_on), "is_main": False})
            elif is_main:
                changed(home, "residence", by, child, {"is_main": False})
        standing = _present(child).filter(household=household).first()
        if standing is not None:
            return changed(standing, "residence", by, child, {"is_main": is_main, "when_there": when_there})
        home = Residence.objects.create(
            child=child, household=household, starts_on=day, is_main=is_main, when_there=when_there
        )
        told(by=by, action="residence.add", subject="residence", row_id=home.pk, child=child)
    return home


def change_residence(
    *, child: Child, residence: Residence, by: Reader, is_main: bool, when_there: str
) -> Residence:
    """Change how the child lives in a home. One that ended stays ended and is never the main one."""
    by.require(Permission.EDIT_CHILDREN)
    if not _present(child).filter(pk=residence.pk).exists():
        return changed(residence, "residence", by, child, {"when_there": when_there})
    return set_residence(
        by=by, child=child, household=residence.household, is_main=is_main, when_there=when_there
    )


def _present(child: Child) -> QuerySet[Residence]:
    return Residence.objects.filter(child__head_id=child.head_id, ends_on__isnull=True)


def end_residence(*, residence: Residence, by: Reader, ends_on: date | None = None) -> Residence:
    """The child no longer lives there."""
    by.require(Permission.EDIT_CHILDREN)
    day = ends_on or clock.today()
    if day < residence.starts_on:
        raise ValidationError({"ends_on": _("Choose a day on or after the day the child moved in.")})
    return changed(residence, "residence", by, residence.child, {"ends_on": day, "is_main": False})


def checked_household(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept; raises ValidationError by field."""
    clean = stripped(fields)
    if "name" in clean and not clean["name"]:
        raise ValidationError({"name": _("Write a name for the home, as in: Baptiste family.")})
    if "kind" in clean:
        one_of("kind", clean["kind"], rules.HouseholdKind)
    if clean.get("phone"):
        clean["phone"] = checked_phone("phone", clean["phone"])
    return clean

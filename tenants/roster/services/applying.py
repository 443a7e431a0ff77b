"""Carry out the plan of one row: a new child with contact and home, or the fields that changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.patients import services as patients
from tenants.patients.models import Child, Contact
from tenants.patients.rules import RosterState
from tenants.registry import services as registry
from tenants.roster.models import RosterSource, SourceRecord, Upload
from tenants.roster.rules.fields import CHILD_FIELDS, Field
from tenants.roster.rules.rows import Value
from tenants.roster.services.families import change_contact_of, join_contact, settle_home
from tenants.roster.services.known import Standing
from tenants.roster.services.planning import RowPlan, comparable

_NOT_NULL = (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.BIRTH_DATE)


def add_from_row(plan: RowPlan, *, source: RosterSource, upload: Upload, by: Reader) -> Child:
    """A new child: record, contact, home, registry, next contact, and the source's record of it."""
    values = plan.row.values
    child = patients.add_child(
        by=by,
        given_name=str(values[Field.GIVEN_NAME]),
        family_name=str(values[Field.FAMILY_NAME]),
        birth_date=date.fromisoformat(str(values[Field.BIRTH_DATE])),
        **_child_fields(values, without=_NOT_NULL),
    )
    home = settle_home(child, values, by)
    contact = join_contact(child, values, home, by)
    if Field.DECEASED_ON in values:
        child = _record_death(child, values, by)
    else:
        registry.enroll(child=child, by=by, reason=_("Named by a roster"), source=source.name)
    remember(plan, source=source, upload=upload, child=child, contact=contact)
    return child


def change_from_row(plan: RowPlan, *, source: RosterSource, upload: Upload, by: Reader) -> Child:
    """The fields the file changed, where no person wrote later; and the source's record of the child."""
    standing = _standing(plan)
    child, update = standing.child, plan.changes.update
    fields = _child_fields(update)
    if plan.record is not None and not plan.record.is_on and child.roster_state == RosterState.LEFT:
        fields["roster_state"] = RosterState.ON
    if fields:
        child = patients.change_child(child=child, by=by, reason=_("Roster"), **fields)
    if Field.DECEASED_ON in update and not child.has_died:
        child = _record_death(child, update, by)
    contact = standing.contact
    if contact is not None:
        change_contact_of(child, contact, update, by)
    else:
        contact = join_contact(child, update, standing.home.household if standing.home else None, by)
    settle_home(child, update, by, whole=plan.row.values, leaving=standing.home)
    remember(plan, source=source, upload=upload, child=child, contact=contact)
    return child


def remember(
    plan: RowPlan, *, source: RosterSource, upload: Upload, child: Child, contact: Contact | None
) -> None:
    """Keep what the source says now, so that the next file is compared with it."""
    values = {name.value: value for name, value in comparable(plan.row.values).items()}
    record = plan.record
    if record is None:
        record = SourceRecord(source=source, source_key=plan.row.key, child=child)
    record.values = {**record.values, **values}
    record.contact_id = contact.pk if contact else record.contact_id
    record.is_on, record.left_on, record.last_upload = True, None, upload
    record.save()


def is_worth_saving(plan: RowPlan) -> bool:
    """Whether an unchanged row still tells the source's record something new."""
    if plan.record is None:
        return not plan.is_repeat
    said = {name.value: value for name, value in comparable(plan.row.values).items()}
    return any(plan.record.values.get(name) != value for name, value in said.items())


def _standing(plan: RowPlan) -> Standing:
    if plan.standing is None:
        raise ValueError("a change needs a child on record")
    return plan.standing


def _child_fields(values: Mapping[Field, Value], without: tuple[Field, ...] = ()) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name.value: values[name] for name in CHILD_FIELDS if name in values and name not in without
    }
    if "birth_date" in fields:
        fields["birth_date"] = date.fromisoformat(str(fields["birth_date"]))
    return fields


def _record_death(child: Child, values: Mapping[Field, Value], by: Reader) -> Child:
    died = date.fromisoformat(str(values[Field.DECEASED_ON]))
    return patients.record_death(child=child, by=by, deceased_on=died, reason=_("Roster"))

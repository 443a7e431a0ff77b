"""Carry out the plan of a row about a child on record: the fields the file changed, nobody's later word touched."""

from datetime import date

from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.patients import services as patients
from tenants.patients.models import Child, Contact
from tenants.patients.rules import Relationship, RosterState
from tenants.roster.models import RosterSource, SourceRecord, Upload
from tenants.roster.rules.fields import Field
from tenants.roster.services.families import change_contact_of, told_of
from tenants.roster.services.intake import Families, Values, child_fields
from tenants.roster.services.known import Standing
from tenants.roster.services.planning import RowPlan, comparable


def change_from_row(plan: RowPlan, *, source: RosterSource, upload: Upload, by: Reader) -> Child:
    """The fields the file changed, where no person wrote later; and the source's record of the child."""
    standing = _standing(plan)
    child, update = standing.child, plan.changes.update
    fields = child_fields(update)
    if plan.record is not None and not plan.record.is_on and child.roster_state == RosterState.LEFT:
        fields["roster_state"] = RosterState.ON
    if fields:
        child = patients.change_child(child=child, by=by, reason=_("Roster"), **fields)
    if Field.DECEASED_ON in update and not child.has_died:
        child = _record_death(child, update, by)
    contact = _settle_contact(child, standing, update, plan.row.values, by)
    _settle_home(child, standing, update, plan.row.values, by)
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


def _record_death(child: Child, values: Values, by: Reader) -> Child:
    died = date.fromisoformat(str(values[Field.DECEASED_ON]))
    return patients.record_death(child=child, by=by, deceased_on=died, reason=_("Roster"))


def _settle_contact(
    child: Child, standing: Standing, update: Values, whole: Values, by: Reader
) -> Contact | None:
    """The contact with what the file changed; a family that named nobody before gets its first contact."""
    if standing.contact is not None:
        change_contact_of(child, standing.contact, update, by)
        return standing.contact
    home = standing.home.household if standing.home else None
    contact = Families([update]).contact(child, update, home)
    if contact is None:
        return None
    if contact._state.adding:
        contact = patients.add_contact(by=by, child=child, **told_of(contact))
    relationship = str(whole.get(Field.RELATIONSHIP, Relationship.PARENT))
    patients.link_contact(
        by=by, child=child, contact=contact, relationship=relationship, lives_with=home is not None
    )
    return contact


def _settle_home(child: Child, standing: Standing, update: Values, whole: Values, by: Reader) -> None:
    """A changed street is a move: the home of the older row ends; another home that a person wrote down stays."""
    if Field.STREET not in update:
        return
    home = Families([whole]).home(child, whole)
    if home is None:
        return
    if home._state.adding:
        home = patients.add_household(by=by, **told_of(home))
    if standing.home is not None and standing.home.household_id != home.pk:
        patients.end_residence(residence=standing.home, by=by)
    patients.set_residence(by=by, child=child, household=home)

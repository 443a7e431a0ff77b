"""Carry out the plans of patients: new children in one go, known ones by the fields the file changed."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.incoming.models import PatientOutcome, RecordFile, SourceNumber, SourcePatient
from tenants.incoming.rules.shapes import Why
from tenants.incoming.rules.states import Came
from tenants.incoming.services.planning import PatientPlan, Values
from tenants.patients import services as patients
from tenants.patients.models import Child, Contact
from tenants.patients.rules import AGE_OF_MAJORITY, Relationship, age_in_years
from tenants.patients.services import Newcomer
from tenants.registry import services as registry
from tenants.roster.rules.fields import Field
from tenants.roster.services.families import change_contact_of, told_of
from tenants.roster.services.intake import Families, child_fields
from tenants.roster.services.known import Standing
from tenants.roster.services.pairs import queue_pairs


def carry_out(plans: Sequence[PatientPlan], *, file: RecordFile, by: Reader) -> None:
    """Do what the plans say; what the record itself refuses becomes a refused plan, never half saved."""
    new = [plan for plan in plans if plan.came is Came.NEW]
    try:
        with transaction.atomic():
            _take_in(new, file, by)
    except (ValidationError, IntegrityError, DataError):
        for plan in new:
            _alone(plan, file, by)
    for plan in plans:
        is_known = plan.standing is not None and plan.came is not Came.REFUSED
        if is_known and (plan.came is Came.CHANGED or plan.record is None or plan.new_numbers):
            _alone(plan, file, by)
    queue_pairs([(plan.child, plan.alike) for plan in new if plan.child is not None], by=by)
    told = [plan for plan in plans if plan.came in (Came.NEW, Came.CHANGED)]
    PatientOutcome.objects.bulk_create(_outcome(plan, file) for plan in told)


def _alone(plan: PatientPlan, file: RecordFile, by: Reader) -> None:
    try:
        with transaction.atomic():
            if plan.came is Came.NEW:
                _take_in([plan], file, by)
            else:
                _change(plan, file, by)
    except (ValidationError, IntegrityError, DataError):
        plan.came, plan.why, plan.child = Came.REFUSED, Why.NOT_SAVED, None


def _take_in(plans: Sequence[PatientPlan], file: RecordFile, by: Reader) -> None:
    """Children with home and family contact, the source's row of each, deaths; the registry only where asked for."""
    if not plans:
        return
    families = Families([plan.values for plan in plans])
    newcomers = [_newcomer(plan, families) for plan in plans]
    patients.take_in(by=by, newcomers=newcomers)
    rows = SourcePatient.objects.bulk_create(
        SourcePatient(
            source=file.source,
            key=plan.patient.key,
            child=one.child,
            contact_id=one.contact.pk if one.contact else None,
            values=_kept(plan.values),
        )
        for plan, one in zip(plans, newcomers, strict=True)
    )
    SourceNumber.objects.bulk_create(
        SourceNumber(patient=row, system=system, value=value)
        for plan, row in zip(plans, rows, strict=True)
        for system, value in plan.new_numbers
    )
    living = []
    for plan, one in zip(plans, newcomers, strict=True):
        plan.child = one.child
        if Field.DECEASED_ON in plan.values:
            plan.child = _record_death(one.child, plan, by)
        else:
            living.append(one.child)
    if file.enrolls:
        registry.enroll_many(children=living, by=by, reason=_("Records came in"), source=file.source.name)


def _newcomer(plan: PatientPlan, families: Families) -> Newcomer:
    """The telephone of a grown patient is the patient's own; a child's is the family's."""
    values = plan.values
    child = Child(id=plan.child_id, **child_fields(values))
    home = families.home(child, values)
    grown = age_in_years(child.birth_date, clock.today()) >= AGE_OF_MAJORITY
    named: Values = {**values, Field.CONTACT_NAME: child.legal_name} if grown else values
    contact = families.contact(child, named, home) if {Field.PHONE, Field.EMAIL} & values.keys() else None
    return Newcomer(child, home, contact, Relationship.SELF if grown else Relationship.PARENT)


def _change(plan: PatientPlan, file: RecordFile, by: Reader) -> None:
    standing, update = _standing(plan), plan.changes.update
    child = standing.child
    if fields := child_fields(update):
        child = patients.change_child(child=child, by=by, reason=_("Records came in"), **fields)
    if Field.DECEASED_ON in update and not child.has_died:
        child = _record_death(child, plan, by)
    contact = _settle_contact(child, standing, update, by)
    _settle_home(child, standing, plan, by)
    _remember(plan, file, child, contact)


def _remember(plan: PatientPlan, file: RecordFile, child: Child, contact: Contact | None) -> None:
    record = plan.record or SourcePatient(source=file.source, key=plan.patient.key, child=child)
    record.values = {**record.values, **_kept(plan.values)}
    record.contact_id = contact.pk if contact else record.contact_id
    record.save()
    SourceNumber.objects.bulk_create(
        [SourceNumber(patient=record, system=system, value=value) for system, value in plan.new_numbers],
        ignore_conflicts=True,
    )


def _settle_contact(child: Child, standing: Standing, update: Values, by: Reader) -> Contact | None:
    if standing.contact is not None:
        change_contact_of(child, standing.contact, update, by)
        return standing.contact
    home = standing.home.household if standing.home else None
    contact = Families([update]).contact(child, update, home)
    if contact is None:
        return None
    if contact._state.adding:
        contact = patients.add_contact(by=by, child=child, **told_of(contact))
    patients.link_contact(
        by=by, child=child, contact=contact, relationship=Relationship.PARENT, lives_with=home is not None
    )
    return contact


def _settle_home(child: Child, standing: Standing, plan: PatientPlan, by: Reader) -> None:
    """A changed street is a move: the home of before ends."""
    if Field.STREET not in plan.changes.update:
        return
    home = Families([plan.values]).home(child, plan.values)
    if home is None:
        return
    if home._state.adding:
        home = patients.add_household(by=by, **told_of(home))
    if standing.home is not None and standing.home.household_id != home.pk:
        patients.end_residence(residence=standing.home, by=by)
    patients.set_residence(by=by, child=child, household=home)


def _record_death(child: Child, plan: PatientPlan, by: Reader) -> Child:
    died = date.fromisoformat(str(plan.values[Field.DECEASED_ON]))
    said = plan.patient.deceased_on
    reason = _("Records came in") if said else _("Records came in; they do not say on which day")
    return patients.record_death(child=child, by=by, deceased_on=died, reason=reason)


def _standing(plan: PatientPlan) -> Standing:
    if plan.standing is None:
        raise ValueError("a change needs a child on record")
    return plan.standing


def _kept(values: Values) -> dict[str, str | bool]:
    return {name.value: value for name, value in values.items()}


def _outcome(plan: PatientPlan, file: RecordFile) -> PatientOutcome:
    child = plan.child or _standing(plan).child
    detail: dict[str, object] = {}
    if plan.came is Came.CHANGED:
        detail["changed"] = sorted(name.value for name in plan.changes.update)
    if plan.changes.kept:
        detail["kept"] = sorted(one.field.value for one in plan.changes.kept)
    if plan.alike:
        detail["alike"] = len(plan.alike)
    return PatientOutcome(file=file, child=child, outcome=plan.came, detail=detail)

"""What each patient of a file would lead to. The dry run counts these plans; the import carries the same ones out."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from nestwork.practices import clock
from tenants.incoming.models import RecordSource, SourcePatient
from tenants.incoming.rules.identifiers import OF_THE_SOURCE
from tenants.incoming.rules.shapes import IncomingPatient, Why
from tenants.incoming.rules.states import Came
from tenants.incoming.services.known import Known, load_known, name_key, record_number_of
from tenants.patients.models import Child
from tenants.patients.rules import is_birth_date_possible, plain
from tenants.roster.rules.changes import UNSAID, UNSAID_BY_SOURCE, Changes, plan_changes
from tenants.roster.rules.fields import Field
from tenants.roster.rules.matching.compare import Comparison, Verdict, compare
from tenants.roster.rules.matching.index import MatchIndex
from tenants.roster.rules.matching.person import Person
from tenants.roster.rules.rows import Value
from tenants.roster.selectors.people import people, person_of_row
from tenants.roster.services.known import Standing

type Values = dict[Field, Value]


@dataclass(slots=True)
class PatientPlan:
    """What one patient leads to, with everything needed to carry it out."""

    patient: IncomingPatient
    came: Came
    values: Values = field(default_factory=dict)
    why: str = ""
    record: SourcePatient | None = None
    standing: Standing | None = None
    changes: Changes = field(default_factory=Changes)
    alike: list[tuple[Person, Comparison]] = field(default_factory=list)
    new_numbers: list[tuple[str, str]] = field(default_factory=list)
    child_id: uuid.UUID = field(default_factory=uuid.uuid4)  # of the child a new patient will become
    child: Child | None = None  # the new child, once it is taken in
    told_as: tuple[Came, str] | None = (
        None  # what whoever may not open the child is told: as of one not known here
    )

    looks_like_one: bool = False  # some of those alike may be opened by the reader of the counts

    @property
    def told(self) -> tuple[Came, str]:
        """What it led to and why, for a count that somebody reads."""
        return self.told_as or (self.came, self.why)


class Planner:
    """Plans the patients of one file, one batch after the other.

    `hidden` are the children whom the reader of the counts may not open; without `takes_in` a child not known here
    is left out.
    """

    def __init__(
        self,
        *,
        source: RecordSource,
        index: MatchIndex,
        hidden: Collection[uuid.UUID] = (),
        takes_in: bool = True,
    ) -> None:
        self.source = source
        self.index = index
        self.hidden = frozenset(hidden)
        self._hidden_keys = frozenset(map(str, hidden))
        self.takes_in = takes_in
        self.today = clock.today()
        self.taken: dict[str, str] = {}  # record number of a new child to the patient's key
        self.seen: dict[str, str] = {}  # key to why the patient was not taken, empty for those who were
        self.told_as: dict[str, str] = {}  # the same of hidden children, as their facts are told
        self.born: dict[str, date] = {}  # of the new ones

    def plan_batch(self, patients: Sequence[IncomingPatient]) -> list[PatientPlan]:
        """Plans in the order of the file; a patient said twice counts as said last."""
        last = {one.key: one for one in patients}
        known = load_known(self.source, list(last.values()))
        plans = [self._plan(one, known) for one in last.values()]
        for plan in plans:
            self.seen[plan.patient.key] = plan.why
            if plan.standing is not None and plan.standing.child.pk in self.hidden:
                plan.told_as = self._stranger(plan.patient)
                self.told_as[plan.patient.key] = plan.told_as[1]
        return plans

    def _stranger(self, patient: IncomingPatient) -> tuple[Came, str]:
        """What a patient not known here leads to."""
        if not self.takes_in:
            return Came.NOT_HERE, Why.NOT_HERE
        return (Came.NEW, "") if patient.birth_date else (Came.REFUSED, Why.NO_PATIENT)

    def _plan(self, patient: IncomingPatient, known: Known) -> PatientPlan:
        if not patient.birth_date:
            return self._only_named(patient, known)
        born = date.fromisoformat(patient.birth_date)
        if not is_birth_date_possible(born, self.today):
            why = Why.FUTURE if born > self.today else Why.TOO_OLD
            return PatientPlan(patient, Came.REFUSED, why=why)
        values = values_of(patient)
        record = known.records.get(patient.key)
        standing = known.of_record(record) if record else _on_record(patient, values, known)
        if record and standing and not is_still_same(values, record.values, standing.child):
            return PatientPlan(patient, Came.REFUSED, why=Why.OTHER_PERSON, standing=standing)
        if standing is not None:
            self.born[patient.key] = standing.child.birth_date
        elif not self.takes_in:
            return PatientPlan(patient, Came.NOT_HERE, why=Why.NOT_HERE)
        self._settle_number(values, standing, known, patient.key)
        if patient.has_died and not patient.deceased_on and not (standing and standing.child.has_died):
            values[Field.DECEASED_ON] = _said_day_of_death(record) or self.today.isoformat()
        if standing is None:
            return self._newcomer(patient, values)
        return _known_child(patient, values, record, standing, known)

    def _only_named(self, patient: IncomingPatient, known: Known) -> PatientPlan:
        """A patient told without a birth date (a row of a list, an old message): found, or waiting; nothing is changed.

        Found by the id that this source gave a child before, in records or in a roster, or by a number of this source
        together with the name.
        """
        record = known.records.get(patient.key)
        standing = known.of_record(record) if record else _on_record(patient, values_of(patient), known)
        if standing is None:
            came, why = self._stranger(patient)
            return PatientPlan(patient, came, why=why)
        self.born[patient.key] = standing.child.birth_date
        return PatientPlan(patient, Came.UNCHANGED, record=record, standing=standing)

    def _newcomer(self, patient: IncomingPatient, values: Values) -> PatientPlan:
        """A child not on record yet; from now on the patients below are compared with it too."""
        numbers = [(system, value) for system, value, _kind in patient.identifiers]
        plan = PatientPlan(patient, Came.NEW, values, new_numbers=list(dict.fromkeys(numbers)))
        person = person_of_row(values, key=str(plan.child_id))
        plan.alike = self.index.alike(person)
        plan.looks_like_one = any(other.key not in self._hidden_keys for other, _result in plan.alike)
        self.index.add(person)
        self.born[patient.key] = date.fromisoformat(patient.birth_date)
        return plan

    def _settle_number(self, values: Values, standing: Standing | None, known: Known, key: str) -> None:
        """The record number is taken over only where no other child has it and none stands there."""
        number = str(values.get(Field.RECORD_NUMBER, ""))
        if not number:
            return
        holder = known.by_record_number.get(number)
        mine = standing.child.pk if standing else None
        kept = standing.child.record_number if standing else ""
        free = holder in (None, mine) and self.taken.get(number, key) == key
        if free and kept in ("", number):
            self.taken[number] = key
        else:
            del values[Field.RECORD_NUMBER]


def values_of(patient: IncomingPatient) -> Values:
    """What the patient says, in the roster's fields, so that both are compared and changed by the same rules."""
    phones = [*patient.phones, "", ""]
    said: dict[Field, Value] = {
        Field.GIVEN_NAME: patient.given_name,
        Field.MIDDLE_NAME: patient.middle_name,
        Field.FAMILY_NAME: patient.family_name,
        Field.NAME_USED: patient.name_used,
        Field.BIRTH_DATE: patient.birth_date,
        Field.SEX: patient.sex,
        Field.LANGUAGE: patient.language,
        Field.RECORD_NUMBER: record_number_of(patient),
        Field.PHONE: phones[0],
        Field.SECOND_PHONE: phones[1],
        Field.EMAIL: patient.email,
        Field.STREET: patient.address_line,
        Field.CITY: patient.town,
        Field.STATE: patient.state,
        Field.ZIP_CODE: patient.zip_code,
        Field.DECEASED_ON: patient.deceased_on,
    }
    told: Values = {name: value for name, value in said.items() if value}
    if patient.needs_interpreter is not None:
        told[Field.NEEDS_INTERPRETER] = patient.needs_interpreter
    return told


def _known_child(
    patient: IncomingPatient, values: Values, record: SourcePatient | None, standing: Standing, known: Known
) -> PatientPlan:
    last = {Field(name): value for name, value in record.values.items()} if record else {}
    changes = plan_changes(
        last=last, now=values, current=standing.values(), unsaid=UNSAID_BY_SOURCE if record else UNSAID
    )
    said = dict.fromkeys((system, value) for system, value, _kind in patient.identifiers)
    new = [one for one in said if record is None or (record.pk, *one) not in known.numbers]
    came = Came.CHANGED if changes.update else Came.UNCHANGED
    return PatientPlan(patient, came, values, "", record, standing, changes, new_numbers=new)


def _on_record(patient: IncomingPatient, values: Values, known: Known) -> Standing | None:
    """The child on record, of whom this source's records say nothing yet.

    The id its rosters gave needs no more, unless a name or birth date told beside it speaks against it. A list
    that gives no number means the one child of this name and birth date.
    """
    heads = _by_own_id(patient, known)
    if len(heads) == 1:
        standing = known.standing[next(iter(heads))]
        is_told = bool(patient.family_name or patient.birth_date)
        return standing if not is_told or is_same_child(values, standing.child) else None
    named = known.by_name.get(name_key(patient.given_name, patient.family_name, patient.birth_date), set())
    if patient.is_only_named:
        return known.standing[next(iter(named))] if len(named) == 1 else None
    return _by_number(patient, values, known)


def _by_own_id(patient: IncomingPatient, known: Known) -> set[uuid.UUID]:
    """Children under the id that the source itself gave, in a roster or in an earlier list."""
    values = [(system, value) for system, value, _kind in patient.identifiers]
    named = {known.by_roster_key[value] for _system, value in values if value in known.by_roster_key}
    listed = {
        head
        for system, value in values
        if system == OF_THE_SOURCE
        for head in known.by_number.get((system, value), ())
    }
    return named | listed


def _by_number(patient: IncomingPatient, values: Values, known: Known) -> Standing | None:
    """The child with one of these numbers in this source, or with this record number: where the name agrees too."""
    found = {
        head
        for system, value, _kind in patient.identifiers
        if system
        for head in known.by_number.get((system, value), ())
    }
    holder = known.by_record_number.get(str(values.get(Field.RECORD_NUMBER, "")))
    for heads in (found, {holder} if holder else set()):
        if len(heads) == 1 and is_same_child(values, known.standing[next(iter(heads))].child):
            return known.standing[next(iter(heads))]
    return None


def is_still_same(values: Values, last: Mapping[str, Value], child: Child) -> bool:
    """Whether an id still means the child it was given to: birth date or name agree, or the whole is much alike.

    Systems that send under one source name may give one id to two children: that must never rename the first.
    """
    born, name = values.get(Field.BIRTH_DATE), _name(values[Field.GIVEN_NAME], values[Field.FAMILY_NAME])
    said = _name(last.get(Field.GIVEN_NAME.value, ""), last.get(Field.FAMILY_NAME.value, ""))
    if born in (last.get(Field.BIRTH_DATE.value), child.birth_date.isoformat()):
        return True
    if name in (said, _name(child.given_name, child.family_name)):
        return True
    return compare(person_of_row(values), people([child])[0]).verdict is not Verdict.DIFFERENT


def _name(given: Value, family: Value) -> tuple[str, str]:
    return plain(str(given)), plain(str(family))


def _said_day_of_death(record: SourcePatient | None) -> str:
    """The day kept when this source first said that the child has died: somebody here may have taken it back since."""
    return str(record.values.get(Field.DECEASED_ON.value, "")) if record else ""


def is_same_child(values: Values, child: Child) -> bool:
    """Whether name or birth date agree besides the number: a number alone does not make it the child."""
    on_record = people([child])[0]
    told = replace(person_of_row(values), record_number="")
    if compare(told, replace(on_record, record_number="")).verdict is Verdict.DIFFERENT:
        return False
    return told.birth_date == on_record.birth_date or told.family.casefold() == on_record.family.casefold()

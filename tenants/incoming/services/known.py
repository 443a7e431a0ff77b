"""What the record holds about the patients of a batch, read in a handful of statements."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tenants.incoming.models import RecordSource, SourceNumber, SourcePatient
from tenants.incoming.rules.identifiers import RECORD_NUMBER
from tenants.incoming.rules.shapes import IncomingPatient
from tenants.patients.models import Child, Contact, Residence
from tenants.patients.rules import FAMILY, plain
from tenants.patients.selectors import main_contacts
from tenants.roster.selectors.people import children_of_source
from tenants.roster.services.known import Standing

_LENGTH = 40  # letters of a record number


@dataclass(slots=True)
class Known:
    """What is on record for one batch of patients of one source."""

    records: dict[str, SourcePatient] = field(default_factory=dict)  # by the source's key
    by_number: dict[tuple[str, str], set[uuid.UUID]] = field(default_factory=dict)  # (system, value) to heads
    numbers: set[tuple[uuid.UUID, str, str]] = field(default_factory=set)  # (patient row, system, value)
    by_record_number: dict[str, uuid.UUID] = field(default_factory=dict)
    by_roster_key: dict[str, uuid.UUID] = field(
        default_factory=dict
    )  # heads under the ids of the same source's rosters
    by_name: dict[str, set[uuid.UUID]] = field(default_factory=dict)  # heads, for patients without any number
    heads: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    standing: dict[uuid.UUID, Standing] = field(default_factory=dict)  # by head

    def of_record(self, record: SourcePatient) -> Standing:
        """The child a patient of the source stands for today."""
        return self.standing[self.heads[record.child_id]]


def load_known(source: RecordSource, patients: Sequence[IncomingPatient]) -> Known:
    """Read everything these patients may be."""
    known = Known()
    records = SourcePatient.objects.filter(source=source, key__in={one.key for one in patients})
    known.records = {record.key: record for record in records}
    said = {(system, value) for one in patients for system, value, _kind in one.identifiers if system}
    rows = SourceNumber.objects.filter(patient__source=source, value__in={value for _system, value in said})
    by_number: defaultdict[tuple[str, str], set[uuid.UUID]] = defaultdict(set)
    for patient, system, value, head in rows.values_list(
        "patient_id", "system", "value", "patient__child__head_id"
    ):
        known.numbers.add((patient, system, value))
        by_number[system, value].add(head)
    known.by_number = dict(by_number)
    known.by_roster_key = children_of_source(
        source.name, {value for one in patients for _system, value, _kind in one.identifiers}
    )
    known.by_name = _named(patients)
    _load_children(known, {number for one in patients if (number := record_number_of(one))})
    _load_families(known)
    return known


def name_key(given: str, family: str, birth_date: str) -> str:
    """What makes a person one where there is no number: the same name, without accents, and the same birth date."""
    return f"{plain(given)}|{plain(family)}|{birth_date}"


def _named(patients: Sequence[IncomingPatient]) -> dict[str, set[uuid.UUID]]:
    """Children with the name and the birth date of patients who come without any number."""
    told = [one for one in patients if one.is_only_named and one.birth_date]
    wanted = {name_key(one.given_name, one.family_name, one.birth_date) for one in told}
    found: defaultdict[str, set[uuid.UUID]] = defaultdict(set)
    for child in Child.objects.not_merged().filter(birth_date__in={one.birth_date for one in told}):
        for given in {child.given_name, child.name_used or child.given_name}:
            key = name_key(given, child.family_name, child.birth_date.isoformat())
            if key in wanted:
                found[key].add(child.head_id)
    return dict(found)


def record_number_of(patient: IncomingPatient) -> str:
    """The number a practice or hospital knows the patient by, medical record numbers first."""
    for wanted in RECORD_NUMBER:
        for _system, value, kind in patient.identifiers:
            if kind == wanted and len(value) <= _LENGTH:
                return value
    return ""


def _load_children(known: Known, numbers: set[str]) -> None:
    wanted = {record.child_id for record in known.records.values()}
    known.heads = dict(Child.objects.filter(pk__in=wanted).values_list("pk", "head_id"))
    found = (*known.by_number.values(), *known.by_name.values())
    heads = {*known.heads.values(), *known.by_roster_key.values(), *(head for some in found for head in some)}
    named = Child.objects.filter(pk__in=heads)
    numbered = Child.objects.not_merged().filter(record_number__in=numbers)
    for child in (*named, *numbered):
        known.standing.setdefault(child.pk, Standing(child))
    known.by_record_number = {child.record_number: child.pk for child in numbered}


def _load_families(known: Known) -> None:
    brought = {
        record.contact_id: known.heads[record.child_id]
        for record in known.records.values()
        if record.contact_id
    }
    for contact in Contact.objects.filter(pk__in=brought):
        known.standing[brought[contact.pk]].contact = contact
    without = [one.child for one in known.standing.values() if one.contact is None]
    for child_id, link in main_contacts(without).items():
        if link.relationship in FAMILY:
            known.standing[child_id].contact = link.contact
    homes = Residence.objects.filter(child__head_id__in=known.standing, ends_on__isnull=True, is_main=True)
    for home in homes.select_related("household", "child").order_by("starts_on"):
        known.standing[home.child.head_id].home = home

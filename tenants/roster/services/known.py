"""What the record holds about the children that a batch of rows speaks of, read in a handful of statements."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from tenants.patients.models import Child, Contact, Residence
from tenants.patients.rules import FAMILY
from tenants.patients.selectors import main_contacts
from tenants.roster.models import QuarantinedRow, RosterSource, SourceRecord
from tenants.roster.rules.fields import CHILD_FIELDS, Field
from tenants.roster.rules.rows import ParsedRow, Value


@dataclass(slots=True)
class Standing:
    """One child as it stands on record."""

    child: Child
    contact: Contact | None = None
    home: Residence | None = None

    def values(self) -> dict[Field, Value]:
        """What the record says now, in the roster's own fields."""
        said: dict[Field, Value] = {name: getattr(self.child, name.value) for name in CHILD_FIELDS}
        said[Field.BIRTH_DATE] = self.child.birth_date.isoformat()
        if self.child.deceased_on:
            said[Field.DECEASED_ON] = self.child.deceased_on.isoformat()
        if self.contact:
            said[Field.CONTACT_NAME] = self.contact.name
            said[Field.PHONE] = self.contact.phone
            said[Field.SECOND_PHONE] = self.contact.second_phone
            said[Field.EMAIL] = self.contact.email
        if self.home:
            said[Field.STREET] = self.home.household.address_line
            said[Field.CITY] = self.home.household.town
            said[Field.STATE] = self.home.household.state
            said[Field.ZIP_CODE] = self.home.household.zip_code or self.child.zip_code
        return said


@dataclass(slots=True)
class Known:
    """What is on record for one batch."""

    records: dict[str, SourceRecord] = field(default_factory=dict)  # by the source's key
    standing: dict[uuid.UUID, Standing] = field(
        default_factory=dict
    )  # by the id of the child or its survivor
    heads: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)  # child to the child that stands for it
    by_number: dict[str, Standing] = field(default_factory=dict)  # by record number
    settled: dict[str, QuarantinedRow] = field(default_factory=dict)  # by digest of the row as written

    def of_record(self, record: SourceRecord) -> Standing:
        """The child a record of the source stands for today."""
        return self.standing[self.heads[record.child_id]]


def settled_rows(source: RosterSource, digests: Iterable[str]) -> dict[str, QuarantinedRow]:
    """Rows of this source that stood in quarantine before, by digest."""
    rows = QuarantinedRow.objects.filter(source=source, digest__in=list(digests))
    return {row.digest: row for row in rows}


def load_known(source: RosterSource, rows: Iterable[ParsedRow]) -> Known:
    """Read everything the rows may touch."""
    rows = list(rows)
    keys = {row.key for row in rows}
    numbers = {str(row.values.get(Field.RECORD_NUMBER, "")) for row in rows} - {""}
    known = Known()
    records = list(SourceRecord.objects.filter(source=source, source_key__in=keys))
    known.records = {record.source_key: record for record in records}
    heads = Child.objects.filter(pk__in={record.child_id for record in records}).values_list("pk", "head_id")
    known.heads = dict(heads)
    named = Child.objects.filter(pk__in=set(known.heads.values()))
    numbered = Child.objects.not_merged().filter(record_number__in=numbers)
    known.standing = {child.pk: Standing(child) for child in (*named, *numbered)}
    known.by_number = {
        one.child.record_number: one for one in known.standing.values() if one.child.record_number
    }
    _add_contacts(known, records)
    _add_homes(known)
    return known


def _add_contacts(known: Known, records: list[SourceRecord]) -> None:
    wanted = {record.contact_id: known.heads[record.child_id] for record in records if record.contact_id}
    for contact in Contact.objects.filter(pk__in=wanted.keys()):
        known.standing[wanted[contact.pk]].contact = contact
    without = [one.child for one in known.standing.values() if one.contact is None]
    for child_id, link in main_contacts(without).items():
        if (
            link.relationship in FAMILY
        ):  # a row names the family; the staff of a home are not overwritten by it
            known.standing[child_id].contact = link.contact


def _add_homes(known: Known) -> None:
    homes = Residence.objects.filter(child__head_id__in=known.standing, ends_on__isnull=True, is_main=True)
    for home in homes.select_related("household", "child").order_by("starts_on"):
        known.standing[home.child.head_id].home = home

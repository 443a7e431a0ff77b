"""The practice's children as the matching core compares them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tenants.patients.models import Child, ChildContact, Residence
from tenants.roster.models import SourceRecord
from tenants.roster.rules.fields import Field
from tenants.roster.rules.matching.index import MatchIndex
from tenants.roster.rules.matching.person import Person
from tenants.roster.rules.rows import Value


def match_index() -> MatchIndex:
    """Every child that stands for itself, in four statements."""
    return MatchIndex(people(Child.objects.not_merged()))


def children_of_source(source_name: str, keys: set[str]) -> dict[str, uuid.UUID]:
    """The children that the rosters of a source named under these ids, as those they are merged into."""
    rows = SourceRecord.objects.filter(source__name=source_name, source_key__in=keys)
    return dict(rows.values_list("source_key", "child__head_id"))


def people(children: Iterable[Child]) -> list[Person]:
    """Children with the telephones and addresses of everything merged into them."""
    children = list(children)
    heads = {child.head_id for child in children}
    phones = _phones(heads)
    homes = _homes(heads)
    return [_person(child, phones[child.head_id], *homes.get(child.head_id, ("", ""))) for child in children]


def person_of_row(values: Mapping[Field, Value], key: str = "") -> Person:
    """What a row says about the child, to be compared."""

    def said(name: Field) -> str:
        return str(values.get(name, ""))

    return Person(
        key=key,
        given=said(Field.GIVEN_NAME),
        family=said(Field.FAMILY_NAME),
        birth_date=said(Field.BIRTH_DATE),
        middle=said(Field.MIDDLE_NAME),
        name_used=said(Field.NAME_USED),
        sex=said(Field.SEX),
        record_number=said(Field.RECORD_NUMBER),
        phones=frozenset({said(Field.PHONE), said(Field.SECOND_PHONE)} - {""}),
        street=said(Field.STREET),
        zip_code=said(Field.ZIP_CODE),
    )


def _person(child: Child, phones: set[str], street: str, zip_code: str) -> Person:
    return Person(
        key=str(child.pk),
        given=child.given_name,
        family=child.family_name,
        birth_date=child.birth_date.isoformat(),
        middle=child.middle_name,
        name_used=child.name_used,
        sex=child.sex,
        record_number=child.record_number,
        phones=frozenset(phones),
        street=street,
        zip_code=zip_code or child.zip_code,
    )


def _phones(heads: set[uuid.UUID]) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    links = ChildContact.objects.filter(child__head_id__in=heads, ended_on__isnull=True)
    for head, *numbers in links.values_list("child__head_id", "contact__phone", "contact__second_phone"):
        found[head] |= {number for number in numbers if number}
    return found


def _homes(heads: set[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    rows = Residence.objects.filter(child__head_id__in=heads, ends_on__isnull=True).order_by("is_main")
    told = rows.values_list("child__head_id", "household__address_line", "household__zip_code")
    return {head: (street, zip_code) for head, street, zip_code in told}

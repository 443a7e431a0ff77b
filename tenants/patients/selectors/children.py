"""Finding children: every read goes through the reader's visibility."""

import re
import uuid
from datetime import date

from django.db.models import Q, QuerySet

from nestwork.access.readers import Reader
from tenants.patients import rules
from tenants.patients.models import Child, ChildChange, ChildContact, Contact, Residence

SEARCH_LIMIT = 50
SHORTEST_PHONE = 7  # digits
_SHARED_HOMES = (rules.HouseholdKind.FAMILY, rules.HouseholdKind.FOSTER)
_PARENTS = (
    rules.Relationship.MOTHER,
    rules.Relationship.FATHER,
    rules.Relationship.PARENT,
    rules.Relationship.STEP_PARENT,
    rules.Relationship.GUARDIAN,
)


def children_visible_to(reader: Reader) -> QuerySet[Child]:
    """Children the reader may open, without those merged into another."""
    return Child.objects.visible_to(reader).not_merged()


def child_for(reader: Reader, child_id: uuid.UUID) -> Child:
    """The child, or the one it was merged into; Child.DoesNotExist alike for none, blocked and confidential."""
    try:
        return children_visible_to(reader).get(pk=child_id)
    except Child.DoesNotExist:
        head = Child.objects.filter(pk=child_id, merged_into__isnull=False).values("head_id")
        return children_visible_to(reader).get(pk__in=head)


def sealed_child_for(reader: Reader, child_id: uuid.UUID) -> Child:
    """A confidential child the reader may open only by breaking the glass; Child.DoesNotExist otherwise."""
    return Child.objects.sealed_to(reader).get(pk=child_id)


def is_sealed_to(reader: Reader, child_id: uuid.UUID) -> bool:
    """Whether the reader may ask to open this confidential child by breaking the glass."""
    return Child.objects.sealed_to(reader).filter(pk=child_id).exists()


def siblings(child: Child, reader: Reader) -> QuerySet[Child]:
    """Children who share a present family or foster home, or a parent or guardian, with this one."""
    homes = Residence.objects.filter(
        child__head_id=child.head_id, ends_on__isnull=True, household__kind__in=_SHARED_HOMES
    ).values("household_id")
    parents = ChildContact.objects.filter(
        child__head_id=child.head_id, ended_on__isnull=True, relationship__in=_PARENTS
    ).values("contact_id")
    in_home = Residence.objects.filter(household__in=homes, ends_on__isnull=True).values("child__head_id")
    of_parent = ChildContact.objects.filter(
        contact__in=parents, ended_on__isnull=True, relationship__in=_PARENTS
    ).values("child__head_id")
    near = children_visible_to(reader).filter(Q(pk__in=in_home) | Q(pk__in=of_parent))
    return near.exclude(pk=child.pk).order_by("birth_date", "given_name")


def search(reader: Reader, text: str) -> QuerySet[Child]:
    """Children by name (accents and order ignored), record number, birth date or telephone, at most 50.

    Every word must begin one of the child's names. Empty text finds nobody.
    """
    found = children_visible_to(reader)
    condition = _condition(text.strip()[:100])
    if condition is None:
        return found.none()
    return found.filter(condition).order_by("family_name", "given_name", "birth_date")[:SEARCH_LIMIT]


def _condition(text: str) -> Q | None:
    if not text:
        return None
    born = birth_date_in(text)
    if born is not None:
        return Q(birth_date=born)
    condition = Q(record_number__iexact=text)
    number = rules.digits(text)
    if len(number) >= SHORTEST_PHONE and not re.search(r"[^\W\d_]", text):
        contacts = Contact.objects.filter(phone_digits__contains=number[-10:])
        links = ChildContact.objects.filter(contact__in=contacts, ended_on__isnull=True)
        return condition | Q(pk__in=links.values("child__head_id"))
    words = rules.plain(text).split()
    if words:
        names = Q()
        for word in words:
            names &= Q(search_name__contains=f" {word}")
        condition |= names
    return condition


# The first three letters of each month, in English and in Spanish.
_MONTHS = {
    letters: number
    for months in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ene feb mar abr may jun jul ago sep oct nov dic",
    )
    for number, letters in enumerate(months.split(), start=1)
}


def birth_date_in(text: str) -> date | None:
    """A date as 2019-03-02, 3/2/2019, 03-02-2019 (month first) or as pages show it: Mar 2, 2019; 2 mar 2019.

    None for anything else.
    """
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    american = re.fullmatch(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})", text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return _named_date(rules.plain(text))
    except ValueError:
        return None


def _named_date(text: str) -> date | None:
    found = re.fullmatch(r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})", text)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None:
        turned = re.fullmatch(r"(\d{1,2}) (?:de )?([a-z]{3})[a-z]*\.? (?:de )?(\d{4})", text)
        parts = (turned[2], turned[1], turned[3]) if turned else None
    if parts is None or parts[0] not in _MONTHS:
        return None
    return date(int(parts[2]), _MONTHS[parts[0]], int(parts[1]))


DOUBLE_FIELDS = ("given_name", "family_name", "birth_date", "record_number")


def doubles(
    reader: Reader, *, given_name: str, family_name: str, birth_date: date, record_number: str
) -> list[Child]:
    """Children who may be the one about to be added: the same number, or the same day and one name alike."""
    names = {word for word in rules.plain(f"{given_name} {family_name}").split() if word}
    same_day = children_visible_to(reader).filter(birth_date=birth_date)
    alike = [child for child in same_day if names & set(child.search_name.split())]
    if record_number:
        alike += (
            children_visible_to(reader)
            .filter(record_number=record_number)
            .exclude(pk__in=[child.pk for child in alike])
        )
    return alike


def changes_of(child: Child) -> QuerySet[ChildChange]:
    """What was changed about the child and everything merged into it, latest first."""
    return ChildChange.objects.filter(child__head_id=child.head_id).order_by("-at")

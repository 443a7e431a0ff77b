"""The people and places around a child."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nestwork.access.readers import Reader
from tenants.patients import rules
from tenants.patients.models import (
    Child,
    ChildContact,
    Contact,
    CustodyDocument,
    CustodyRight,
    Household,
    Residence,
)
from tenants.patients.selectors.children import siblings


def contact_links(child: Child) -> QuerySet[ChildContact]:
    """Present contacts of the child in the order they are called, with their rows and homes."""
    return (
        ChildContact.objects.filter(child__head_id=child.head_id, ended_on__isnull=True)
        .select_related("contact", "contact__household")
        .order_by("order", "contact__name")
    )


def past_contact_links(child: Child) -> QuerySet[ChildContact]:
    """Contacts that ended, latest first."""
    return (
        ChildContact.objects.filter(child__head_id=child.head_id, ended_on__isnull=False)
        .select_related("contact")
        .order_by("-ended_on")
    )


def main_link(links: Iterable[ChildContact]) -> ChildContact | None:
    """The person to call first: by rules.CALLED, then in order, and not one who asked to be left alone."""
    callable_links = [
        (rank, link.order, link.contact.name, link)
        for link in links
        if (rank := rules.call_rank(link.relationship)) is not None and not link.contact.do_not_contact
    ]
    return min(callable_links, key=lambda one: one[:3])[3] if callable_links else None


def main_contact(child: Child) -> ChildContact | None:
    """The link of the person to call first (its person is `.contact`); None when nobody is named."""
    return main_link(contact_links(child))


def main_contacts(children: Iterable[Child]) -> dict[uuid.UUID, ChildContact]:
    """The first person to call for each child of a list, in one statement; children without are absent."""
    heads = {child.head_id: child.pk for child in children}
    links: dict[uuid.UUID, list[ChildContact]] = {}
    rows = ChildContact.objects.filter(child__head_id__in=heads, ended_on__isnull=True)
    for link in rows.select_related("contact", "child").only(
        "id",
        "relationship",
        "order",
        "may_decide",
        "may_receive_information",
        "role_note",
        "contact",
        "child__head_id",
    ):
        links.setdefault(link.child.head_id, []).append(link)
    found = {heads[head]: main_link(group) for head, group in links.items()}
    return {child_id: link for child_id, link in found.items() if link is not None}


def residences(child: Child) -> QuerySet[Residence]:
    """Where the child lives and lived, present homes first."""
    return (
        Residence.objects.filter(child__head_id=child.head_id)
        .select_related("household")
        .order_by("-ends_on", "-is_main", "-starts_on")
    )


def household_for(child: Child, household_id: uuid.UUID) -> Household:
    """A household of this child; Household.DoesNotExist otherwise."""
    return Household.objects.filter(residences__child__head_id=child.head_id).distinct().get(pk=household_id)


def contacts_near(child: Child, reader: Reader) -> list[Contact]:
    """Contacts of brothers and sisters and staff of the child's homes who are not contacts of this child yet."""
    near = siblings(child, reader).values("pk")
    homes = Residence.objects.filter(child__head_id=child.head_id, ends_on__isnull=True).values(
        "household_id"
    )
    own = ChildContact.objects.filter(child__head_id=child.head_id, ended_on__isnull=True).values(
        "contact_id"
    )
    of_siblings = ChildContact.objects.filter(child__head_id__in=near, ended_on__isnull=True).values(
        "contact_id"
    )
    found = Contact.objects.filter(Q(pk__in=of_siblings) | Q(household__in=homes, works_in_household=True))
    return list(found.exclude(pk__in=own).order_by("name"))


def households_near(child: Child, reader: Reader) -> list[Household]:
    """Homes of brothers and sisters, and group homes of the practice, where this child does not live."""
    near = siblings(child, reader).values("pk")
    own = Residence.objects.filter(child__head_id=child.head_id, ends_on__isnull=True).values("household_id")
    theirs = Residence.objects.filter(child__head_id__in=near, ends_on__isnull=True).values("household_id")
    shared = Q(pk__in=theirs) | Q(kind=rules.HouseholdKind.GROUP_HOME)
    return list(Household.objects.filter(shared).exclude(pk__in=own).order_by("name"))


def staff_of(household: Household) -> QuerySet[Contact]:
    """The people who work in a group home."""
    return household.contacts.filter(works_in_household=True).order_by("name")


def link_for(child: Child, link_id: uuid.UUID) -> ChildContact:
    """A present contact of this child; ChildContact.DoesNotExist otherwise."""
    return contact_links(child).get(pk=link_id)


def residence_for(child: Child, residence_id: uuid.UUID) -> Residence:
    """A home of this child; Residence.DoesNotExist otherwise."""
    return residences(child).get(pk=residence_id)


def custody_documents(child: Child) -> QuerySet[CustodyDocument]:
    """Papers that no later paper replaces, latest first, with what they say about each contact."""
    return (
        CustodyDocument.objects.filter(child__head_id=child.head_id, replaced_by__isnull=True)
        .prefetch_related("rights__contact")
        .order_by("-starts_on", "-recorded_at")
    )


@dataclass(frozen=True, slots=True)
class Rights:
    """What a contact may do for a child on a day, and the paper that says so (None: the contact's own entry)."""

    may_decide: bool
    may_receive_information: bool
    paper: CustodyDocument | None


def homes(child: Child) -> QuerySet[Residence]:
    """Homes with the people who belong to them, in two statements."""
    return residences(child).prefetch_related("household__contacts")


def rights_on(
    child: Child, day: date, links: Iterable[ChildContact] | None = None
) -> dict[uuid.UUID, Rights]:
    """Rights of every present contact by contact id; a paper in force wins, the later one first.

    At 18 the young person decides; a contact keeps a right only under a paper in force then.
    """
    grown = rules.age_in_years(child.birth_date, day) >= rules.AGE_OF_MAJORITY
    found: dict[uuid.UUID, Rights] = {}
    for right in _rights_in_force(child, day):
        found.setdefault(
            right.contact_id, Rights(right.may_decide, right.may_receive_information, right.document)
        )
    for link in contact_links(child) if links is None else links:
        own = link.relationship == rules.Relationship.SELF
        free = own or not grown
        entry = Rights(
            (link.may_decide and free) or (own and grown),
            (link.may_receive_information and free) or (own and grown),
            None,
        )
        found.setdefault(link.contact_id, entry)
    return found


def _rights_in_force(child: Child, day: date) -> QuerySet[CustodyRight]:
    return (
        CustodyRight.objects.filter(
            Q(document__ends_on__isnull=True) | Q(document__ends_on__gte=day),
            document__child__head_id=child.head_id,
            document__starts_on__lte=day,
            document__replaced_by__isnull=True,
        )
        .select_related("document")
        .order_by("-document__starts_on", "-document__recorded_at")
    )

"""Carry out the plans of contacts."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from tenants.incoming.models import RecordFile, SourceContact
from tenants.incoming.rules.shapes import Why
from tenants.incoming.rules.states import Did
from tenants.incoming.services.planning_facts import ContactPlan, contact_values
from tenants.patients import services as patients
from tenants.patients.models import Child, ChildContact, Contact

_ON_RECORD = (
    "name",
    "phone",
    "second_phone",
    "email",
    "language",
    "address_line",
    "town",
    "state",
    "zip_code",
)


def carry_out(plans: Sequence[ContactPlan], *, file: RecordFile, by: Reader) -> None:
    """New contacts in one go, changed ones by the fields that nobody here wrote over."""
    children = Child.objects.in_bulk([plan.who.head_id for plan in plans if plan.who and plan.who.head_id])
    new = [plan for plan in plans if plan.did is Did.ADDED]
    try:
        with transaction.atomic():
            _add(new, children, file, by)
    except (ValidationError, IntegrityError, DataError):
        for plan in new:
            _alone(plan, children, file, by)
    for plan in plans:
        if plan.did in (Did.CORRECTED, Did.STRUCK):
            _alone(plan, children, file, by)


def _alone(plan: ContactPlan, children: dict[Any, Child], file: RecordFile, by: Reader) -> None:
    try:
        with transaction.atomic():
            if plan.did is Did.ADDED:
                _add([plan], children, file, by)
            elif plan.did is Did.STRUCK:
                _end(plan, children, by)
            else:
                _change(plan, children, by)
    except (ValidationError, IntegrityError, DataError):
        plan.did, plan.why = Did.REFUSED, Why.NOT_SAVED


def _add(plans: Sequence[ContactPlan], children: dict[Any, Child], file: RecordFile, by: Reader) -> None:
    """A contact that the child has already, by name and number, is remembered and not added again."""
    if not plans:
        return
    present = _present(plans)
    rows, kept = [], []
    for plan in plans:
        child = children[_head(plan)]
        values = contact_values(plan.contact)
        name = (child.pk, values["name"].casefold(), values["phone"])
        contact = present.get(name)
        if contact is None:
            contact = Contact(**_filled(values, child))
            rows.append((child, contact, plan.contact.relationship))
            present[name] = contact
        kept.append(
            SourceContact(
                source=file.source, key=plan.contact.key, child=child, contact_id=contact.pk, values=values
            )
        )
    patients.add_contacts(by=by, rows=rows)
    SourceContact.objects.bulk_create(kept)


def _present(plans: Sequence[ContactPlan]) -> dict[tuple[Any, str, str], Contact]:
    links = ChildContact.objects.filter(
        child__head_id__in={_head(plan) for plan in plans}, ended_on__isnull=True
    ).select_related("contact", "child")
    return {
        (link.child.head_id, link.contact.name.casefold(), link.contact.phone): link.contact for link in links
    }


def _filled(values: dict[str, Any], child: Child) -> dict[str, Any]:
    """The fields of a new contact; one whose language is not said is spoken to as the child is."""
    fields = {name: values[name] for name in _ON_RECORD}
    return {**fields, "language": fields["language"] or child.language}


def _change(plan: ContactPlan, children: dict[Any, Child], by: Reader) -> None:
    """A field the source changed is written where the record still says what the source said before."""
    known = plan.known
    if known is None:
        raise ValueError("a change needs a contact on record")
    contact, said = Contact.objects.get(pk=known.contact_id), contact_values(plan.contact)
    fields = {
        name: said[name]
        for name in _ON_RECORD
        if said[name]
        and said[name] != known.values.get(name)
        and getattr(contact, name) in ("", known.values.get(name))
    }
    if fields:
        patients.change_contact(contact=contact, by=by, child=children[_head(plan)], **fields)
    if known.values.get("is_struck"):
        child = children[_head(plan)]
        patients.link_contact(by=by, child=child, contact=contact, relationship=plan.contact.relationship)
    known.values = said
    known.save(update_fields=["values"])


def _end(plan: ContactPlan, children: dict[Any, Child], by: Reader) -> None:
    known = plan.known
    if known is None:
        raise ValueError("an end needs a contact on record")
    links = ChildContact.objects.filter(
        contact_id=known.contact_id, child__head_id=_head(plan), ended_on__isnull=True
    )
    for link in links:
        patients.end_link(link=link, by=by, reason=_("Records came in"))
    known.values = contact_values(plan.contact)
    known.save(update_fields=["values"])


def _head(plan: ContactPlan) -> Any:
    if plan.who is None or plan.who.head_id is None:
        raise ValueError("a contact needs a child on record")
    return plan.who.head_id

"""Children, households, contacts and who lives where."""

import uuid
from datetime import time, timedelta

from demonstration.rows.staff import PracticeStaff
from demonstration.story import MadeChild, MadeContact, MadeHousehold, MadePractice
from nestwork.access.permissions import Role
from nestwork.practices import clock
from tenants.patients.models import (
    Child,
    ChildContact,
    Contact,
    CustodyDocument,
    CustodyRight,
    Household,
    Residence,
)
from tenants.patients.rules import CustodyKind

RELATIONSHIPS = {
    "mother": "mother",
    "father": "father",
    "grandmother": "grandparent",
    "foster_parent": "foster_parent",
    "caseworker": "caseworker",
    "home_staff": "group_home_staff",
}
PAYERS = {
    "medicaid_managed_care": "medicaid_managed",
    "commercial": "commercial",
    "medicaid": "medicaid",
    "none": "uninsured",
}


def settle(story: MadePractice, staff: PracticeStaff) -> dict[str, Child]:
    """Write the families of one practice; returns each child's row by its key in the story."""
    children = {made.key: _child(made, staff) for made in story.children}
    Child.objects.bulk_create(children.values())
    households = {made.key: _household(made) for made in story.households}
    Household.objects.bulk_create(households.values())
    contacts = _contacts(story, households)
    Contact.objects.bulk_create(contacts.values())
    _live(story, children, households)
    links = [
        _link(children[made.key], contacts[contact.key], contact, place)
        for made in story.children
        for place, contact in enumerate(made.contacts, start=1)
    ]
    ChildContact.objects.bulk_create(links)
    _custody(story, children, contacts)
    return children


def _child(made: MadeChild, staff: PracticeStaff) -> Child:
    child = Child(
        id=uuid.uuid4(),
        given_name=made.given_name,
        family_name=made.family_name,
        birth_date=made.birth_date,
        sex=made.sex,
        record_number=made.record_number,
        language=made.language,
        needs_interpreter=made.needs_interpreter,
        payer_kind=PAYERS[made.payer_kind],
        zip_code=made.zip_code,
        school=made.school,
        primary_clinician_id=staff.by_role[Role.PHYSICIAN][made.clinician],
        coordinator_id=staff.by_role[Role.COORDINATOR][made.coordinator],
        is_confidential=made.is_confidential,
    )
    child.prepare()
    return child


def _household(made: MadeHousehold) -> Household:
    return Household(
        name=made.name,
        kind=made.kind,
        address_line=made.address,
        town=made.town,
        state="RI",
        zip_code=made.zip_code,
        phone=made.phone,
    )


def _contacts(story: MadePractice, households: dict[str, Household]) -> dict[str, Contact]:
    contacts: dict[str, Contact] = {}
    for child in story.children:
        for place, made in enumerate(child.contacts):
            if made.key not in contacts:
                home = child.homes[min(place, len(child.homes) - 1)][0] if made.lives_with else None
                contacts[made.key] = _contact(made, households[home] if home else None)
    return contacts


def _contact(made: MadeContact, household: Household | None) -> Contact:
    contact = Contact(
        name=f"{made.given_name} {made.family_name}",
        phone=made.phone,
        language=made.language,
        needs_interpreter=made.needs_interpreter,
        preferred_from=time(made.hours_from),
        preferred_until=time(made.hours_until),
        voicemail_ok=made.voicemail_ok,
        text_ok=made.text_ok,
        household=household,
        works_in_household=made.relationship == "home_staff",
        do_not_disclose_address=made.hide_address,
    )
    contact.prepare()
    return contact


def _live(story: MadePractice, children: dict[str, Child], households: dict[str, Household]) -> None:
    Residence.objects.bulk_create(
        Residence(
            child=children[made.key],
            household=households[key],
            starts_on=made.entered_on,
            is_main=is_main,
            when_there="" if is_main else "Every other weekend and Wednesdays",
        )
        for made in story.children
        for key, is_main in made.homes
    )


def _link(child: Child, contact: Contact, made: MadeContact, place: int) -> ChildContact:
    return ChildContact(
        child=child,
        contact=contact,
        relationship=RELATIONSHIPS[made.relationship],
        is_legal_guardian=made.is_guardian,
        may_decide=made.may_decide,
        may_receive_information=made.is_guardian or made.relationship in {"foster_parent", "home_staff"},
        lives_with=made.lives_with,
        order=place,
    )


def _custody(story: MadePractice, children: dict[str, Child], contacts: dict[str, Contact]) -> None:
    """Foster and group-home placements come with the paper that says who decides."""
    for made in story.children:
        worker = next((one for one in made.contacts if one.relationship == "caseworker"), None)
        if worker is None:
            continue
        paper = CustodyDocument.objects.create(
            child=children[made.key],
            kind=CustodyKind.PLACEMENT,
            issued_by="Family court",
            starts_on=made.entered_on - timedelta(days=10),
            note="Original kept in the practice's locked file.",
            recorded_at=clock.now(),
        )
        CustodyRight.objects.create(
            document=paper, contact=contacts[worker.key], may_decide=True, may_receive_information=True
        )

"""Who is called for a child, how, and in which order."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from nestwork.access.readers import Reader
from tenants.patients import rules, selectors, services
from tenants.patients.models import Contact
from tests.factories.patients import (
    ChildContactFactory,
    ChildFactory,
    ContactFactory,
    HouseholdFactory,
    ResidenceFactory,
    family_of,
)


def test_a_contact_keeps_language_hours_and_permissions(coordinator: Reader) -> None:
    contact = services.add_contact(
        by=coordinator,
        name="Guerda Baptiste",
        phone="(401) 555-0142",
        language="ht",
        needs_interpreter=True,
        preferred_days="135",
        preferred_from=time(9),
        preferred_until=time(12),
        voicemail_ok=True,
    )

    assert contact.phone == "+14015550142"
    assert contact.phone_digits == "14015550142"
    assert (contact.voicemail_ok, contact.text_ok) == (True, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "call me"), ("email", "nowhere"), ("name", " "), ("preferred_days", "8")],
)
def test_a_contact_that_cannot_be_reached_so_is_refused(coordinator: Reader, field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        services.add_contact(by=coordinator, **{"name": "Guerda", field: value})

    assert set(refusal.value.message_dict) == {field}
    assert not Contact.objects.exists()


def test_the_first_family_member_to_call_is_the_main_contact(coordinator: Reader) -> None:
    child = ChildFactory()
    school = ChildContactFactory(child=child, relationship="school", order=1)
    silent = ChildContactFactory(
        child=child, relationship="father", order=2, contact=ContactFactory(do_not_contact=True)
    )
    aunt = ChildContactFactory(child=child, relationship="relative", order=3)

    assert list(selectors.contact_links(child)) == [school, silent, aunt]
    assert selectors.main_contact(child) == aunt


def test_one_person_is_linked_to_a_child_once(coordinator: Reader) -> None:
    link = family_of(ChildFactory())

    with pytest.raises(ValidationError):
        services.link_contact(by=coordinator, child=link.child, contact=link.contact, relationship="mother")


def test_an_ended_contact_is_kept_and_may_come_back(coordinator: Reader) -> None:
    link = family_of(ChildFactory())
    services.end_link(link=link, by=coordinator, reason="moved away")
    assert selectors.main_contact(link.child) is None
    assert list(selectors.past_contact_links(link.child)) == [link]

    again = services.link_contact(
        by=coordinator, child=link.child, contact=link.contact, relationship="mother"
    )

    assert selectors.main_contact(link.child) == again


def test_staff_of_a_group_home_are_offered_to_the_other_children_there(coordinator: Reader) -> None:
    child, other = ChildFactory(), ChildFactory()
    home = HouseholdFactory(kind=rules.HouseholdKind.GROUP_HOME)
    for one in (child, other):
        ResidenceFactory(child=one, household=home)
    keeper = services.add_contact(by=coordinator, name="Night staff", phone="401-555-0111")

    services.link_contact(by=coordinator, child=child, contact=keeper, relationship="group_home_staff")

    assert list(selectors.staff_of(home)) == [keeper]
    assert selectors.contacts_near(other, coordinator) == [keeper]
    assert selectors.contacts_near(child, coordinator) == []


def test_a_child_without_family_is_called_at_the_house_then_at_the_caseworker(coordinator: Reader) -> None:
    child = ChildFactory()
    caseworker = ChildContactFactory(child=child, relationship="caseworker", order=1)
    ChildContactFactory(child=child, relationship="school", order=1)
    assert selectors.main_contact(child) == caseworker

    staff = ChildContactFactory(child=child, relationship="group_home_staff", order=2)
    assert selectors.main_contact(child) == staff
    assert selectors.main_contacts([child]) == {child.pk: staff}

    guardian = ChildContactFactory(child=child, relationship="guardian", order=3)
    assert selectors.main_contact(child) == guardian

"""Verbs on children and families: what they change, what they keep, what they refuse, what they say to the audit."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.access import readers
from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients import rules, selectors, services
from tenants.patients.models import Child, ChildChange, Contact, Residence
from tenants.patients.signals import child_died
from tests.factories.patients import (
    ChildContactFactory,
    ChildFactory,
    ContactFactory,
    HouseholdFactory,
    ResidenceFactory,
    family_of,
)
from tests.people import Cast, reader_for


@pytest.fixture
def coordinator(cast: Cast) -> Reader:
    return reader_for(cast.coordinator, cast.blackstone)


@pytest.fixture
def partner(cast: Cast) -> Reader:
    return reader_for(cast.parent_partner, cast.blackstone)


@pytest.fixture
def physician(cast: Cast) -> Reader:
    return reader_for(cast.physician, cast.blackstone)


@pytest.fixture
def administrator(cast: Cast) -> Reader:
    return reader_for(cast.administrator, cast.blackstone)


@pytest.fixture(autouse=True)
def practice(
    cast: Cast, coordinator: Reader, partner: Reader, physician: Reader, administrator: Reader
) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def acts(child: Child) -> list[str]:
    return list(AuditEvent.objects.filter(child_id=child.pk).order_by("at").values_list("action", flat=True))


def added(by: Reader, **fields: object) -> Child:
    given = {"given_name": "Zoë", "family_name": "Núñez", "birth_date": date(2019, 3, 2), **fields}
    return services.add_child(by=by, **given)  # type: ignore[arg-type]  # the test says which fields


# children


def test_a_child_is_added_with_its_audit_line(coordinator: Reader) -> None:
    child = added(coordinator, record_number="BP-7")

    assert selectors.child_for(coordinator, child.pk).display_name == "Zoë Núñez"
    assert child.head_id == child.pk
    assert acts(child) == ["child.add"]


def test_a_parent_partner_adds_nobody(partner: Reader) -> None:
    with pytest.raises(PermissionDenied):
        added(partner)

    assert not Child.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", "  "),
        ("family_name", ""),
        ("birth_date", date(1990, 1, 1)),
        ("birth_date", date(2999, 1, 1)),
        ("zip_code", "2860"),
        ("sex", "unheard of"),
        ("payer_kind", "gold"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(coordinator: Reader, field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        added(coordinator, **{field: value})

    assert set(refusal.value.message_dict) == {field}
    assert not Child.objects.exists()


def test_a_record_number_belongs_to_one_child(coordinator: Reader) -> None:
    added(coordinator, record_number="BP-7")

    with pytest.raises(ValidationError):
        added(coordinator, record_number="BP-7")


def test_an_unknown_field_is_a_mistake_of_the_caller(coordinator: Reader) -> None:
    with pytest.raises(TypeError):
        added(coordinator, is_confidential=True)


def test_a_change_keeps_what_it_was_and_who_did_it(coordinator: Reader) -> None:
    child = added(coordinator, school="Slater Park")

    services.change_child(child=child, by=coordinator, school="Pine Street", given_name="Zoë")

    change = ChildChange.objects.get()
    assert (change.before, change.after) == ({"school": "Slater Park"}, {"school": "Pine Street"})
    assert (change.by_id, change.child_id) == (coordinator.person_id, child.pk)
    assert acts(child) == ["child.add", "child.change"]


def test_saving_without_a_difference_writes_nothing(coordinator: Reader) -> None:
    child = added(coordinator)

    services.change_child(child=child, by=coordinator, given_name="Zoë")

    assert not ChildChange.objects.exists()
    assert acts(child) == ["child.add"]


def test_the_audit_line_of_a_change_names_fields_and_never_values(coordinator: Reader) -> None:
    child = added(coordinator)
    services.change_child(child=child, by=coordinator, family_name="Silvia-Canary")

    event = AuditEvent.objects.get(action="child.change")

    assert event.detail == {"fields": ["family_name"]}


def test_history_rows_cannot_be_changed(coordinator: Reader) -> None:
    from django.db import ProgrammingError, transaction

    child = added(coordinator)
    services.change_child(child=child, by=coordinator, school="Pine Street")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ChildChange.objects.update(reason="nothing happened")


# finding


@pytest.mark.parametrize(
    "text", ["nunez", "NÚÑEZ zoe", "zoe nu", "Zoë Núñez", "bp-7", "3/2/2019", "2019-03-02"]
)
def test_a_child_is_found(coordinator: Reader, text: str) -> None:
    child = added(coordinator, record_number="BP-7")
    ChildFactory(given_name="Luis", family_name="Pereira", birth_date=date(2015, 1, 1), record_number="X-9")

    assert list(selectors.search(coordinator, text)) == [child]


@pytest.mark.parametrize("text", ["", "  ", "unez", "zoe luis", "3/2/2018", "13/45/2019", "BP-"])
def test_a_child_is_not_found(coordinator: Reader, text: str) -> None:
    added(coordinator, record_number="BP-7")

    assert not selectors.search(coordinator, text).exists()


@pytest.mark.parametrize("text", ["401-555-0142", "(401) 555 0142", "+1 401 555 0142"])
def test_a_child_is_found_by_the_familys_telephone(coordinator: Reader, text: str) -> None:
    child = added(coordinator)
    family_of(child, phone="401-555-0142")

    assert list(selectors.search(coordinator, text)) == [child]


def test_a_name_used_finds_the_child_too(coordinator: Reader) -> None:
    child = added(coordinator, name_used="Bibi")

    assert list(selectors.search(coordinator, "bibi")) == [child]
    assert child.display_name == "Bibi Núñez"
    assert child.legal_name == "Zoë Núñez"


# death


def test_a_death_stops_everything_that_listens_and_keeps_the_record(coordinator: Reader) -> None:
    child = added(coordinator)
    heard: list[tuple[Child, Reader]] = []

    def listen(sender: object, *, child: Child, by: Reader, **rest: object) -> None:
        heard.append((child, by))

    child_died.connect(listen)
    try:
        services.record_death(child=child, by=coordinator, deceased_on=clock.today())
    finally:
        child_died.disconnect(listen)

    assert heard == [(child, coordinator)]
    assert selectors.child_for(coordinator, child.pk).has_died
    assert ChildChange.objects.get().after == {"deceased_on": str(clock.today())}


def test_open_items_and_planned_visits_stop_with_a_death(coordinator: Reader) -> None:
    from tenants.schedule.models import Appointment
    from tenants.schedule.services import add_appointment
    from tenants.worklist.models import Item
    from tenants.worklist.services import ChildHasDiedError, push

    child = added(coordinator)
    push(by=coordinator, child=child, kind="follow_up", title="Call", due_on=clock.today(), source="test")
    add_appointment(by=coordinator, child=child, starts_at=clock.now() + timedelta(days=2))

    services.record_death(child=child, by=coordinator, deceased_on=clock.today())

    assert list(Item.objects.values_list("state", flat=True)) == ["cancelled"]
    assert list(Appointment.objects.values_list("state", flat=True)) == ["cancelled"]
    with pytest.raises(ChildHasDiedError):
        push(
            by=coordinator,
            child=Child.objects.get(),
            kind="follow_up",
            title="Call",
            due_on=clock.today(),
            source="again",
        )
    with pytest.raises(ValidationError):
        add_appointment(by=coordinator, child=Child.objects.get(), starts_at=clock.now())


@pytest.mark.parametrize("day", [date(2019, 3, 1), date(2999, 1, 1)])
def test_a_death_before_birth_or_tomorrow_is_refused(coordinator: Reader, day: date) -> None:
    child = added(coordinator)

    with pytest.raises(ValidationError):
        services.record_death(child=child, by=coordinator, deceased_on=day)

    assert not ChildChange.objects.exists()


def test_a_death_recorded_by_mistake_is_corrected_with_a_reason(coordinator: Reader) -> None:
    child = services.record_death(child=added(coordinator), by=coordinator, deceased_on=clock.today())
    with pytest.raises(ValidationError):
        services.correct_death(child=child, by=coordinator, reason=" ")

    services.correct_death(child=child, by=coordinator, reason="another child")

    assert not selectors.child_for(coordinator, child.pk).has_died
    assert list(ChildChange.objects.order_by("at").values_list("reason", flat=True)) == ["", "another child"]


# merging


def test_a_merge_gathers_and_an_unmerge_parts_again(coordinator: Reader) -> None:
    first, second, third = (ChildFactory() for _ in range(3))
    services.point_at(child=first, survivor=second, by=coordinator)
    services.point_at(child=second, survivor=third, by=coordinator)
    assert set(Child.objects.values_list("head_id", flat=True)) == {third.pk}

    services.stand_alone(child=second, by=coordinator)

    heads = dict(Child.objects.values_list("pk", "head_id"))
    assert heads == {first.pk: second.pk, second.pk: second.pk, third.pk: third.pk}


def test_the_contacts_of_a_merged_child_are_the_survivors(coordinator: Reader) -> None:
    lost, survivor = ChildFactory(), ChildFactory()
    link = family_of(lost)

    services.point_at(child=lost, survivor=survivor, by=coordinator)

    assert selectors.main_contact(Child.objects.get(pk=survivor.pk)) == link
    assert selectors.main_contacts([survivor]) == {survivor.pk: link}


def test_a_merge_into_itself_or_twice_is_refused(coordinator: Reader) -> None:
    lost, survivor = ChildFactory(), ChildFactory()
    with pytest.raises(ValidationError):
        services.point_at(child=survivor, survivor=survivor, by=coordinator)
    services.point_at(child=lost, survivor=survivor, by=coordinator)
    with pytest.raises(ValidationError):
        services.point_at(child=lost, survivor=ChildFactory(), by=coordinator)


# family


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


def test_two_homes_stand_side_by_side_with_one_main_home(coordinator: Reader) -> None:
    child = ChildFactory()
    mothers, fathers = HouseholdFactory(name="Mother's"), HouseholdFactory(name="Father's")
    services.set_residence(by=coordinator, child=child, household=mothers)
    services.set_residence(by=coordinator, child=child, household=fathers, when_there="weekends")

    homes = {home.household.name: home.is_main for home in selectors.residences(child)}

    assert homes == {"Mother's": False, "Father's": True}


def test_moving_out_ends_the_other_homes(coordinator: Reader) -> None:
    child = ChildFactory()
    old = ResidenceFactory(child=child)
    foster = services.add_household(by=coordinator, name="Foster home", kind="foster", agency="State")

    services.set_residence(
        by=coordinator, child=child, household=foster, starts_on=date(2025, 5, 1), moved_out=True
    )

    assert Residence.objects.get(pk=old.pk).ends_on == date(2025, 5, 1)
    assert [home.household for home in selectors.residences(child) if home.ends_on is None] == [foster]


def test_a_second_home_made_the_main_one_is_the_only_main_one(coordinator: Reader) -> None:
    child, mothers, fathers = ChildFactory(), HouseholdFactory(name="Mother"), HouseholdFactory(name="Father")
    for home in (mothers, fathers):
        services.set_residence(by=coordinator, child=child, household=home)
    for home in (mothers, fathers, mothers):  # whichever row the database gives first
        services.set_residence(by=coordinator, child=child, household=home)
        main = [one.household for one in selectors.residences(child) if one.is_main]
        assert main == [home]


def test_moving_for_good_to_a_home_the_child_has_already_ends_the_others(coordinator: Reader) -> None:
    child, mothers, fathers = ChildFactory(), HouseholdFactory(name="Mother"), HouseholdFactory(name="Father")
    services.set_residence(by=coordinator, child=child, household=mothers)
    services.set_residence(by=coordinator, child=child, household=fathers)

    services.set_residence(by=coordinator, child=child, household=mothers, moved_out=True)

    assert [one.household for one in selectors.residences(child) if one.ends_on is None] == [mothers]


def test_a_home_that_ended_is_corrected_without_moving_the_child_back_in(coordinator: Reader) -> None:
    child = ChildFactory()
    old = services.set_residence(by=coordinator, child=child, household=HouseholdFactory(name="Old"))
    new = services.set_residence(
        by=coordinator, child=child, household=HouseholdFactory(name="New"), moved_out=True
    )

    services.change_residence(
        child=child, residence=old, by=coordinator, is_main=True, when_there="school days"
    )

    homes = {
        one.pk: (one.ends_on is None, one.is_main, one.when_there) for one in selectors.residences(child)
    }
    assert homes == {old.pk: (False, False, "school days"), new.pk: (True, True, "")}


def test_siblings_share_a_home_or_a_parent_but_not_a_group_home(coordinator: Reader) -> None:
    child, at_home, of_mother, in_group_home, stranger = (ChildFactory() for _ in range(5))
    home = HouseholdFactory()
    group_home = HouseholdFactory(kind=rules.HouseholdKind.GROUP_HOME)
    for one in (child, at_home):
        ResidenceFactory(child=one, household=home)
    for one in (child, in_group_home):
        ResidenceFactory(child=one, household=group_home)
    mother = family_of(child).contact
    ChildContactFactory(child=of_mother, contact=mother)
    family_of(stranger)

    assert set(selectors.siblings(child, coordinator)) == {at_home, of_mother}


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


def test_a_blocked_sibling_is_not_named(coordinator: Reader, physician: Reader) -> None:
    child, hidden = ChildFactory(), ChildFactory()
    mother = family_of(child).contact
    ChildContactFactory(child=hidden, contact=mother)
    services.block_person(
        child=hidden, person_id=coordinator.person_id, by=physician, reason="a relative of the family"
    )

    assert set(selectors.siblings(child, coordinator)) == set()
    assert set(selectors.siblings(child, physician)) == {hidden}


def test_a_custody_paper_in_force_wins_over_the_contacts_entry(coordinator: Reader) -> None:
    child = ChildFactory()
    mother, father = family_of(child), ChildContactFactory(child=child, relationship="father")
    today = clock.today()
    services.add_custody_document(
        by=coordinator,
        child=child,
        kind="court_order",
        starts_on=today - timedelta(days=10),
        ends_on=today,
        rights=[(father.contact, False, False)],
    )

    now, later = selectors.rights_on(child, today), selectors.rights_on(child, today + timedelta(days=1))

    assert (now[father.contact_id].may_decide, now[father.contact_id].may_receive_information) == (
        False,
        False,
    )
    assert now[mother.contact_id].may_decide
    assert later[father.contact_id].may_decide


def test_a_paper_that_replaces_another_takes_its_place(coordinator: Reader) -> None:
    child = ChildFactory()
    father = ChildContactFactory(child=child, relationship="father")
    day = clock.today()
    first = services.add_custody_document(
        by=coordinator,
        child=child,
        kind="court_order",
        starts_on=day,
        rights=[(father.contact, False, False)],
    )
    second = services.add_custody_document(
        by=coordinator,
        child=child,
        kind="court_order",
        starts_on=day,
        rights=[(father.contact, True, True)],
        replaces=first,
    )

    assert list(selectors.custody_documents(child)) == [second]
    assert selectors.rights_on(child, day)[father.contact_id].may_decide


def test_at_eighteen_the_young_person_decides(coordinator: Reader) -> None:
    child = ChildFactory(birth_date=date(2005, 1, 1))
    mother = family_of(child)
    own = ChildContactFactory(
        child=child, relationship="self", may_decide=False, may_receive_information=False
    )

    rights = selectors.rights_on(child, date(2024, 1, 1))

    assert not rights[mother.contact_id].may_decide
    assert not rights[mother.contact_id].may_receive_information
    assert rights[own.contact_id].may_decide


# who may open


def test_making_a_child_confidential_lets_in_who_cares_for_it(
    cast: Cast, coordinator: Reader, physician: Reader
) -> None:
    child = ChildFactory(coordinator_id=cast.coordinator.pk, primary_clinician_id=cast.nurse.pk)

    services.set_confidential(child=child, by=physician, is_confidential=True, reason="the family asked")

    assert set(selectors.grants_of(child)) == {cast.coordinator.pk, cast.nurse.pk, cast.physician.pk}
    assert acts(child) == ["child.change", "grant.give", "grant.give", "grant.give"]


def test_a_coordinator_neither_grants_nor_blocks(cast: Cast, coordinator: Reader) -> None:
    child = ChildFactory()
    with pytest.raises(PermissionDenied):
        services.grant_child(child=child, person_id=cast.nurse.pk, by=coordinator)
    with pytest.raises(PermissionDenied):
        services.block_person(child=child, person_id=cast.nurse.pk, by=coordinator, reason="x")


def test_a_block_is_lifted_and_kept(cast: Cast, coordinator: Reader, physician: Reader) -> None:
    child = ChildFactory()
    block = services.block_person(
        child=child, person_id=cast.coordinator.pk, by=physician, reason="a relative of the family"
    )
    assert not selectors.children_visible_to(coordinator).exists()

    services.lift_block(block=block, by=physician, reason="no longer a relative")

    assert set(selectors.children_visible_to(coordinator)) == {child}
    assert acts(child) == ["block.set", "block.lift"]


def test_breaking_the_glass_needs_a_reason_and_is_reviewed_by_somebody_else(
    coordinator: Reader, administrator: Reader
) -> None:
    child = ChildFactory(is_confidential=True)
    with pytest.raises(ValidationError):
        services.break_glass(child=child, by=coordinator, reason="hm")

    opening = services.break_glass(child=child, by=coordinator, reason="The emergency room is on the line")

    assert opening.open_until - opening.opened_at == timedelta(minutes=60)
    assert selectors.open_glass(coordinator, child) == opening
    assert set(selectors.openings_to_review(administrator)) == {opening}
    services.review_opening(opening=opening, by=administrator, was_right=True)
    assert not selectors.openings_to_review(administrator).exists()
    with pytest.raises(ValidationError):  # a colleague with the page still open
        services.review_opening(opening=opening, by=administrator, was_right=True)
    assert acts(child) == ["glass.break", "glass.review"]


def test_nobody_judges_their_own_opening(physician: Reader) -> None:
    child = ChildFactory(is_confidential=True)
    opening = services.break_glass(child=child, by=physician, reason="The emergency room is on the line")

    assert not selectors.openings_to_review(physician).exists()
    with pytest.raises(ValidationError):
        services.review_opening(opening=opening, by=physician, was_right=True)


def test_a_blocked_person_breaks_no_glass(cast: Cast, coordinator: Reader, physician: Reader) -> None:
    child = ChildFactory(is_confidential=True)
    services.block_person(child=child, person_id=cast.coordinator.pk, by=physician, reason="a relative")

    with pytest.raises(Child.DoesNotExist):
        services.break_glass(child=child, by=coordinator, reason="The emergency room is on the line")


def test_a_system_task_acts_under_its_purpose() -> None:
    child = added(readers.system("roster import"))

    event = AuditEvent.objects.get(child_id=child.pk)
    assert (event.person_id, event.purpose) == (None, "roster import")


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

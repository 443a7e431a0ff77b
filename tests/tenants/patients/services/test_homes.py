"""Where a child lives, with whom, and who its siblings are."""

from datetime import date

from nestwork.access.readers import Reader
from tenants.patients import rules, selectors, services
from tenants.patients.models import Residence
from tests.factories.patients import (
    ChildContactFactory,
    ChildFactory,
    HouseholdFactory,
    ResidenceFactory,
    family_of,
)


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


def test_a_blocked_sibling_is_not_named(coordinator: Reader, physician: Reader) -> None:
    child, hidden = ChildFactory(), ChildFactory()
    mother = family_of(child).contact
    ChildContactFactory(child=hidden, contact=mother)
    services.block_person(
        child=hidden, person_id=coordinator.person_id, by=physician, reason="a relative of the family"
    )

    assert set(selectors.siblings(child, coordinator)) == set()
    assert set(selectors.siblings(child, physician)) == {hidden}

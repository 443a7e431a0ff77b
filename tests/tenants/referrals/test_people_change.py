"""Loops while records are merged and parted, and while colleagues come and go."""

import datetime as dt
from collections.abc import Iterator

import pytest

from nestwork.access.readers import Reader
from nestwork.accounts.services import people
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.patients.services import point_at, record_death, set_confidential, stand_alone
from tenants.referrals import selectors, services
from tenants.worklist import services as worklist
from tenants.worklist.models import Item
from tests.factories.work import child_on_registry
from tests.people import Cast
from tests.tenants.referrals.stories import Help, item_of, referred, said


@pytest.fixture(autouse=True)
def stand_inside(
    help_for: Help, amara: Child, by: Reader, others: dict[str, Reader], cast: Cast
) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def test_a_step_taken_while_merged_goes_with_its_child_when_they_part(
    amara: Child, by: Reader, others: dict[str, Reader], help_for: Help
) -> None:
    """The item was left at the other child: its people would have read whereto this one was referred."""
    twin = child_on_registry(given_name="Amara", family_name="Baptiste")
    referral = referred(amara, help_for.pantry, by)
    point_at(child=amara, survivor=twin, by=by)
    said(selectors.referral_for(by, referral.pk), by, "family_calls")
    stand_alone(child=amara, by=by)

    now = selectors.standing(selectors.referral_for(by, referral.pk))
    assert (now.child.pk, now.next_step) == (amara.pk, "ask_how_it_went")
    assert [one.referral.pk for one in selectors.of_child(Child.objects.get(pk=amara.pk), by)] == [
        referral.pk
    ]
    assert not Item.objects.open().of(Child.objects.get(pk=twin.pk)).filter(source=selectors.SOURCE).exists()

    record_death(child=Child.objects.get(pk=twin.pk), by=others["physician"], deceased_on=clock.today())
    assert selectors.standing(referral).item is not None, "another child's death ends no loop of this one"
    set_confidential(
        child=Child.objects.get(pk=amara.pk), by=others["physician"], is_confidential=True, reason="asked"
    )
    assert not Item.objects.visible_to(others["nurse"]).filter(source=selectors.SOURCE).exists()
    assert selectors.open_referrals(others["nurse"]) == []


def test_two_loops_to_one_service_stay_two_after_a_merge(amara: Child, by: Reader, help_for: Help) -> None:
    twin = child_on_registry(given_name="Amara")
    first, second = referred(amara, help_for.pantry, by), referred(twin, help_for.pantry, by)
    point_at(child=twin, survivor=amara, by=by)
    found = selectors.of_child(Child.objects.get(pk=amara.pk), by)
    assert {one.referral.pk for one in found} == {first.pk, second.pk}
    services.cancel(referral=second, by=by, reason="mistake")
    (left,) = [one for one in selectors.of_child(Child.objects.get(pk=amara.pk), by) if one.is_open]
    assert (left.referral.pk, left.item) == (first.pk, item_of(first))
    with pytest.raises(services.DuplicateError):
        referred(Child.objects.get(pk=twin.pk), help_for.pantry, by)


def test_the_next_step_goes_to_somebody_who_is_still_here(
    cast: Cast, amara: Child, others: dict[str, Reader], help_for: Help
) -> None:
    nurse = others["nurse"]
    assert item_of(referred(amara, help_for.pantry, nurse)).owner_id == cast.coordinator.pk
    people.end_access(by=others["administrator"], person_id=cast.coordinator.pk)
    later = referred(amara, help_for.other_pantry, nurse)
    assert item_of(later).owner_id == cast.nurse.pk


def test_undo_puts_the_item_back_on_the_day_it_was_moved_to(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    moved = clock.today() + dt.timedelta(days=9)
    worklist.move(item=item_of(referral), by=by, to=moved)
    said(referral, by, "declined")
    services.undo(referral=referral, by=by, number=2)
    assert selectors.standing(referral).due_on == moved
    services.cancel(referral=referral, by=by, reason="mistake")
    services.undo(referral=referral, by=by, number=4)
    assert selectors.standing(referral).due_on == moved

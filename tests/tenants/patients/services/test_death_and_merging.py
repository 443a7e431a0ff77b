"""A death stops everything; a merge gathers two records and parts them again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import selectors, services
from tenants.patients.models import Block, Child, ChildChange
from tenants.patients.signals import child_died
from tests.factories.patients import (
    ChildFactory,
    family_of,
)
from tests.people import Cast
from tests.tenants.patients.services.stories import added


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


def test_what_protects_a_merged_child_is_kept_by_both_when_they_part(
    cast: Cast, coordinator: Reader, physician: Reader
) -> None:
    lost, survivor = ChildFactory(), ChildFactory()
    services.point_at(child=lost, survivor=survivor, by=coordinator)
    survivor = Child.objects.get(pk=survivor.pk)
    services.set_confidential(child=survivor, by=physician, is_confidential=True, reason="the family asked")
    services.block_person(child=survivor, person_id=cast.nurse.pk, by=physician, reason="is the child's aunt")

    services.stand_alone(child=lost, by=coordinator)

    assert set(Child.objects.values_list("is_confidential", flat=True)) == {True}
    assert set(Block.objects.standing().values_list("child_id", "person_id")) == {
        (lost.pk, cast.nurse.pk),
        (survivor.pk, cast.nurse.pk),
    }


def test_a_child_that_was_open_before_the_merge_is_open_after_it(
    coordinator: Reader, physician: Reader
) -> None:
    lost, survivor = ChildFactory(), ChildFactory()
    services.set_confidential(child=survivor, by=physician, is_confidential=True, reason="the family asked")
    services.point_at(child=lost, survivor=Child.objects.get(pk=survivor.pk), by=coordinator)

    services.stand_alone(child=lost, by=coordinator)

    assert dict(Child.objects.values_list("pk", "is_confidential")) == {lost.pk: False, survivor.pk: True}

"""Due work: pushed once, closed once, moved with care."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied

from nestwork.access import readers
from nestwork.access.permissions import Role
from nestwork.audit.models import AuditEvent
from nestwork.changes.models import DirtyMark
from nestwork.practices import clock
from nestwork.practices.models import Practice
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.worklist import selectors, services
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import AlreadyClosedError, CannotMoveError, Kind, State, Step
from tests.factories.patients import BlockFactory, ChildFactory
from tests.factories.work import DANA, MARISOL, ItemFactory, dana, marisol

pytestmark = pytest.mark.usefixtures("in_blackstone")


def pushed(**given: object) -> Item:
    words = {
        "by": marisol(),
        "child": ChildFactory(),
        "kind": Kind.FOLLOW_UP,
        "title": "Send the form",
        "due_on": clock.today(),
        "source": "test",
        "source_id": uuid.uuid4(),
        **given,
    }
    return services.push(**words)  # type: ignore[arg-type]  # a test's own words


def steps(item: Item) -> list[str]:
    return [event.step for event in selectors.story_of(item)]


def test_pushing_the_same_source_twice_finds_the_open_item() -> None:
    first = pushed(source_id=MARISOL)
    again = pushed(source_id=MARISOL, child=first.child, title="Another wording")

    assert again == first
    assert steps(first) == [Step.OPENED]


def test_a_closed_item_does_not_stop_the_same_source_from_asking_again() -> None:
    first = pushed(source_id=MARISOL)
    services.close(item=first, by=marisol())

    assert pushed(source_id=MARISOL, child=first.child) != first


def test_every_step_leaves_an_event_an_audit_line_and_a_mark() -> None:
    item = pushed()
    services.move(item=item, by=marisol(), to=clock.today() + dt.timedelta(days=3))
    services.assign(item=item, by=marisol(), owner_id=DANA)
    services.close(item=item, by=dana())

    assert steps(item) == [Step.OPENED, Step.MOVED, Step.ASSIGNED, Step.DONE]
    actions = AuditEvent.objects.filter(subject_id=item.id, child_id=item.child_id)
    assert sorted(actions.values_list("action", flat=True)) == [
        "worklist.assigned",
        "worklist.done",
        "worklist.moved",
        "worklist.opened",
    ]
    assert DirtyMark.objects.filter(room="worklist").count() == 4


def test_the_second_person_to_close_an_item_hears_who_was_first() -> None:
    item = pushed()
    services.close(item=item, by=marisol())

    with pytest.raises(AlreadyClosedError) as closed:
        services.close(item=item, by=dana())

    assert closed.value.by_id == MARISOL
    assert steps(item) == [Step.OPENED, Step.DONE]


def test_urgent_work_is_not_moved_to_a_later_day() -> None:
    item = pushed(is_urgent=True)

    with pytest.raises(CannotMoveError):
        services.move(item=item, by=marisol(), to=clock.today() + dt.timedelta(days=1))

    item.refresh_from_db()
    assert item.due_on == clock.today()


def test_nothing_is_moved_into_the_past() -> None:
    with pytest.raises(CannotMoveError):
        services.move(item=pushed(), by=marisol(), to=clock.today() - dt.timedelta(days=1))


def test_a_move_can_be_taken_back() -> None:
    item = pushed()
    services.move(item=item, by=marisol(), to=clock.today() + dt.timedelta(days=7))
    back = services.take_back_attempt(item=item, by=marisol())

    assert back.due_on == clock.today()


def test_an_attempt_is_taken_back_once() -> None:
    item = pushed()
    for days in (3, 7):
        services.move(item=item, by=marisol(), to=clock.today() + dt.timedelta(days=days))

    moved = [services.take_back_attempt(item=item, by=marisol()).due_on for _ in range(3)]

    assert moved == [clock.today() + dt.timedelta(days=3), clock.today(), clock.today()]


def test_nothing_is_asked_for_under_a_record_merged_into_a_child_who_died_or_read_before() -> None:
    survivor, merged, read_before = ChildFactory(), ChildFactory(), ChildFactory()
    patients.point_at(child=merged, survivor=survivor, by=marisol())
    for child in (survivor, read_before):
        patients.record_death(child=Child.objects.get(pk=child.pk), by=marisol(), deceased_on=clock.today())

    for child in (Child.objects.get(pk=merged.pk), read_before):
        assert not child.has_died, "the row itself says nothing"
        with pytest.raises(services.ChildHasDiedError):
            pushed(child=child)


def test_reopening_puts_a_done_item_back() -> None:
    item = pushed()
    services.close(item=item, by=marisol())
    services.reopen(item=item, by=marisol())

    assert selectors.item_for(marisol(), item.id).state == State.OPEN
    assert steps(item) == [Step.OPENED, Step.DONE, Step.UNDONE]


def test_when_a_child_dies_everything_stops_at_once() -> None:
    child, sister = ChildFactory(), ChildFactory()
    open_one, done_one, hers = pushed(child=child), pushed(child=child), pushed(child=sister)
    services.close(item=done_one, by=marisol())

    patients.record_death(child=child, by=marisol(), deceased_on=clock.today())

    states = dict(Item.objects.values_list("id", "state"))
    assert states == {open_one.id: State.CANCELLED, done_one.id: State.DONE, hers.id: State.OPEN}
    child.refresh_from_db()
    with pytest.raises(services.ChildHasDiedError):
        pushed(child=child)


def test_a_blocked_colleague_finds_no_item_of_the_child() -> None:
    item = ItemFactory()
    BlockFactory(child=item.child, person_id=DANA)

    assert list(selectors.open_items(marisol())) == [item]
    assert list(selectors.open_items(dana())) == []
    with pytest.raises(Item.DoesNotExist):
        selectors.item_for(dana(), item.id)


def test_a_restricted_item_is_hidden_from_whoever_may_not_read_the_label() -> None:
    item = ItemFactory(label="hiv")
    nurse = readers.person(person_id=uuid.uuid4(), name="N", role=Role.NURSE)

    assert list(selectors.open_items(nurse)) == [item]
    assert list(selectors.open_items(marisol())) == []


def test_items_of_a_merged_child_are_found_under_the_survivor() -> None:
    item = ItemFactory()
    survivor = ChildFactory()
    patients.point_at(child=item.child, survivor=survivor, by=marisol())

    assert list(selectors.open_items_of(survivor, marisol())) == [item]


def test_a_parent_partner_closes_nothing() -> None:
    partner = readers.person(person_id=uuid.uuid4(), name="P", role=Role.PARENT_PARTNER)
    item = ItemFactory()

    with pytest.raises(PermissionDenied):
        services.close(item=item, by=partner)
    assert list(selectors.open_items(partner)) == []


def test_the_events_of_an_item_cannot_be_changed(blackstone: Practice) -> None:
    from django.db import connection
    from django.db.utils import ProgrammingError

    pushed()
    with pytest.raises(ProgrammingError) as refusal:
        ItemEvent.objects.update(reason="rewritten")
    assert refusal.value.__cause__.sqlstate == "42501"  # type: ignore[union-attr]  # psycopg's own error
    connection.needs_rollback = True

"""One save does everything, and Undo takes all of it back."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from tenants.activity import selectors as activity
from tenants.activity import services as activity_verbs
from tenants.activity.models import Entry
from tenants.activity.rules import Kind, Outcome
from tenants.activity.services import CannotUndoError
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry.selectors import is_on_registry
from tenants.today import services
from tenants.today.models import OpenCall
from tenants.today.services import Call
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import DecideFirstError, State, Step
from tenants.worklist.rules import Kind as ItemKind
from tests.factories.work import DANA, MARISOL, ItemFactory, child_on_registry, dana, marisol

pytestmark = pytest.mark.usefixtures("in_blackstone")

TALKED = Call(outcome=Outcome.TALKED, note="Pump supplies came late.", minutes=4)
NO_ANSWER = Call(outcome=Outcome.NO_ANSWER)


def contact_of(child: Child) -> Item:
    item = worklist.next_contact_of(child)
    assert item is not None
    return item


def states(*items: Item) -> list[str]:
    found = dict(Item.objects.values_list("id", "state"))
    return [found[item.id] for item in items]


def saved_entry(item: Item, call: Call) -> Entry:
    entry = services.save_call(item=item, by=marisol(), call=call).entry
    assert entry is not None
    return entry


@pytest.mark.duty("3.E15a")
def test_one_save_logs_the_call_closes_the_item_and_asks_for_the_next() -> None:
    child = child_on_registry(3)
    item = contact_of(child)
    services.open_call(item=item, by=marisol())

    entry = saved_entry(item, TALKED)

    assert (entry.outcome, entry.minutes, entry.note) == (Outcome.TALKED, 4, "Pump supplies came late.")
    assert states(item) == [State.DONE]
    assert contact_of(child).due_on == clock.today() + dt.timedelta(days=30)
    assert list(activity.entries_of(child, marisol())) == [entry]
    assert OpenCall.objects.count() == 0
    assert AuditEvent.objects.filter(action="activity.logged", subject_id=entry.id).count() == 1


def test_the_day_somebody_chose_wins_over_the_cadence() -> None:
    child = child_on_registry(3)
    day = clock.today() + dt.timedelta(days=14)
    saved_entry(contact_of(child), Call(outcome=Outcome.TALKED, next_on=day))

    assert contact_of(child).due_on == day


def test_a_next_step_is_an_item_of_its_own_beside_the_next_contact() -> None:
    child = child_on_registry(3)
    day = clock.today() + dt.timedelta(days=2)
    entry = saved_entry(
        contact_of(child), Call(outcome=Outcome.TALKED, next_step="Send the school letter", next_on=day)
    )

    step = Item.objects.open().get(kind=ItemKind.FOLLOW_UP)
    assert (step.title, step.due_on, step.owner_id) == ("Send the school letter", day, MARISOL)
    assert entry.follow_up_item == step
    assert contact_of(child).due_on == clock.today() + dt.timedelta(days=30)


def test_no_answer_keeps_the_item_and_counts_the_attempt() -> None:
    item = contact_of(child_on_registry(3))
    entry = saved_entry(item, NO_ANSWER)

    item.refresh_from_db()
    assert (item.state, item.attempts, entry.item_step) == (State.OPEN, 1, Step.TRIED)
    assert item.window_from is not None or item.due_on > clock.today()


def test_undo_puts_everything_back() -> None:
    child = child_on_registry(3)
    item = contact_of(child)
    entry = saved_entry(item, Call(outcome=Outcome.TALKED, next_step="Send the letter"))

    activity_verbs.undo(entry=entry, by=marisol())

    assert contact_of(child) == item
    assert [one.id for one in Item.objects.open()] == [item.id]
    assert list(activity.entries_of(child, marisol())) == []
    assert Entry.objects.count() == 2, "undo is a new row; the old one stays"


def test_undo_of_no_answer_puts_day_and_attempts_back() -> None:
    item = contact_of(child_on_registry(3))
    entry = saved_entry(item, NO_ANSWER)
    activity_verbs.undo(entry=entry, by=marisol())

    item.refresh_from_db()
    assert (item.attempts, item.due_on, item.window_from) == (0, clock.today(), None)


def test_undo_is_refused_once_somebody_worked_on_the_next_step() -> None:
    child = child_on_registry(3)
    entry = saved_entry(contact_of(child), Call(outcome=Outcome.TALKED, next_step="Send the letter"))
    step = Item.objects.open().get(kind=ItemKind.FOLLOW_UP)
    worklist_verbs.move(item=step, by=dana(), to=clock.today() + dt.timedelta(days=5))

    with pytest.raises(CannotUndoError, match="worked_on"):
        activity_verbs.undo(entry=entry, by=marisol())

    step.refresh_from_db()
    assert step.is_open
    assert list(activity.entries_of(child, marisol())) == [entry]


def test_two_missed_calls_are_undone_one_after_the_other() -> None:
    item = contact_of(child_on_registry(3))
    first = saved_entry(item, Call(outcome=Outcome.NO_ANSWER, next_on=clock.today() + dt.timedelta(days=2)))
    second = saved_entry(item, Call(outcome=Outcome.NO_ANSWER, next_on=clock.today() + dt.timedelta(days=5)))

    with pytest.raises(CannotUndoError, match="worked_on"):
        activity_verbs.undo(entry=first, by=marisol())
    days = []
    for entry in (second, first):
        activity_verbs.undo(entry=entry, by=marisol())
        item.refresh_from_db()
        days.append(((item.due_on - clock.today()).days, item.attempts))
    assert days == [(2, 1), (0, 0)]


def test_undo_of_a_call_leaves_what_a_colleague_did_afterwards() -> None:
    item = contact_of(child_on_registry(3))
    entry = saved_entry(item, NO_ANSWER)
    worklist_verbs.move(item=item, by=dana(), to=clock.today() + dt.timedelta(days=9))

    with pytest.raises(CannotUndoError, match="worked_on"):
        activity_verbs.undo(entry=entry, by=marisol())

    item.refresh_from_db()
    assert (item.due_on, item.attempts) == (clock.today() + dt.timedelta(days=9), 1)


@pytest.mark.parametrize("call", [TALKED, NO_ANSWER], ids=["talked", "no answer"])
def test_undo_asks_nothing_of_a_family_whose_child_has_died_since(call: Call) -> None:
    child = child_on_registry(3)
    entry = saved_entry(contact_of(child), call)
    patients.record_death(child=child, by=marisol(), deceased_on=clock.today())

    with pytest.raises(CannotUndoError, match="child_has_died"):
        activity_verbs.undo(entry=activity.entry_for(marisol(), entry.id), by=marisol())

    assert not Item.objects.open().exists()


def test_undo_is_refused_twice_for_others_and_on_another_day() -> None:
    item = contact_of(child_on_registry(3))
    entry = saved_entry(item, TALKED)

    with pytest.raises(CannotUndoError, match="not_yours"):
        activity_verbs.undo(entry=entry, by=dana())
    activity_verbs.undo(entry=entry, by=marisol())
    with pytest.raises(CannotUndoError, match="already"):
        activity_verbs.undo(entry=entry, by=marisol())
    old = activity_verbs.log(by=marisol(), child=None, kind=Kind.OTHER, minutes=5)
    old.recorded_at -= dt.timedelta(days=1)
    with pytest.raises(CannotUndoError, match="too_late"):
        activity_verbs.undo(entry=old, by=marisol())


def test_two_people_save_the_same_item_and_no_word_is_lost() -> None:
    child = child_on_registry(3)
    item = contact_of(child)
    services.save_call(item=item, by=dana(), call=TALKED)

    late = services.save_call(
        item=item, by=marisol(), call=Call(outcome=Outcome.TALKED, note="She asked about school.", minutes=3)
    )

    assert late.was_closed is not None
    assert late.was_closed.by_id == DANA
    assert late.entry is not None
    assert (late.entry.note, late.entry.item_step) == ("She asked about school.", "")
    assert worklist.needed_contacts_of(child).count() == 1


def test_done_without_a_call_closes_and_can_be_undone() -> None:
    child = child_on_registry(3)
    item = contact_of(child)
    entry = services.finish(item=item, by=marisol()).entry
    assert entry is not None
    assert (entry.outcome, entry.minutes, states(item)) == (Outcome.DONE, None, [State.DONE])

    activity_verbs.undo(entry=entry, by=marisol())
    assert states(item) == [State.OPEN]


def test_a_question_is_not_closed_by_a_tick() -> None:
    item = ItemFactory(kind=ItemKind.CONFIRM_LEVEL, title="4")
    with pytest.raises(DecideFirstError):
        services.finish(item=item, by=marisol())
    assert states(item) == [State.OPEN]


def test_the_timer_starts_once() -> None:
    item = ItemFactory()
    first = services.open_call(item=item, by=marisol())

    assert services.open_call(item=item, by=marisol()) == first
    assert services.open_call(item=item, by=dana()) >= first
    assert OpenCall.objects.count() == 2


def test_nothing_of_a_save_stands_when_its_last_line_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    child = child_on_registry(3)
    item = contact_of(child)

    def fail(*args: object, **rest: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("tenants.activity.services.record", fail)
    with pytest.raises(ConnectionError):
        services.save_call(item=item, by=marisol(), call=TALKED)

    assert Entry.objects.count() == 0
    assert contact_of(child) == item
    assert is_on_registry(child)


def test_time_without_a_child_is_ones_own() -> None:
    entry = services.log_time(by=marisol(), kind=Kind.PAPERWORK, minutes=20, note="school forms")

    day = activity.day_of(marisol())
    assert (day.total, day.minutes[Kind.PAPERWORK]) == (20, 20)
    assert activity.day_of(dana()).entries == []
    with pytest.raises(Entry.DoesNotExist):
        activity.entry_for(dana(), entry.id)


def test_minutes_said_later_replace_the_row_and_count_once() -> None:
    entry = saved_entry(contact_of(child_on_registry(3)), Call(outcome=Outcome.TALKED))
    assert activity.day_of(marisol()).without_minutes == 1

    corrected = activity_verbs.set_minutes(entry=entry, by=marisol(), minutes=7)

    day = activity.day_of(marisol())
    assert (day.entries, day.total, day.without_minutes) == ([corrected], 7, 0)
    activity_verbs.undo(entry=corrected, by=marisol())
    assert activity.day_of(marisol()).entries == []


def test_the_same_panel_sent_twice_is_one_call() -> None:
    item = contact_of(child_on_registry(3))
    call = replace(NO_ANSWER, once=uuid.uuid4())

    first, again = saved_entry(item, call), saved_entry(item, call)

    assert first == again
    assert list(Entry.objects.filter(item=item)) == [first]
    assert Item.objects.get(id=item.id).attempts == 1


def test_a_panel_sent_again_after_its_undo_is_a_new_call() -> None:
    item = contact_of(child_on_registry(3))
    call = replace(TALKED, once=uuid.uuid4())
    first = saved_entry(item, call)
    activity_verbs.undo(entry=first, by=marisol())

    assert saved_entry(Item.objects.get(id=item.id), call) != first


def test_a_panels_id_taken_from_a_colleague_saves_a_call_of_ones_own() -> None:
    item = contact_of(child_on_registry(3))
    call = replace(NO_ANSWER, once=uuid.uuid4())
    first = saved_entry(item, call)

    second = services.save_call(item=item, by=dana(), call=call).entry

    assert second is not None
    assert {first.person_id, second.person_id} == {MARISOL, DANA}

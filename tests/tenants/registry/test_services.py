"""Levels, cadence, and the rule that nobody on the registry lacks a next contact."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.access import readers
from nestwork.practices import clock
from tenants.activity import services as activity
from tenants.activity.rules import Kind as Work
from tenants.activity.rules import Outcome
from tenants.patients import services as patients
from tenants.registry import selectors, services
from tenants.registry.filters import Filters
from tenants.registry.models import ContactCadence, Enrollment, NeedLevel
from tenants.registry.rules import Decision, Move
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import CannotMoveError, Kind, State
from tests.factories.patients import ChildFactory
from tests.factories.work import (
    MARISOL,
    OKAFOR,
    ItemFactory,
    child_on_registry,
    dana,
    level_for,
    marisol,
    okafor,
)

pytestmark = pytest.mark.usefixtures("in_blackstone")


def days_ahead(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def test_a_child_that_enters_gets_its_first_contact_today() -> None:
    child = child_on_registry()

    contact = worklist.next_contact_of(child)
    assert contact is not None
    assert contact.due_on == clock.today()


def test_entering_twice_changes_nothing() -> None:
    child = child_on_registry()
    services.enroll(child=child, by=dana(), reason="again")

    assert Enrollment.objects.of(child).count() == 1
    assert worklist.needed_contacts_of(child).count() == 1


@pytest.mark.duty("1.C2a")
def test_closing_a_contact_asks_for_the_next_by_the_cadence_of_the_level() -> None:
    for level, days in ((None, 30), (0, 365), (1, 180), (2, 90), (3, 30), (4, 14)):
        child = child_on_registry(level)
        first = worklist.next_contact_of(child)
        assert first is not None
        worklist_verbs.close(item=first, by=marisol())

        following = worklist.next_contact_of(child)
        assert following is not None
        assert (following.id != first.id, following.due_on) == (True, days_ahead(days))


def test_the_cadence_is_the_practices_own_and_keeps_its_history() -> None:
    child = child_on_registry(3)
    services.set_cadence(by=marisol(), level=3, every_days=21, source="team meeting")
    first = worklist.next_contact_of(child)
    assert first is not None
    worklist_verbs.close(item=first, by=marisol())

    following = worklist.next_contact_of(child)
    assert following is not None
    assert following.due_on == days_ahead(21)
    rows = ContactCadence.objects.filter(level=3).order_by("recorded_at")
    assert [(row.every_days, row.source) for row in rows] == [
        (30, "practice default, change it on the registry page"),
        (21, "team meeting"),
    ]


def test_the_contact_counts_from_the_last_talk() -> None:
    child = ChildFactory()
    level_for(child, 2)
    activity.log(
        by=marisol(),
        child=child,
        kind=Work.CALL,
        outcome=Outcome.TALKED,
        started_at=clock.now() - dt.timedelta(days=10),
    )
    services.enroll(child=child, by=marisol(), reason="asthma")

    contact = worklist.next_contact_of(child)
    assert contact is not None
    assert contact.due_on == days_ahead(80)


def test_many_children_get_their_contacts_in_few_reads() -> None:
    children = [ChildFactory() for _n in range(5)]
    for child in children:
        Enrollment.objects.create(child=child, move=Move.ENTERED, reason="x", effective_on=clock.today())
    outsider = ChildFactory()

    made = services.ensure_next_contacts(children=[*children, outsider], by=readers.system("next contact"))

    assert made == 5
    assert set(Item.objects.values_list("child_id", flat=True)) == {child.id for child in children}


def test_leaving_takes_the_contact_off_and_coming_back_asks_for_one() -> None:
    child = child_on_registry()
    services.leave(child=child, by=marisol(), reason="moved away")
    assert worklist.next_contact_of(child) is None
    assert not selectors.is_on_registry(child)

    services.enroll(child=child, by=marisol(), reason="came back")
    assert worklist.next_contact_of(child) is not None


def test_a_next_contact_is_not_set_in_the_past_whether_or_not_one_stands() -> None:
    for child in (ChildFactory(), child_on_registry()):
        with pytest.raises(CannotMoveError):
            services.set_next_contact(child=child, by=marisol(), on=days_ahead(-1))


def test_nobody_enters_or_leaves_on_a_day_to_come() -> None:
    with pytest.raises(ValidationError):
        services.enroll(child=ChildFactory(), by=marisol(), reason="asthma", effective_on=days_ahead(1))
    with pytest.raises(ValidationError):
        services.leave(child=child_on_registry(), by=marisol(), reason="moves", effective_on=days_ahead(1))
    assert not Enrollment.objects.filter(effective_on__gt=clock.today()).exists()


def test_leaving_takes_every_contact_off() -> None:
    child = child_on_registry()
    ItemFactory(child=child)

    services.leave(child=child, by=marisol(), reason="moved away")

    assert not worklist.needed_contacts_of(child).exists()


def test_a_child_who_has_died_is_off_the_registry_and_asks_for_nothing() -> None:
    child = child_on_registry(4)
    patients.record_death(child=child, by=marisol(), deceased_on=clock.today())
    child.refresh_from_db()

    assert not selectors.is_on_registry(child)
    assert services.ensure_next_contact(child=child, by=marisol()) is None
    assert list(Item.objects.open()) == []


@pytest.mark.duty("3.A2")
def test_a_coordinator_proposes_and_a_physician_confirms() -> None:
    child = child_on_registry(2, primary_clinician_id=OKAFOR)
    proposal = services.set_level(child=child, by=marisol(), level=3, reason="three admissions")

    assert selectors.levels_of([child.id]) == {child.id: 2}
    asked = Item.objects.open().get(kind=Kind.CONFIRM_LEVEL)
    assert (asked.owner_id, asked.why) == (OKAFOR, "three admissions")

    services.confirm_level(proposal=proposal, by=okafor())

    level = selectors.level_of(child)
    assert level is not None
    assert (level.level, level.proposed_by_id, level.confirmed_by_id) == (3, marisol().person_id, OKAFOR)
    asked.refresh_from_db()
    assert asked.state == State.DONE
    history = [row.decision for row in selectors.level_history(child, marisol())]
    assert sorted(history) == [Decision.CONFIRMED, Decision.CONFIRMED, Decision.PROPOSED]


def test_a_declined_proposal_leaves_the_level() -> None:
    child = child_on_registry(2)
    proposal = services.set_level(child=child, by=marisol(), level=4, reason="worried")
    services.decline_level(proposal=proposal, by=okafor(), reason="seen last week, stable")

    assert selectors.levels_of([child.id]) == {child.id: 2}
    assert list(selectors.open_proposals(okafor())) == []
    with pytest.raises(services.AlreadyDecidedError):
        services.confirm_level(proposal=proposal, by=okafor())


def test_a_coordinator_confirms_nothing() -> None:
    proposal = services.set_level(child=child_on_registry(), by=marisol(), level=4, reason="worried")

    with pytest.raises(PermissionDenied):
        services.confirm_level(proposal=proposal, by=marisol())


def test_a_higher_level_brings_the_next_contact_forward_and_a_lower_one_postpones_nothing() -> None:
    child = child_on_registry(2)
    activity.log(by=marisol(), child=child, kind=Work.CALL, outcome=Outcome.TALKED)
    services.set_next_contact(child=child, by=marisol(), on=days_ahead(90))

    services.set_level(child=child, by=okafor(), level=4, reason="home ventilator")
    contact = worklist.next_contact_of(child)
    assert contact is not None
    assert contact.due_on == days_ahead(14)

    services.set_level(child=child, by=okafor(), level=0, reason="well")
    contact.refresh_from_db()
    assert contact.due_on == days_ahead(14)


def test_a_level_in_the_future_does_not_count_yet() -> None:
    child = child_on_registry(1)
    services.set_level(child=child, by=okafor(), level=4, reason="surgery", effective_on=days_ahead(20))

    assert selectors.levels_of([child.id]) == {child.id: 1}
    later = selectors.level_of(child, on=days_ahead(20))
    assert later is not None
    assert later.level == 4


def test_a_view_of_the_practice_stays_its_makers() -> None:
    made = services.save_view(by=marisol(), name="High", filters={"level": "4"}, for_practice=True)
    with pytest.raises(ValidationError, match="colleague keeps a view"):
        services.save_view(by=dana(), name="High", filters={"level": "3"}, for_practice=True)
    again = services.save_view(by=marisol(), name="High", filters={"level": "2"}, for_practice=True)

    assert (again.pk, again.created_by_id, again.filters) == (made.pk, MARISOL, {"level": "2"})
    with pytest.raises(PermissionDenied):
        services.delete_view(view=again, by=dana())
    services.delete_view(view=again, by=marisol())
    assert not selectors.saved_views(dana()).exists()


def test_a_proposal_the_reader_may_not_read_is_found_by_no_filter() -> None:
    child = child_on_registry()
    services.set_level(child=child, by=marisol(), level=3, reason="admissions")
    NeedLevel.objects.create(
        child=child_on_registry(),
        level=4,
        decision=Decision.PROPOSED,
        reason="a counsellor's note",
        effective_on=clock.today(),
        label="psychotherapy_notes",
    )

    assert set(selectors.registry_list(dana(), Filters(level="proposed"))) == {child}


def test_a_level_needs_a_reason_and_stands_between_0_and_4() -> None:
    child = child_on_registry()
    for level, reason in ((5, "x"), (-1, "x"), (3, "  ")):
        with pytest.raises(ValueError, match=str(level)):
            services.set_level(child=child, by=okafor(), level=level, reason=reason)

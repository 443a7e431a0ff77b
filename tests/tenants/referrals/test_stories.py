"""A referral starts, its loop goes on one step at a time, and it never ends without somebody's word."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from nestwork.changes.models import DirtyMark
from nestwork.practices import clock
from nestwork.practices.active import door, inside
from network_resources.community.models import Service
from network_resources.community.services.refresh import refresh_search
from tenants.activity.models import Entry
from tenants.consent.models import Disclosure
from tenants.patients.business_days import business_day_after
from tenants.patients.models import Child
from tenants.patients.services import record_death
from tenants.referrals import selectors, services
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules.answers import StepRefusedError
from tenants.referrals.services import (
    AlreadyEndedError,
    CannotUndoError,
    DuplicateError,
    Order,
    ServiceGoneError,
)
from tenants.today import services as today
from tenants.worklist import services as worklist
from tenants.worklist.rules import DecideFirstError, Kind
from tests.factories import directory
from tests.people import Cast
from tests.tenants.consent.signatures import signed
from tests.tenants.referrals.stories import Help, item_of, referred, said


@pytest.fixture(autouse=True)
def stand_inside(
    help_for: Help, amara: Child, by: Reader, others: dict[str, Reader], cast: Cast
) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


@pytest.mark.duty("0.10")
@pytest.mark.duty("2.8")
def test_a_food_referral_goes_from_the_order_to_the_families_word(
    amara: Child, by: Reader, help_for: Help
) -> None:
    referral = referred(amara, help_for.pantry, by)

    now = selectors.standing(referral)
    assert (now.lane, now.next_step) == ("to_send", "ask_family")
    assert now.due_on == business_day_after(clock.today(), 2)
    assert (referral.service_name, referral.organization) == ("Riverbend Pantry", "Riverbend Family Center")
    assert referral.phone
    assert referral.service_at_location_id is not None
    item = item_of(referral)
    assert (item.kind, item.title, item.owner_id) == (Kind.REFERRAL_STEP, "ask_family", amara.coordinator_id)
    assert AuditEvent.objects.filter(action="referral.ordered", child_id=amara.pk).count() == 1
    assert DirtyMark.objects.filter(room="referrals").exists()
    assert not Disclosure.objects.exists()

    said(referral, by, "family_calls")
    now = selectors.standing(referral)
    assert (now.lane, now.next_step) == ("sent", "ask_how_it_went")
    assert now.due_on == clock.today() + dt.timedelta(days=7)

    said(referral, by, "got_help", note="Two bags a week")
    now = selectors.standing(referral)
    assert (now.is_open, now.next_step, now.item) == (False, None, None)
    assert (now.step.outcome, now.step.said_by) == ("got_help", "Guerda Baptiste, mother")
    assert Entry.objects.filter(child=amara, kind="referral", outcome="talked").count() == 2
    assert not Disclosure.objects.exists()


def test_we_make_the_contact_only_under_a_consent_and_what_left_is_written_down(
    amara: Child, by: Reader, help_for: Help
) -> None:
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "we_call")
    with pytest.raises(StepRefusedError, match="no_consent"):
        said(referral, by, "contacted", said_by="Riverbend Family Center")
    assert selectors.standing(referral).next_step == "contact_service"

    signed(amara, by, recipient_kind="community", recipient_name="Riverbend")
    step = said(referral, by, "contacted", said_by="Riverbend Family Center")

    assert step.left_house
    assert Disclosure.objects.get().recipient_name == "Riverbend Pantry, Riverbend Family Center"
    with pytest.raises(CannotUndoError, match="left_house"):
        services.undo(referral=referral, by=by, number=step.number)


def test_could_not_go_asks_why_and_keeps_the_loop_open(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "family_calls")
    with pytest.raises(StepRefusedError, match="no_reason"):
        said(referral, by, "could_not_go")
    said(referral, by, "could_not_go", reason="ride")
    assert selectors.standing(referral).next_step == "help_go"
    said(referral, by, "date_set", day=clock.today() + dt.timedelta(days=5))
    now = selectors.standing(referral)
    assert (now.lane, now.next_step) == ("date_set", "ask_after_date")
    assert now.due_on == business_day_after(clock.today() + dt.timedelta(days=5), 1)


def test_a_service_that_cannot_take_the_family_is_told_before_it_closes(
    amara: Child, by: Reader, help_for: Help
) -> None:
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "we_call")
    said(referral, by, "not_taken", said_by="Riverbend Family Center")
    assert selectors.standing(referral).lane == "tell_family"
    assert said(referral, by, "told").outcome == "not_taken"


@pytest.mark.parametrize(
    ("report", "code"),
    [
        ({"answer": "got_help"}, "not_offered"),
        ({"answer": "family_calls", "said_by": " "}, "no_source"),
        ({"answer": "family_calls", "happened_on": dt.date(2999, 1, 1)}, "future"),
        ({"answer": "family_calls", "happened_on": dt.date(2020, 1, 1)}, "before_last"),
        ({"answer": "unreachable"}, "few_attempts"),
    ],
)
def test_a_report_that_does_not_fit_changes_nothing(
    amara: Child, by: Reader, help_for: Help, report: dict[str, object], code: str
) -> None:
    referral = referred(amara, help_for.pantry, by)
    with pytest.raises(StepRefusedError, match=code):
        said(referral, by, **report)  # type: ignore[arg-type]  # the cases above say which
    assert ReferralStep.objects.count() == 1
    assert item_of(referral).title == "ask_family"


def test_a_date_before_the_day_it_was_said_is_refused(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "family_calls")
    with pytest.raises(StepRefusedError, match="no_day"):
        said(referral, by, "date_set")
    with pytest.raises(StepRefusedError, match="day_before"):
        said(referral, by, "date_set", day=clock.today() - dt.timedelta(days=1))


def test_nobody_reached_three_times_then_a_letter_ends_it(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    for attempt in (1, 2, 3):
        assert services.not_reached(referral=referral, by=by).attempts == attempt
    assert ReferralStep.objects.count() == 1
    assert Entry.objects.filter(outcome="no_answer").count() == 3
    step = said(referral, by, "unreachable", note="Letter of today")
    assert (step.stage, step.evidence) == ("unreachable", "letter")
    with pytest.raises(AlreadyEndedError):
        services.not_reached(referral=referral, by=by)


def test_an_open_referral_to_the_same_service_is_warned_first(
    amara: Child, by: Reader, help_for: Help
) -> None:
    first = referred(amara, help_for.pantry, by)
    with pytest.raises(DuplicateError) as warned:
        referred(amara, help_for.pantry, by, need="")
    assert warned.value.standing == first
    order = Order(service_id=help_for.pantry, need="food")
    assert services.start(child=amara, by=by, order=order, again=True).referral != first
    order = Order(service_id=help_for.other_pantry, need="food")
    assert first in services.start(child=amara, by=by, order=order).same_need


def test_an_ended_referral_is_no_duplicate(amara: Child, by: Reader, help_for: Help) -> None:
    services.cancel(referral=referred(amara, help_for.pantry, by), by=by, reason="wrong_service")
    assert referred(amara, help_for.pantry, by)


def test_a_service_that_is_not_offered_starts_nothing(
    cast: Cast, amara: Child, by: Reader, help_for: Help
) -> None:
    with pytest.raises(ServiceGoneError):
        referred(amara, uuid.uuid4(), by)
    with pytest.raises(ValidationError):
        referred(amara, help_for.pantry, by, need="a boat")
    with pytest.raises(ValidationError):
        referred(amara, help_for.pantry, by, ordered_on=clock.today() + dt.timedelta(days=1))
    assert not Referral.objects.exists()


def test_the_snapshot_stays_when_the_listing_goes(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    assert selectors.is_listed(help_for.pantry)
    with door(), directory.library():
        Service.objects.filter(pk=help_for.pantry).update(status="inactive", name="Gone")
        refresh_search([help_for.pantry])
    assert not selectors.is_listed(help_for.pantry)
    assert Referral.objects.get(pk=referral.pk).service_name == "Riverbend Pantry"
    with pytest.raises(ServiceGoneError):
        services.start(child=amara, by=by, order=Order(service_id=help_for.pantry), again=True)


def test_a_death_ends_every_loop_and_starts_none(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    record_death(child=amara, by=by, deceased_on=clock.today())
    now = selectors.standing(referral)
    assert (now.step.stage, now.step.reason, now.item) == ("cancelled", "child_died", None)
    with pytest.raises(worklist.ChildHasDiedError):
        referred(amara, help_for.other_pantry, by)
    with pytest.raises(CannotUndoError, match="child_has_died"):
        services.undo(referral=referral, by=by, number=now.step.number)


def test_today_cannot_close_the_item_behind_the_referral(amara: Child, by: Reader, help_for: Help) -> None:
    item = item_of(referred(amara, help_for.pantry, by))
    with pytest.raises(DecideFirstError):
        today.finish(item=item, by=by)
    with pytest.raises(DecideFirstError):
        today.save_call(item=item, by=by, call=today.Call(outcome="talked"))  # type: ignore[arg-type]  # a string enum
    with pytest.raises(DecideFirstError):
        worklist.close(item=item, by=by)
    item.refresh_from_db()
    assert item.is_open


def test_a_moved_item_moves_the_day_of_the_next_step(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    day = clock.today() + dt.timedelta(days=9)
    worklist.move(item=item_of(referral), by=by, to=day)
    assert selectors.standing(referral).due_on == day

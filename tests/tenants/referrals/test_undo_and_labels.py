"""Steps are taken back as new rows, sensitive needs are labelled, and the database keeps its own word."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.activity.models import Entry
from tenants.activity.services import undo as undo_entry
from tenants.patients.models import Child
from tenants.referrals import selectors, services
from tenants.referrals.models import ReferralStep
from tenants.referrals.rules.limits import Limit
from tenants.referrals.services import (
    CannotUndoError,
    StaleStepError,
)
from tenants.worklist.models import Item
from tests.people import Cast
from tests.tenants.referrals.stories import Help, item_of, referred, said


@pytest.fixture(autouse=True)
def stand_inside(
    help_for: Help, amara: Child, by: Reader, others: dict[str, Reader], cast: Cast
) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def test_undo_is_a_new_row_and_the_step_before_stands_again(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    due = item_of(referral).due_on
    said(referral, by, "declined")
    services.undo(referral=referral, by=by, number=2)
    now = selectors.standing(referral)
    assert (now.step.number, now.step.stage, now.next_step, now.due_on) == (3, "ordered", "ask_family", due)
    assert not Entry.objects.standing().filter(kind="referral").exists()
    with pytest.raises(CannotUndoError, match="already"):
        services.undo(referral=referral, by=by, number=3)
    with pytest.raises(CannotUndoError, match="not_last"):
        services.undo(referral=referral, by=by, number=2)


def test_undo_of_the_start_cancels_it(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    services.undo(referral=referral, by=by, number=1)
    assert selectors.standing(referral).step.stage == "cancelled"
    assert not Item.objects.open().filter(source=selectors.SOURCE).exists()


def test_only_ones_own_step_is_undone_and_only_while_nobody_went_on(
    amara: Child, by: Reader, others: dict[str, Reader], help_for: Help
) -> None:
    referral = referred(amara, help_for.pantry, by)
    nurse = others["nurse"]
    with pytest.raises(CannotUndoError, match="not_yours"):
        services.undo(referral=referral, by=nurse, number=1)
    services.not_reached(referral=referral, by=nurse)
    with pytest.raises(CannotUndoError, match="worked_on"):
        services.undo(referral=referral, by=by, number=1)


def test_a_log_row_taken_back_on_today_leaves_the_step(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "family_calls")
    undo_entry(entry=Entry.objects.get(kind="referral"), by=by)
    assert selectors.standing(referral).next_step == "ask_how_it_went"
    services.undo(referral=referral, by=by, number=2)
    assert selectors.standing(referral).next_step == "ask_family"


def test_a_step_on_an_old_page_is_refused(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "family_calls", after=1)
    with pytest.raises(StaleStepError):
        said(referral, by, "declined", after=1)


def test_the_practices_own_limit_counts_from_its_day(amara: Child, by: Reader, help_for: Help) -> None:
    services.set_limit(by=by, limit=Limit("ask_how_it_went", 3, False, "family"))
    referral = referred(amara, help_for.pantry, by)
    said(referral, by, "family_calls")
    assert selectors.standing(referral).due_on == clock.today() + dt.timedelta(days=3)
    with pytest.raises(ValueError, match="367"):
        services.set_limit(by=by, limit=Limit("ask_outcome", 367))


def test_urgent_means_today(amara: Child, by: Reader, help_for: Help) -> None:
    item = item_of(referred(amara, help_for.pantry, by, urgency="urgent"))
    assert (item.due_on, item.is_urgent) == (clock.today(), True)


@pytest.mark.parametrize(
    ("service", "need", "label"),
    [
        ("pantry", "food", "general"),
        ("counseling", "behavioral_health", "behavioural"),
        ("counseling", "", "behavioural"),
        ("counseling", "food", "behavioural"),
        ("shelter", "housing", "general"),
        ("shelter", "safety", "caregiver"),
        ("shelter", "", "caregiver"),
        ("recovery", "food", "substance_use"),
    ],
)
def test_the_need_tells_and_so_does_the_name(
    amara: Child, by: Reader, help_for: Help, service: str, need: str, label: str
) -> None:
    referral = referred(amara, getattr(help_for, service), by, need=need)
    assert (referral.label, item_of(referral).label) == (label, label)


def test_a_sensitive_referral_is_seen_by_who_reads_its_label(
    cast: Cast, amara: Child, by: Reader, others: dict[str, Reader], help_for: Help
) -> None:
    doctor = others["physician"]
    referral = referred(amara, help_for.recovery, doctor, need="substance_use")
    assert item_of(referral).owner_id == cast.physician.pk
    for reader in (by, others["nurse"], others["administrator"]):
        assert selectors.open_referrals(reader) == []
        assert selectors.of_child(amara, reader) == []
    assert len(selectors.open_referrals(doctor)) == 1


def test_who_may_not_refer_is_refused(amara: Child, others: dict[str, Reader], help_for: Help) -> None:
    for name in ("administrator", "parent_partner"):
        with pytest.raises(PermissionDenied):
            referred(amara, help_for.pantry, others[name])


def test_the_database_itself_closes_nothing_without_a_word(amara: Child, by: Reader, help_for: Help) -> None:
    referral = referred(amara, help_for.pantry, by)
    for lacking in ({"outcome": ""}, {"said_by": ""}):
        fields = {"outcome": "got_help", "said_by": "mother", **lacking}
        with pytest.raises(IntegrityError), transaction.atomic():
            ReferralStep.objects.create(
                referral=referral, child=amara, number=2, stage="closed", books="family",
                evidence="family_said", effective_on=clock.today(), **fields,
            )  # fmt: skip

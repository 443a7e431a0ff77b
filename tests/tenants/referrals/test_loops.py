"""Whatever is answered in whatever order: a loop ends only with somebody's word, and never has two next steps."""

import contextlib
import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tenants.referrals.models import Referral
from tenants.referrals.rules import stages
from tenants.referrals.rules.answers import MOVES, Answer, Asks, Evidence, StepRefusedError, move_for
from tenants.referrals.rules.limits import Limit, day_due, pick, seed
from tenants.referrals.rules.sensitive import LABELS, label_of, quick_needs
from tenants.referrals.rules.stages import Books, NextStep, Stage, Urgency
from tenants.referrals.selectors import standing
from tenants.referrals.services import AlreadyEndedError, CannotUndoError, DuplicateError, cancel, undo
from tenants.worklist.models import Item
from tenants.worklist.rules import State
from tests.people import Cast
from tests.tenants.referrals.stories import Help, referred, said

ANSWERS = st.lists(st.sampled_from([str(one) for one in (*Answer, "cancel", "undo")]), max_size=14)


def one_next_step_or_none(referral: Referral) -> None:
    """What must hold after every act."""
    now = standing(referral)
    items = list(Item.objects.filter(source_id=referral.pk, state=State.OPEN))
    if now.is_open:
        assert [item.title for item in items] == [now.next_step]
        assert now.due_on is not None
        return
    assert items == []
    assert now.next_step is None
    assert now.step.evidence
    assert now.step.said_by
    if now.step.stage == Stage.CLOSED:
        assert now.step.outcome
        assert now.step.evidence in (Evidence.FAMILY_SAID, Evidence.SERVICE_SAID)


def act(referral: Referral, by: Reader, answer: str, today: date) -> None:
    """Do it, or be refused."""
    if answer == "cancel":
        cancel(referral=referral, by=by, reason="not_needed")
    elif answer == "undo":
        undo(referral=referral, by=by, number=standing(referral).step.number)
    else:
        said(referral, by, answer, day=today + timedelta(days=2), reason="cost")


@pytest.fixture
def loop(cast: Cast, amara: Child, by: Reader, help_for: Help) -> Callable[[], Referral]:
    def begin() -> Referral:
        for one in Referral.objects.all():
            if standing(one).is_open:
                cancel(referral=one, by=by, reason="mistake")
        return referred(amara, help_for.pantry, by)

    return begin


def test_random_answers_never_close_a_loop_without_a_word(
    cast: Cast, by: Reader, loop: Callable[[], Referral]
) -> None:
    @settings(max_examples=25, deadline=None, database=None)
    @given(ANSWERS)
    def walk(answers: list[str]) -> None:
        referral = loop()
        one_next_step_or_none(referral)
        for answer in answers:
            with contextlib.suppress(StepRefusedError, AlreadyEndedError, CannotUndoError):
                act(referral, by, answer, referral.effective_on)
            one_next_step_or_none(referral)

    with inside(cast.blackstone):
        walk()


def test_every_open_stage_a_move_leads_to_has_a_next_step_a_lane_and_a_limit() -> None:
    reached = {(move.stage, move.outcome or "") for moves in MOVES.values() for move in moves}
    for stage, outcome in {*reached, (Stage.ORDERED, "")}:
        step = stages.next_step(stage, outcome)
        assert (step is None) == stages.is_ended(stage) == (stages.lane_of(stage) is None)
        for books in Books:
            for urgency in Urgency:
                assert step is None or pick(seed(), step, books=books, urgency=urgency).source


def test_every_way_to_close_says_what_came_of_it() -> None:
    for moves in MOVES.values():
        for move in moves:
            assert (move.stage is not Stage.CLOSED) or move.outcome
            assert move.evidence is not Evidence.ORDER
            assert (move.evidence is Evidence.LETTER) == (Asks.ATTEMPTS in move.asks)
    with pytest.raises(StepRefusedError):
        move_for(None, Answer.GOT_HELP)


def test_a_limit_counts_business_days_and_never_backwards() -> None:
    friday = date(2026, 3, 20)
    assert day_due(Limit("x", 2), since=friday, today=friday) == date(2026, 3, 24)
    assert day_due(Limit("x", 2, business=False), since=friday, today=friday) == date(2026, 3, 22)
    assert day_due(Limit("x", 1), since=friday, today=date(2026, 6, 1)) == date(2026, 6, 1)
    both = [Limit("x", 7, books="family"), Limit("x", 2, urgency="urgent"), Limit("x", 9)]
    assert pick(both, "x", books="family", urgency="urgent").days == 2
    assert pick(both, "x", books="practice", urgency="routine").days == 9
    with pytest.raises(LookupError):
        pick(both, "y")


def test_labels_and_quick_needs_name_needs_of_the_vocabulary() -> None:
    from network_resources.community.rules.needs import is_need

    assert all(is_need(need) for need in LABELS)
    assert all(is_need(need) for months in (0, 35, 36, 200) for need in quick_needs(months))
    assert "early_intervention" in quick_needs(35)
    assert "early_intervention" not in quick_needs(36)
    assert label_of("", ()) == Sensitivity.GENERAL
    assert label_of("food", ["food", "substance_use"]) == Sensitivity.GENERAL
    assert {move.answer for moves in MOVES.values() for move in moves} == set(Answer)
    assert set(MOVES) == set(NextStep)


@pytest.mark.django_db(transaction=True)
def test_two_people_starting_at_once_make_one_referral_and_one_warning(
    cast: Cast, amara: Child, by: Reader, help_for: Help
) -> None:
    ready, ends = threading.Barrier(2), list[str]()

    def begin() -> None:
        try:
            with inside(cast.blackstone):
                ready.wait()
                referred(amara, help_for.pantry, by)
                ends.append("started")
        except DuplicateError:
            ends.append("warned")
        finally:
            connection.close()

    several = [threading.Thread(target=begin) for _ in range(2)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert sorted(ends) == ["started", "warned"]
    with inside(cast.blackstone):
        assert Referral.objects.count() == 1

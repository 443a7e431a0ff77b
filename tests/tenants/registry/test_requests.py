"""A coordinator asks the physician three things: what is kept, what one tap answers, what comes back."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel, PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask, Decision, Said, Tap
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind, State
from tests.factories.patients import BlockFactory
from tests.factories.work import DANA, MARISOL, OKAFOR, child_on_registry, dana, marisol, okafor
from tests.people import Cast
from tests.tenants.registry.scoring_stories import NINE

ALL = [ask.value for ask in Ask]


@pytest.fixture(autouse=True)
def in_practice(cast: Cast, index: PlaybookVersion) -> Iterator[None]:
    """Inside Blackstone, which uses the index."""
    with inside(cast.blackstone):
        yield


@pytest.fixture
def noah() -> Child:
    """Noah stands at level 2; Dr. Okafor is his physician."""
    return child_on_registry(2, primary_clinician_id=OKAFOR)


def ask(child: Child, asks: list[str] = ALL) -> PhysicianRequest:
    return services.ask_physician_for(child=child, by=marisol(), asks=asks, reason=" before the review ")


def tap(request: PhysicianRequest, tapped: Tap, words: str = "") -> list[Ask]:
    return services.answer_request(request=request, by=okafor(), tap=tapped, words=words)


def waiting() -> list[PhysicianRequest]:
    return list(selectors.open_requests(okafor()))


def item_of(request: PhysicianRequest) -> Item:
    return Item.objects.filter(source_id=request.id).latest("recorded_at")


@pytest.mark.duty("3.A1")
def test_one_tap_answers_all_three_and_closes_the_question(noah: Child) -> None:
    NeedLevel.objects.create(
        child=noah, level=2, decision=Decision.CONFIRMED, reason="x", plans_visits=True,
        effective_on=clock.today() - dt.timedelta(days=5), confirmed_by_id=OKAFOR,
    )  # fmt: skip
    request = ask(noah)
    asked = item_of(request)
    assert (asked.kind, asked.owner_id, asked.state) == (Kind.ANSWER_REQUEST, OKAFOR, State.OPEN)
    assert (request.reason, request.asked_id, request.recorded_by_id) == (
        "before the review", OKAFOR, MARISOL,
    )  # fmt: skip

    assert tap(request, Tap.ALL_AS_IT_STANDS) == list(Ask)

    assert waiting() == []
    closed = selectors.requests_of(noah, marisol())[0]
    assert {(answer.ask, answer.said, answer.recorded_by_id) for answer in closed.answers} == {
        (Ask.DIAGNOSES, Said.RIGHT, OKAFOR), (Ask.LEVEL, Said.STANDS, OKAFOR), (Ask.VISITS, Said.PLAN, OKAFOR),
    }  # fmt: skip
    assert closed.closing is not None
    assert clock.local(closed.closing.recorded_at).date() == clock.today()
    level = selectors.level_of(noah)
    assert level is not None
    assert (level.level, level.plans_visits, level.confirmed_by_id, level.effective_on) == (
        2, True, OKAFOR, clock.today(),
    )  # fmt: skip
    assert item_of(request).state == State.DONE
    lines = AuditEvent.objects.filter(child_id=noah.id, subject="physician_request").order_by("at")
    assert [line.action for line in lines] == ["registry.asked", *["registry.answered"] * 3]
    with pytest.raises(services.NoAnswerNeededError):
        tap(request, Tap.LEVEL_STANDS)


def test_each_question_is_answered_by_itself(noah: Child) -> None:
    request = ask(noah)
    tap(request, Tap.DIAGNOSES_RIGHT)
    tap(request, Tap.NO_PLAN)
    assert selectors.asked(waiting())[0].left == [Ask.LEVEL]
    tap(request, Tap.LEVEL_STANDS)
    assert waiting() == []
    level = selectors.level_of(noah)
    assert level is not None
    assert (level.level, level.plans_visits) == (2, False)


def test_diagnoses_that_are_not_right_come_back_to_whoever_asked(noah: Child) -> None:
    request = ask(noah, ["diagnoses"])
    with pytest.raises(ValidationError):
        tap(request, Tap.DIAGNOSES_NOT_RIGHT, " ")
    tap(request, Tap.DIAGNOSES_NOT_RIGHT, "asthma has resolved")
    back = Item.objects.open().get(kind=Kind.DESK_TASK)
    assert (back.owner_id, back.why, back.child) == (MARISOL, "asthma has resolved", noah)
    assert waiting() == []


def test_a_decision_on_a_level_answers_and_taking_it_back_asks_again(
    noah: Child, index: PlaybookVersion
) -> None:
    request = ask(noah, ["level", "visits"])
    proposal = services.score_child(
        child=noah, by=marisol(), version_id=index.pk, answers=NINE, reason="two stays", plans_visits=True
    )
    assert waiting() == [request]  # a coordinator's score does not answer
    with pytest.raises(services.NoLevelStandsError):
        tap(request, Tap.LEVEL_STANDS)  # a proposal waits: it is decided

    decided = services.confirm_level(proposal=proposal, by=okafor())
    assert waiting() == []
    assert set(PhysicianAnswer.objects.values_list("ask", "said")) == {
        (Ask.LEVEL, Said.NEW_LEVEL), (Ask.VISITS, Said.PLAN),
    }  # fmt: skip

    services.undo_decision(decision=decided, by=okafor())
    assert waiting() == [request]
    assert item_of(request).state == State.OPEN


def test_a_declined_proposal_says_that_the_level_stands(noah: Child) -> None:
    request = ask(noah, ["level"])
    proposal = services.set_level(child=noah, by=marisol(), level=4, reason="worse")
    services.decline_level(proposal=proposal, by=okafor(), reason="a passing crisis")
    assert waiting() == []
    assert PhysicianAnswer.objects.get(request=request).said == Said.STANDS


def test_without_a_level_the_child_is_scored_first(index: PlaybookVersion) -> None:
    request = ask(child_on_registry(primary_clinician_id=OKAFOR))
    with pytest.raises(services.NoLevelStandsError):
        tap(request, Tap.ALL_AS_IT_STANDS)
    assert not PhysicianAnswer.objects.exists()  # all of it or nothing
    services.score_child(
        child=request.child,
        by=okafor(),
        version_id=index.pk,
        answers=NINE,
        reason="first",
        plans_visits=False,
    )
    assert selectors.asked(waiting())[0].left == [Ask.DIAGNOSES]


def test_nothing_is_asked_twice_and_a_question_can_be_withdrawn(noah: Child) -> None:
    first = ask(noah, ["diagnoses"])
    with pytest.raises(services.AlreadyAskedError):
        ask(noah, ["diagnoses"])
    assert ask(noah).asks == [Ask.LEVEL, Ask.VISITS]
    services.withdraw_request(request=first, by=dana())
    assert item_of(first).state == State.CANCELLED
    with pytest.raises(services.NoAnswerNeededError):
        services.withdraw_request(request=first, by=dana())
    with pytest.raises(services.NoAnswerNeededError):
        tap(first, Tap.DIAGNOSES_RIGHT)
    assert ask(noah, ["diagnoses"]).asks == [Ask.DIAGNOSES]


def test_an_answer_on_diagnoses_is_taken_back_today_by_its_own_physician(noah: Child) -> None:
    request = ask(noah, ["diagnoses"])
    tap(request, Tap.DIAGNOSES_RIGHT)
    answer = PhysicianAnswer.objects.get()
    services.undo_answer(answer=answer, by=okafor())
    assert waiting() == [request]
    assert item_of(request).state == State.OPEN
    with pytest.raises(services.CannotUndoError):
        services.undo_answer(answer=answer, by=okafor())


def test_who_may_ask_answer_and_see(noah: Child) -> None:
    request = ask(noah)
    with pytest.raises(PermissionDenied):
        services.answer_request(request=request, by=marisol(), tap=Tap.LEVEL_STANDS)
    with pytest.raises(ValidationError):
        ask(noah, [])
    BlockFactory(child=noah, person_id=DANA)
    assert list(selectors.open_requests(dana())) == []
    assert selectors.requests_of(noah, dana()) == []
    assert selectors.waiting_for_physicians(dana()) == 0
    assert selectors.waiting_for_physicians(okafor()) == 1


def test_nobody_is_asked_about_a_child_who_died(noah: Child) -> None:
    request = ask(noah)
    patients.record_death(child=noah, by=okafor(), deceased_on=clock.today())
    assert waiting() == []
    assert item_of(request).state == State.CANCELLED


def test_when_a_question_is_late_is_a_dated_row(noah: Child) -> None:
    assert selectors.answer_limit().late_after_days == 7
    services.set_answer_limit(
        by=marisol(), late_after_days=3, effective_on=clock.today() - dt.timedelta(days=2)
    )
    services.set_answer_limit(by=marisol(), late_after_days=5)
    assert selectors.answer_limit().late_after_days == 5
    assert selectors.answer_limit(clock.today() - dt.timedelta(days=1)).late_after_days == 3
    with pytest.raises(ValueError, match="0"):
        services.set_answer_limit(by=marisol(), late_after_days=0)

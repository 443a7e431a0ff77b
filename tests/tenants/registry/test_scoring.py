"""A child is scored: what is kept, who is asked, what a physician says, and what is taken back."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import door, inside
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.scoring import AnswersError
from tenants.activity import services as activity
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import CannotScoreError, Decision, Waiting, months_ago, waiting
from tenants.worklist import selectors as worklist
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind, State
from tests.factories.patients import ChildFactory
from tests.factories.work import MARISOL, OKAFOR, child_on_registry, dana, marisol, okafor
from tests.network_resources.playbooks.stories import next_draft, published, seed_content
from tests.people import Cast
from tests.tenants.registry.scoring_stories import FIVE, NINE, NOTHING, take


@pytest.fixture(autouse=True)
def in_practice(cast: Cast, index: PlaybookVersion) -> Iterator[None]:
    """Inside Blackstone, which uses the index."""
    with inside(cast.blackstone):
        yield


def days_ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def scored(child: Child, index: PlaybookVersion, answers: dict[str, str], **more: Any) -> NeedLevel:
    """The coordinator scores unless somebody else is named."""
    given = {"by": marisol(), "reason": "yearly review", **more}
    return services.score_child(child=child, version_id=index.pk, answers=answers, **given)


@pytest.mark.duty("3.A2")
def test_a_score_is_kept_whole_and_proposes_its_level(index: PlaybookVersion) -> None:
    child = child_on_registry(2, primary_clinician_id=OKAFOR)

    row = scored(child, index, NINE, reason=" three admissions ", effective_on=days_ago(3), plans_visits=True)

    kept = Scoring.objects.get()
    assert (kept.version_id, kept.method_label, kept.answers) == (index.pk, "five-axis-index v1", NINE)
    assert (kept.total, kept.band, kept.need_level) == (Decimal(9), "high", 3)
    assert (kept.reason, kept.recorded_by_id, kept.effective_on) == ("three admissions", MARISOL, days_ago(3))
    assert (row.decision, row.level, row.scoring, row.score) == (Decision.PROPOSED, 3, kept, Decimal(9))
    assert (row.method_version, row.plans_visits, row.confirmed_by_id) == ("five-axis-index v1", True, None)
    asked = Item.objects.open().get(kind=Kind.CONFIRM_LEVEL)
    assert (asked.owner_id, asked.title, asked.source_id) == (OKAFOR, "3", row.id)
    assert selectors.levels_of([child.id]) == {child.id: 2}
    lines = AuditEvent.objects.filter(child_id=child.id, action__startswith="registry.").order_by("at")
    assert [line.action for line in lines][-2:] == ["registry.scored", "registry.level_proposed"]


@pytest.mark.duty("3.A2")
def test_a_physician_confirms_and_both_times_stay(index: PlaybookVersion) -> None:
    child = child_on_registry(2)
    proposal = scored(child, index, NINE, effective_on=days_ago(10))

    row = services.confirm_level(proposal=proposal, by=okafor())

    assert (row.level, row.scoring_id, row.effective_on) == (3, proposal.scoring_id, days_ago(10))
    assert (row.proposed_by_id, row.confirmed_by_id, row.reason) == (MARISOL, OKAFOR, "yearly review")
    assert clock.local(row.recorded_at).date() == clock.today()
    assert selectors.levels_of([child.id]) == {child.id: 3}
    assert selectors.levels_of([child.id], on=days_ago(11)) == {child.id: 2}


def test_a_physicians_own_score_counts_at_once(index: PlaybookVersion) -> None:
    child = child_on_registry()

    row = scored(child, index, NINE, by=okafor())

    assert (row.decision, row.confirmed_by_id, row.scoring_id) == (
        Decision.CONFIRMED, OKAFOR, Scoring.objects.get().id,
    )  # fmt: skip
    assert not Item.objects.open().filter(kind=Kind.CONFIRM_LEVEL).exists()


def test_a_score_that_changes_nothing_is_kept_and_asks_nobody(index: PlaybookVersion) -> None:
    child = child_on_registry(2)

    row = scored(child, index, FIVE)

    assert (row.decision, row.level, Scoring.objects.count()) == (Decision.KEPT, 2, 1)
    assert not selectors.open_proposals(okafor()).exists()
    assert not Item.objects.open().filter(kind=Kind.CONFIRM_LEVEL).exists()
    standing = selectors.level_of(child)
    assert standing is not None
    assert standing.scoring is None, "what a physician confirmed is not rewritten"


def test_a_first_level_and_another_word_on_planning_visits_ask_although_the_number_is_the_same(
    index: PlaybookVersion,
) -> None:
    assert scored(child_on_registry(), index, FIVE).decision == Decision.PROPOSED
    assert scored(child_on_registry(2), index, FIVE, plans_visits=True).decision == Decision.PROPOSED


def test_one_proposal_of_a_child_waits_at_a_time(index: PlaybookVersion) -> None:
    child = child_on_registry(1)
    first = scored(child, index, NINE)
    second = scored(child, index, FIVE)

    assert list(selectors.open_proposals(okafor())) == [second]
    assert NeedLevel.objects.get(answers=first).decision == Decision.REPLACED
    states = {item.source_id: item.state for item in Item.objects.filter(kind=Kind.CONFIRM_LEVEL)}
    assert states == {first.id: State.CANCELLED, second.id: State.OPEN}
    with pytest.raises(services.AlreadyDecidedError):
        services.confirm_level(proposal=first, by=okafor())


@pytest.mark.parametrize(("answers", "missing", "unknown"), [
    ({**FIVE, "social": ""}, ("social",), ()),
    ({**FIVE, "social": "made_up"}, (), ("social=made_up",)),
    ({**FIVE, "school": "none"}, (), ("school",)),
])  # fmt: skip
def test_answers_the_version_does_not_know_are_refused_and_nothing_is_kept(
    index: PlaybookVersion, answers: dict[str, str], missing: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    child = child_on_registry(2)
    with pytest.raises(AnswersError) as refused:
        scored(child, index, answers)
    assert (refused.value.missing, refused.value.unknown) == (missing, unknown)
    assert not Scoring.objects.exists()


def test_who_is_not_scored(index: PlaybookVersion) -> None:
    grown = ChildFactory(birth_date=days_ago(365 * 22 + 40))
    young = ChildFactory(birth_date=days_ago(30))
    dead = child_on_registry()
    opened_before = Child.objects.get(pk=dead.pk)
    patients.record_death(child=dead, by=marisol(), deceased_on=clock.today())
    for child, day, why in (
        (grown, None, "too_old"),
        (young, days_ago(40), "before_birth"),
        (young, days_ago(-1), "future"),
        (opened_before, None, "died"),
    ):
        with pytest.raises(CannotScoreError, match=why):
            scored(child, index, NINE, effective_on=day)
    with pytest.raises(ValidationError):
        scored(young, index, NINE, reason="  ")
    assert not Scoring.objects.exists()
    assert scored(grown, index, NINE, effective_on=days_ago(90)).level == 3, "on a day before turning 22"


def test_a_coordinator_confirms_no_score(index: PlaybookVersion) -> None:
    proposal = scored(child_on_registry(), index, NINE)
    with pytest.raises(PermissionDenied):
        services.confirm_level(proposal=proposal, by=dana())
    decided = services.confirm_level(proposal=proposal, by=okafor())
    with pytest.raises(PermissionDenied):
        services.undo_decision(decision=decided, by=dana())


def test_a_decision_is_taken_back_by_a_row_and_the_question_waits_again(index: PlaybookVersion) -> None:
    child = child_on_registry(2)
    activity.log(by=marisol(), child=child, kind="call", outcome="talked")
    services.set_next_contact(child=child, by=marisol(), on=clock.today() + dt.timedelta(days=90))
    proposal = scored(child, index, NINE)
    decided = services.confirm_level(proposal=proposal, by=okafor())
    assert worklist.next_contact_of(child).due_on == clock.today() + dt.timedelta(days=30)  # type: ignore[union-attr]  # on the registry

    services.undo_decision(decision=decided, by=okafor())

    assert selectors.levels_of([child.id]) == {child.id: 2}
    assert worklist.next_contact_of(child).due_on == clock.today() + dt.timedelta(days=90)  # type: ignore[union-attr]  # as above
    again = selectors.open_proposals(okafor()).get()
    assert (again.id != proposal.id, again.scoring_id, again.proposed_by_id) == (
        True, proposal.scoring_id, MARISOL,
    )  # fmt: skip
    assert Item.objects.open().get(kind=Kind.CONFIRM_LEVEL).source_id == again.id
    assert sorted(row.decision for row in selectors.level_history(child, okafor())) == [
        "confirmed", "confirmed", "proposed", "proposed", "undone",
    ]  # fmt: skip
    with pytest.raises(services.CannotUndoError):
        services.undo_decision(decision=decided, by=okafor())
    services.confirm_level(proposal=again, by=okafor())
    assert selectors.levels_of([child.id]) == {child.id: 3}


def test_only_ones_own_decision_of_today_with_nothing_newer_is_taken_back(index: PlaybookVersion) -> None:
    child = child_on_registry(2)
    decided = services.confirm_level(proposal=scored(child, index, NINE), by=okafor())
    scored(child, index, FIVE)
    with pytest.raises(services.CannotUndoError):
        services.undo_decision(decision=decided, by=okafor())

    other = child_on_registry(1)
    old = NeedLevel.objects.get(child=other)
    with pytest.raises(services.CannotUndoError):
        services.undo_decision(decision=old, by=okafor())


def test_who_needs_new_scoring_follows_the_method_in_force(cast: Cast, index: PlaybookVersion) -> None:
    never, answered, off = child_on_registry(3), child_on_registry(2), ChildFactory()
    grown = child_on_registry(1, birth_date=days_ago(365 * 22 + 40))
    scored(answered, index, FIVE)
    assert set(selectors.needs_new_scoring(marisol())) == {never}
    assert {off, grown}.isdisjoint(selectors.needs_new_scoring(marisol()))

    content = seed_content()
    content["axes"][4]["choices"][1]["key"] = "some_risk"
    following = next_version(cast, index, content)
    assert set(selectors.needs_new_scoring(marisol())) == {never, answered}
    last = selectors.last_scoring(answered, marisol())
    method = selectors.methods_of([scored(never, following, NOTHING).scoring])[following.pk].method  # type: ignore[list-item]  # it was just scored
    assert selectors.answers_that_fit(method, last) == {
        axis: answer for axis, answer in FIVE.items() if axis != "social"
    }
    assert set(selectors.needs_new_scoring(marisol())) == {answered}


def next_version(cast: Cast, before: PlaybookVersion, content: dict[str, Any]) -> PlaybookVersion:
    """Publish and adopt from the door, as the stories of the library do."""
    with door():
        version = published(cast, next_draft(cast, before, content))
        take(cast, version)
    return version


def test_nobody_needs_scoring_where_no_method_is_in_use(cast: Cast) -> None:
    with door(), inside(cast.harbor):
        child_on_registry()
        assert not selectors.needs_new_scoring(marisol()).exists()


def test_days_and_months_count_as_people_count_them() -> None:
    assert [waiting(days, 7) for days in (0, 2, 3, 7, 8)] == [
        Waiting.FRESH, Waiting.FRESH, Waiting.SOON, Waiting.SOON, Waiting.LATE,
    ]  # fmt: skip
    assert months_ago(dt.date(2026, 3, 31), 1) == dt.date(2026, 2, 28)
    assert months_ago(dt.date(2026, 1, 15), 12) == dt.date(2025, 1, 15)
    assert months_ago(dt.date(2024, 2, 29), 12) == dt.date(2023, 2, 28)
    assert months_ago(dt.date(2026, 12, 31), 1) == dt.date(2026, 11, 30)

"""Pairs wait for a person; a merge is read as one child and comes apart exactly."""

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nestwork.access import readers
from nestwork.access.permissions import Role
from nestwork.audit.models import AuditEvent
from nestwork.practices.models import Practice
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.patients.selectors import children_visible_to
from tenants.registry import services as registry
from tenants.roster.models import Match, MergeFact
from tenants.roster.rules.matching.compare import compare
from tenants.roster.rules.merging import CHOOSABLE
from tenants.roster.rules.states import MatchState
from tenants.roster.selectors import matches as reads
from tenants.roster.selectors.people import people
from tenants.roster.services import merging, pairs
from tenants.roster.services.merging import AlreadyDecidedError
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind
from tests.factories.patients import BlockFactory, ChildFactory
from tests.tenants.roster.stories import COORDINATOR

pytestmark = pytest.mark.usefixtures("practice")


def pair(first: Child, second: Child) -> Match:
    one, other = people([first])[0], people([second])[0]
    found = pairs.queue_pairs([(second, [(one, compare(one, other))])], by=COORDINATOR)
    assert len(found) == 1
    return found[0]


def twice(**second: Any) -> Match:
    """One child on record twice, both on the registry."""
    first = ChildFactory(given_name="Amara", school="Example School")
    other = ChildFactory(given_name="Amara", **{"language": "ht", **second})
    for child in (first, other):
        registry.enroll(child=child, by=COORDINATOR, reason="test")
    return pair(first, other)


def fields(child: Child) -> dict[str, Any]:
    child = Child.objects.get(pk=child.pk)
    return {name: getattr(child, name) for name in (*CHOOSABLE, "merged_into_id", "head_id", "deceased_on")}


def open_items() -> set[tuple[object, str]]:
    return set(Item.objects.open().values_list("pk", "kind"))


def test_a_pair_waits_with_an_item_and_is_never_merged_by_itself() -> None:
    match = twice()

    assert Child.objects.not_merged().count() == 2
    assert Item.objects.open().filter(kind=Kind.MATCH_REVIEW, source_id=match.pk).count() == 1
    assert list(reads.matches(COORDINATOR)) == [match]


def test_a_merge_reads_as_one_child_with_chosen_fields_and_one_next_contact() -> None:
    match = twice()

    merging.merge(match=match, by=COORDINATOR, keep="first", choices={"language": "second"})

    one = children_visible_to(COORDINATOR).get()
    assert (one.pk, one.language, one.school) == (match.first_id, "ht", "Example School")
    assert [kind for _pk, kind in open_items()] == [Kind.NEEDED_CONTACT]
    assert set(AuditEvent.objects.filter(action="roster.merge").values_list("child_id", flat=True)) == {
        match.first_id,
        match.second_id,
    }


def test_taking_it_back_restores_both_exactly() -> None:
    match = twice()
    before = (fields(match.first), fields(match.second))
    contacts = {item for item in open_items() if item[1] == Kind.NEEDED_CONTACT}
    fact = merging.merge(
        match=match, by=COORDINATOR, keep="second", choices={"school": "first", "record_number": "first"}
    )
    assert fields(match.second)["record_number"] == before[0]["record_number"]

    merging.unmerge(fact=fact, by=COORDINATOR, reason="cousins")

    assert (fields(match.first), fields(match.second)) == before
    assert open_items() == contacts
    assert Match.objects.get().state == MatchState.APART
    with pytest.raises(AlreadyDecidedError):
        merging.unmerge(fact=fact, by=COORDINATOR, reason="again")


def test_a_later_edit_of_a_person_stands_when_a_merge_is_taken_back() -> None:
    match = twice()
    fact = merging.merge(match=match, by=COORDINATOR, keep="first", choices={"language": "second"})
    patients.change_child(child=Child.objects.get(pk=match.first_id), by=COORDINATOR, language="pt")

    merging.unmerge(fact=fact, by=COORDINATOR, reason="cousins")

    assert fields(match.first)["language"] == "pt"


def test_a_death_on_either_record_counts_and_comes_apart_again() -> None:
    match = twice()
    patients.record_death(child=match.second, by=COORDINATOR, deceased_on=match.second.birth_date)

    fact = merging.merge(match=match, by=COORDINATOR, keep="first")
    assert fields(match.first)["deceased_on"] == match.second.birth_date
    assert open_items() == set()

    merging.unmerge(fact=fact, by=COORDINATOR, reason="cousins")
    assert fields(match.first)["deceased_on"] is None


def test_nothing_of_a_living_record_goes_on_when_the_record_that_stands_is_of_a_child_who_died() -> None:
    match = twice()
    patients.record_death(child=match.first, by=COORDINATOR, deceased_on=match.first.birth_date)
    assert {item.child_id for item in Item.objects.open().filter(kind=Kind.NEEDED_CONTACT)} == {
        match.second_id
    }

    fact = merging.merge(match=match, by=COORDINATOR, keep="first")
    assert open_items() == set()

    merging.unmerge(fact=fact, by=COORDINATOR, reason="cousins")
    assert fields(match.first)["deceased_on"] == match.first.birth_date
    assert fields(match.second)["deceased_on"] is None


def test_two_children_are_not_asked_about_again_until_somebody_does() -> None:
    match = twice()
    merging.keep_apart(match=match, by=COORDINATOR, reason="cousins")

    one, other = people([match.first])[0], people([match.second])[0]
    assert pairs.queue_pairs([(match.first, [(other, compare(one, other))])], by=COORDINATOR) == []
    assert Item.objects.open().filter(kind=Kind.MATCH_REVIEW).count() == 0
    with pytest.raises(AlreadyDecidedError):
        merging.merge(match=match, by=COORDINATOR, keep="first")

    merging.ask_again(match=match, by=COORDINATOR)
    assert list(reads.matches(COORDINATOR)) == [match]


@pytest.mark.parametrize("side", ["first", "second"])
def test_who_may_not_see_one_side_sees_neither(side: str) -> None:
    match = twice()
    somebody = readers.person(person_id=uuid.uuid4(), name="Related", role=Role.COORDINATOR)
    BlockFactory(child=getattr(match, side), person_id=somebody.person_id)

    assert list(reads.matches(somebody)) == []
    with pytest.raises(Match.DoesNotExist):
        reads.match_for(somebody, match.pk)
    assert list(reads.matches(COORDINATOR)) == [match]


def test_no_item_tells_of_a_confidential_child() -> None:
    match = twice(is_confidential=True)

    assert Item.objects.filter(kind=Kind.MATCH_REVIEW, source_id=match.pk).count() == 0


def test_a_chain_comes_apart_from_its_end() -> None:
    match = twice()
    third = ChildFactory(given_name="Amara")
    inner = merging.merge(match=match, by=COORDINATOR, keep="first")
    outer = merging.merge(
        match=pair(third, Child.objects.get(pk=match.first_id)), by=COORDINATOR, keep="first"
    )

    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        merging.unmerge(fact=inner, by=COORDINATOR, reason="too early")
    merging.unmerge(fact=outer, by=COORDINATOR, reason="right order")
    merging.unmerge(fact=inner, by=COORDINATOR, reason="right order")
    assert Child.objects.not_merged().count() == 3


SCHOOLS = ("North", "East", "South", "West")
TAKEN = ("school", "language", "record_number", "family_name")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_sequence_of_merges_comes_apart_to_what_it_was(practice: Practice, data: st.DataObject) -> None:
    """Merge and take back at random, then take back what stands: every child is what it was."""
    Match.objects.all().delete()
    children = [
        ChildFactory(given_name="Amara", school=school, language=language, family_name=f"Baptiste {school}")
        for school, language in zip(SCHOOLS, ("en", "es", "pt", "ht"), strict=True)
    ]
    before = [fields(child) for child in children]
    standing: list[MergeFact] = []
    for _step in range(data.draw(st.integers(1, 8))):
        alone = [child for child in children if fields(child)["merged_into_id"] is None]
        loose = [fact for fact in standing if fields(fact.survivor)["merged_into_id"] is None]
        if loose and (len(alone) < 2 or data.draw(st.booleans())):
            fact = data.draw(st.sampled_from(loose))
            merging.unmerge(fact=fact, by=COORDINATOR, reason="random", apart=False)
            standing.remove(fact)
            continue
        survivor, absorbed = data.draw(st.permutations(alone))[:2]
        standing.append(_merge(survivor, absorbed, data.draw(st.sets(st.sampled_from(TAKEN)))))
    while standing:
        fact = next(one for one in standing if fields(one.survivor)["merged_into_id"] is None)
        merging.unmerge(fact=fact, by=COORDINATOR, reason="all of them", apart=False)
        standing.remove(fact)

    assert [fields(child) for child in children] == before


def _merge(survivor: Child, absorbed: Child, taken: set[str]) -> MergeFact:
    survivor, absorbed = Child.objects.get(pk=survivor.pk), Child.objects.get(pk=absorbed.pk)
    sides = {survivor.pk, absorbed.pk}
    match = Match.objects.filter(first__in=sides, second__in=sides).first() or pair(survivor, absorbed)
    keep, other = ("first", "second") if match.first_id == survivor.pk else ("second", "first")
    return merging.merge(match=match, by=COORDINATOR, keep=keep, choices=dict.fromkeys(taken, other))  # type: ignore[arg-type]  # one of the two sides

"""Who may open a child, and which facts of it: member, no block, not confidential unless let in; labels by role."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest

from nestwork.access import readers
from nestwork.access.permissions import PRACTICE_ROLES, Permission, Role
from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.clinical.models import Condition
from tenants.clinical.services import record_condition
from tenants.patients import rules, selectors, services
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tenants.patients.visibility import hidden_children, may_open
from tests.factories.patients import BlockFactory, BreakGlassFactory, ChildFactory
from tests.people import Cast, reader_for

CHART_ROLES = sorted(PRACTICE_ROLES - {Role.PARENT_PARTNER})


@pytest.fixture
def physician(cast: Cast) -> Reader:
    """The physician of blackstone, who gives grants and sets blocks."""
    return reader_for(cast.physician, cast.blackstone)


@pytest.fixture
def team(cast: Cast) -> dict[Role, Reader]:
    """One reader for each role of blackstone."""
    return {
        (made := reader_for(person, cast.blackstone)).role: made  # type: ignore[misc]  # members have a role
        for person in cast.members()
    }


@pytest.fixture(autouse=True)
def practice(cast: Cast, physician: Reader, team: dict[Role, Reader]) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def broken(child: Child, reader: Reader, *, minutes_ago: int = 1) -> None:
    now = clock.now()
    opened = now - timedelta(minutes=minutes_ago)
    BreakGlassFactory(
        child=child, person_id=reader.person_id, opened_at=opened, open_until=opened + timedelta(minutes=60)
    )


# confidential, grant, broken glass, block -> may open
MATRIX = [
    (False, False, False, False, True),
    (False, False, False, True, False),
    (True, False, False, False, False),
    (True, True, False, False, True),
    (True, False, True, False, True),
    (True, True, True, False, True),
    (True, True, False, True, False),
    (True, False, True, True, False),
    (True, True, True, True, False),
]


@pytest.mark.parametrize("role", CHART_ROLES)
@pytest.mark.parametrize(("confidential", "grant", "glass", "block", "opens"), MATRIX)
def test_who_opens_a_child(
    team: dict[Role, Reader],
    physician: Reader,
    role: Role,
    confidential: bool,
    grant: bool,
    glass: bool,
    block: bool,
    opens: bool,
) -> None:
    reader = team[role]
    child = ChildFactory(is_confidential=confidential)
    if grant:
        services.grant_child(child=child, person_id=reader.person_id, by=physician)
    if glass:
        broken(child, reader)
    if block:
        BlockFactory(child=child, person_id=reader.person_id)

    assert may_open(reader, child.pk) is opens
    assert set(selectors.children_visible_to(reader)) == ({child} if opens else set())
    assert set(selectors.search(reader, child.given_name)) == ({child} if opens else set())


def test_a_parent_partner_opens_nobody(team: dict[Role, Reader]) -> None:
    child = ChildFactory()

    assert not may_open(team[Role.PARENT_PARTNER], child.pk)


def test_a_named_system_task_sees_every_child() -> None:
    plain, closed = ChildFactory(), ChildFactory(is_confidential=True)

    assert set(selectors.children_visible_to(readers.system("roster import"))) == {plain, closed}


def test_broken_glass_closes_after_an_hour(team: dict[Role, Reader]) -> None:
    child = ChildFactory(is_confidential=True)
    broken(child, team[Role.COORDINATOR], minutes_ago=61)

    assert not may_open(team[Role.COORDINATOR], child.pk)


def test_anothers_broken_glass_opens_nothing(team: dict[Role, Reader]) -> None:
    child = ChildFactory(is_confidential=True)
    broken(child, team[Role.NURSE])

    assert not may_open(team[Role.COORDINATOR], child.pk)


def test_a_block_on_either_of_two_merged_rows_hides_both(team: dict[Role, Reader], physician: Reader) -> None:
    lost, survivor = ChildFactory(), ChildFactory()
    reader = team[Role.COORDINATOR]
    BlockFactory(child=lost, person_id=reader.person_id)
    assert may_open(reader, survivor.pk)

    services.point_at(child=lost, survivor=survivor, by=readers.system("roster import"))

    assert not may_open(reader, survivor.pk)
    assert hidden_children(reader) == {lost.pk, survivor.pk}
    assert may_open(team[Role.NURSE], survivor.pk)


def test_a_merged_child_is_reached_through_the_survivor(team: dict[Role, Reader]) -> None:
    lost, survivor = ChildFactory(), ChildFactory()
    services.point_at(child=lost, survivor=survivor, by=readers.system("roster import"))

    assert selectors.child_for(team[Role.NURSE], lost.pk) == survivor
    assert set(selectors.children_visible_to(team[Role.NURSE])) == {survivor}


def test_a_confidential_row_closes_the_survivor_and_keeps_who_was_let_in(
    team: dict[Role, Reader], physician: Reader
) -> None:
    lost, survivor = ChildFactory(is_confidential=True), ChildFactory()
    services.grant_child(child=lost, person_id=team[Role.NURSE].person_id, by=physician)

    services.point_at(child=lost, survivor=survivor, by=readers.system("roster import"))

    assert may_open(team[Role.NURSE], survivor.pk)
    assert not may_open(team[Role.COORDINATOR], survivor.pk)


@pytest.mark.parametrize("label", list(Sensitivity))
@pytest.mark.parametrize("role", CHART_ROLES)
@pytest.mark.parametrize("let_in", [False, True])
def test_which_labels_a_role_reads(
    team: dict[Role, Reader], physician: Reader, role: Role, label: Sensitivity, let_in: bool
) -> None:
    always, when_let_in = rules.WHO_READS[label]
    child = ChildFactory()
    author = readers.system("demonstration")
    fact = record_condition(
        child=child, by=author, text="x", effective_on=clock.today(), source="chart", label=label
    )
    if let_in:
        services.grant_child(child=child, person_id=team[role].person_id, by=physician)

    expected = role in always or (let_in and role in when_let_in)
    assert set(Condition.objects.visible_to(team[role])) == ({fact} if expected else set())


def test_the_table_names_every_label_and_gives_the_administrator_general_facts_only() -> None:
    assert set(rules.WHO_READS) == set(Sensitivity)
    assert rules.labels_read_by(Role.PRACTICE_ADMINISTRATOR) == {Sensitivity.GENERAL}
    assert rules.labels_read_by(Role.PARENT_PARTNER) == set()


def test_whoever_wrote_a_fact_reads_it(team: dict[Role, Reader]) -> None:
    child = ChildFactory()
    fact = record_condition(
        child=child,
        by=team[Role.PHYSICIAN],
        text="session",
        effective_on=clock.today(),
        source="chart",
        label=Sensitivity.PSYCHOTHERAPY_NOTES,
    )

    assert set(Condition.objects.visible_to(team[Role.PHYSICIAN])) == {fact}
    assert set(Condition.objects.visible_to(team[Role.NURSE])) == set()


def test_a_reader_without_the_named_permission_reads_general_facts_only() -> None:
    child = ChildFactory()
    stripped = Reader(uuid.uuid4(), "N", Role.NURSE, frozenset({Permission.SEE_CHILDREN}))
    record_condition(
        child=child,
        by=readers.system("demonstration"),
        text="x",
        effective_on=clock.today(),
        source="chart",
        label=Sensitivity.BEHAVIOURAL,
    )

    assert not Condition.objects.visible_to(stripped).exists()


def test_facts_of_a_blocked_child_are_hidden_with_it(team: dict[Role, Reader]) -> None:
    child = ChildFactory()
    record_condition(
        child=child, by=readers.system("demonstration"), text="x", effective_on=clock.today(), source="chart"
    )
    BlockFactory(child=child, person_id=team[Role.COORDINATOR].person_id)

    assert not Condition.objects.visible_to(team[Role.COORDINATOR]).exists()
    assert Condition.objects.visible_to(team[Role.NURSE]).count() == 1

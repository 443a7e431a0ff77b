"""Who may open a child: grants, blocks and broken glass."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.access import readers
from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from tenants.patients import selectors, services
from tenants.patients.models import Child
from tests.factories.patients import (
    ChildFactory,
)
from tests.people import Cast
from tests.tenants.patients.services.stories import acts, added


def test_making_a_child_confidential_lets_in_who_cares_for_it(
    cast: Cast, coordinator: Reader, physician: Reader
) -> None:
    child = ChildFactory(coordinator_id=cast.coordinator.pk, primary_clinician_id=cast.nurse.pk)

    services.set_confidential(child=child, by=physician, is_confidential=True, reason="the family asked")

    assert set(selectors.grants_of(child)) == {cast.coordinator.pk, cast.nurse.pk, cast.physician.pk}
    assert acts(child) == ["child.change", "grant.give", "grant.give", "grant.give"]


def test_a_coordinator_neither_grants_nor_blocks(cast: Cast, coordinator: Reader) -> None:
    child = ChildFactory()
    with pytest.raises(PermissionDenied):
        services.grant_child(child=child, person_id=cast.nurse.pk, by=coordinator)
    with pytest.raises(PermissionDenied):
        services.block_person(child=child, person_id=cast.nurse.pk, by=coordinator, reason="x")


def test_a_block_is_lifted_and_kept(cast: Cast, coordinator: Reader, physician: Reader) -> None:
    child = ChildFactory()
    block = services.block_person(
        child=child, person_id=cast.coordinator.pk, by=physician, reason="a relative of the family"
    )
    assert not selectors.children_visible_to(coordinator).exists()

    services.lift_block(block=block, by=physician, reason="no longer a relative")

    assert set(selectors.children_visible_to(coordinator)) == {child}
    assert acts(child) == ["block.set", "block.lift"]


def test_breaking_the_glass_needs_a_reason_and_is_reviewed_by_somebody_else(
    coordinator: Reader, administrator: Reader
) -> None:
    child = ChildFactory(is_confidential=True)
    with pytest.raises(ValidationError):
        services.break_glass(child=child, by=coordinator, reason="hm")

    opening = services.break_glass(child=child, by=coordinator, reason="The emergency room is on the line")

    assert opening.open_until - opening.opened_at == timedelta(minutes=60)
    assert selectors.open_glass(coordinator, child) == opening
    assert set(selectors.openings_to_review(administrator)) == {opening}
    services.review_opening(opening=opening, by=administrator, was_right=True)
    assert not selectors.openings_to_review(administrator).exists()
    with pytest.raises(ValidationError):  # a colleague with the page still open
        services.review_opening(opening=opening, by=administrator, was_right=True)
    assert acts(child) == ["glass.break", "glass.review"]


def test_nobody_judges_their_own_opening(physician: Reader) -> None:
    child = ChildFactory(is_confidential=True)
    opening = services.break_glass(child=child, by=physician, reason="The emergency room is on the line")

    assert not selectors.openings_to_review(physician).exists()
    with pytest.raises(ValidationError):
        services.review_opening(opening=opening, by=physician, was_right=True)


def test_a_blocked_person_breaks_no_glass(cast: Cast, coordinator: Reader, physician: Reader) -> None:
    child = ChildFactory(is_confidential=True)
    services.block_person(child=child, person_id=cast.coordinator.pk, by=physician, reason="a relative")

    with pytest.raises(Child.DoesNotExist):
        services.break_glass(child=child, by=coordinator, reason="The emergency room is on the line")


def test_a_system_task_acts_under_its_purpose() -> None:
    child = added(readers.system("roster import"))

    event = AuditEvent.objects.get(child_id=child.pk)
    assert (event.person_id, event.purpose) == (None, "roster import")

"""Object grants stand in the practice's own direct pair, for Child and for nothing else."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from guardian.shortcuts import assign_perm
from guardian.utils import get_user_obj_perms_model

from nestwork.access.readers import Reader, system
from nestwork.practices.active import door, inside
from nestwork.sealing.models import PracticeRow
from tenants.patients import selectors, services
from tenants.patients.models import Child, ChildUserObjectPermission
from tests.factories.patients import ChildFactory, ContactFactory
from tests.people import Cast, reader_for


@pytest.fixture
def physician(cast: Cast) -> Reader:
    return reader_for(cast.physician, cast.blackstone)


@pytest.fixture(autouse=True)
def practice(cast: Cast, physician: Reader) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def test_a_grant_of_guardian_is_a_row_of_the_practice(cast: Cast) -> None:
    child = ChildFactory(is_confidential=True)

    grant = assign_perm("open_child", cast.nurse, child)

    assert isinstance(grant, ChildUserObjectPermission)
    assert get_user_obj_perms_model(child) is ChildUserObjectPermission
    assert selectors.grants_of(child) == [cast.nurse.pk]


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if issubclass(model, PracticeRow) and model is not Child],
    ids=lambda model: model.__name__,
)
def test_asking_an_object_permission_anywhere_else_raises(cast: Cast, model: type[PracticeRow]) -> None:
    with pytest.raises(ImproperlyConfigured):
        assign_perm("change", cast.nurse, model())


def test_a_contact_takes_no_grant(cast: Cast) -> None:
    with pytest.raises(ImproperlyConfigured):
        assign_perm("view_contact", cast.nurse, ContactFactory())


def test_only_members_of_the_practice_are_let_in(cast: Cast, physician: Reader) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        services.grant_child(child=ChildFactory(), person_id=cast.outsider.pk, by=physician)


def test_a_grant_twice_is_one_and_is_taken_back_once(cast: Cast, physician: Reader) -> None:
    child = ChildFactory(is_confidential=True)
    services.grant_child(child=child, person_id=cast.nurse.pk, by=physician)
    services.grant_child(child=child, person_id=cast.nurse.pk, by=physician)
    assert selectors.grants_of(child) == [cast.nurse.pk]

    services.revoke_grant(child=child, person_id=cast.nurse.pk, by=physician)

    assert selectors.grants_of(child) == []


def test_a_grant_that_came_with_a_merged_record_is_shown_and_can_be_taken_back(
    cast: Cast, physician: Reader
) -> None:
    stands, lost = ChildFactory(is_confidential=True), ChildFactory(is_confidential=True)
    for child in (stands, lost):
        services.grant_child(child=child, person_id=cast.administrator.pk, by=physician)
    services.grant_child(child=lost, person_id=cast.nurse.pk, by=physician)
    services.point_at(child=lost, survivor=stands, by=system("roster import"))
    stands.refresh_from_db()
    assert selectors.grants_of(stands) == sorted([cast.administrator.pk, cast.nurse.pk])

    with door():
        nurse = reader_for(cast.nurse, cast.blackstone)
    assert list(selectors.children_visible_to(nurse)) == [stands]
    services.revoke_grant(child=stands, person_id=cast.nurse.pk, by=physician)
    assert list(selectors.children_visible_to(nurse)) == []

"""Opening the demonstration: whole practices with their people, and nothing twice."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from demonstration.opening import open_network
from demonstration.rows.staff import SignIn
from nestwork.access.permissions import Role
from nestwork.practices import clock
from nestwork.practices.active import inside
from nestwork.practices.models import Practice


def open_small() -> list[SignIn]:
    """Open "blackstone" (there already, from the test database) and a second practice with twelve children."""
    return open_network(today=clock.now().date(), practices=2, children=12, seed=20, say=lambda line: None)


@pytest.mark.django_db(transaction=True)
def test_a_practice_opens_with_people_of_every_role_and_a_second_time_adds_nothing(
    as_owner: Callable[[], AbstractContextManager[None]],
) -> None:
    from nestwork.staff.models import StaffMember
    from tenants.activity.models import Entry
    from tenants.patients.models import Child
    from tenants.registry.models import Enrollment
    from tenants.worklist.models import Item

    with as_owner():
        opened = open_small()
        new = Practice.objects.get(slug="narrow-river")
        assert {one.role for one in opened if one.practice == "narrow-river"} == {
            role.value for role in Role if not role.is_network_role
        }
        with inside(new):
            staff = Counter(StaffMember.objects.values_list("role", flat=True))
            assert staff == {
                "coordinator": 2, "physician": 3, "nurse": 1, "practice_administrator": 1, "parent_partner": 1,
            }  # fmt: skip
            children = set(Child.objects.values_list("pk", flat=True))
            assert len(children) == 12
            assert set(Enrollment.objects.values_list("child_id", flat=True)) == children
            contacts = Item.objects.filter(kind="needed_contact", state="open")
            assert set(contacts.values_list("child_id", flat=True)) == children, (
                "nobody without a next contact"
            )
            before = Entry.objects.count()
        assert before
        assert open_small() == []
        with inside(new):
            assert Entry.objects.count() == before

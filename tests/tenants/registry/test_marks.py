"""Every fact that changes who counts at which level marks each quarter from its day on."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from nestwork.changes.models import DirtyMark
from nestwork.changes.services import mark_since, quarter_start
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry import services
from tenants.roster.models import Match
from tenants.roster.services.merging import merge, unmerge
from tests.factories.patients import ChildFactory
from tests.factories.work import child_on_registry, level_for, marisol, okafor
from tests.people import Cast


@pytest.fixture(autouse=True)
def in_practice(cast: Cast) -> Iterator[None]:
    """Inside Blackstone."""
    with inside(cast.blackstone):
        yield


def back(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def quarters(since: dt.date) -> set[dt.date]:
    """The first day of each quarter from that of the day up to today's."""
    found, day = set(), since
    while quarter_start(day) <= quarter_start(clock.today()):
        found.add(quarter_start(day))
        day = quarter_start(quarter_start(day) + dt.timedelta(days=100))
    return found


def marked_by(act: Callable[[], object]) -> set[dt.date]:
    """The quarters the registry marks by the act."""
    DirtyMark.objects.all().delete()
    act()
    return set(DirtyMark.objects.filter(room="registry").values_list("quarter_start", flat=True))


def test_a_mark_reaches_from_its_day_to_today_and_a_day_to_come_marks_its_own() -> None:
    assert len(quarters(back(400))) >= 5
    assert marked_by(lambda: mark_since(first=back(400), room="registry")) == quarters(back(400))
    ahead = clock.today() + dt.timedelta(days=200)
    assert marked_by(lambda: mark_since(first=ahead, room="registry")) == {quarter_start(ahead)}


def test_coming_and_going_mark_from_their_day() -> None:
    child = ChildFactory()
    entered = marked_by(
        lambda: services.enroll(child=child, by=marisol(), reason="asthma", effective_on=back(300))
    )
    assert entered == quarters(back(300))
    left = marked_by(
        lambda: services.leave(child=child, by=marisol(), reason="moved", effective_on=back(100))
    )
    assert left == quarters(back(100))
    many = marked_by(lambda: services.enroll_many(children=[ChildFactory()], by=marisol(), reason="list"))
    assert many == quarters(clock.today())


def test_a_level_marks_from_its_effective_day_whether_set_confirmed_or_taken_back() -> None:
    child, day = child_on_registry(1), back(500)
    proposal = services.set_level(child=child, by=marisol(), level=3, reason="stays", effective_on=day)
    answered = []
    assert marked_by(
        lambda: answered.append(services.confirm_level(proposal=proposal, by=okafor()))
    ) == quarters(day)
    undone = marked_by(lambda: services.undo_decision(decision=answered[0], by=okafor()))
    assert undone == quarters(day)
    assert quarters(day) == marked_by(
        lambda: services.set_level(child=child, by=okafor(), level=2, reason="better", effective_on=day)
    )


def test_merging_and_taking_apart_mark_from_the_first_fact_of_either() -> None:
    kept, lost = child_on_registry(2), ChildFactory()
    level_for(lost, 4, back(700))
    match = Match.objects.create(first=kept, second=lost, verdict="possible", score=7.5)
    facts = []
    assert marked_by(
        lambda: facts.append(merge(match=match, by=marisol(), keep="first", reason="one child"))
    ) == quarters(back(700))
    assert marked_by(lambda: unmerge(fact=facts[0], by=marisol(), reason="two children")) == quarters(
        back(700)
    )


def test_another_birth_date_and_a_death_mark_from_the_childs_first_fact() -> None:
    child = child_on_registry()
    level_for(child, 3, back(450))
    wanted = quarters(back(450))
    corrected = dt.date(2016, 2, 3)
    assert marked_by(lambda: patients.change_child(child=child, by=marisol(), birth_date=corrected)) == wanted
    died = Child.objects.get(pk=child.pk)
    assert wanted == marked_by(lambda: patients.record_death(child=died, by=marisol(), deceased_on=back(120)))
    assert wanted == marked_by(
        lambda: patients.correct_death(child=died, by=marisol(), reason="another child was meant")
    )
    assert marked_by(lambda: patients.change_child(child=child, by=marisol(), school="Slater Park")) == set()


def test_a_child_never_on_the_registry_marks_nothing_of_it() -> None:
    child = ChildFactory()
    assert (
        marked_by(lambda: patients.change_child(child=child, by=marisol(), birth_date=dt.date(2016, 2, 3)))
        == set()
    )

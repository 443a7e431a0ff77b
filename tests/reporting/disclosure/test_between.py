"""Practices close, open again and take another name between one table and the next."""

import pytest

from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.practices.services import close_practice, reopen_practice
from reporting.disclosure import services
from reporting.disclosure.engine.ledger import faults
from reporting.disclosure.selectors.released import what_left
from tests.database import as_login, as_owner
from tests.nestwork.jobs.network.stories import at_work
from tests.people import Cast
from tests.reporting.disclosure.stories import (
    BLACKSTONE,
    cells,
    computed,
    count_in,
    counted,
    rejected,
    requested,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_practice_that_was_away_comes_back_with_the_line_that_was_seen(cast: Cast) -> None:
    counted(cast)
    rejected(cast)
    with as_owner():
        close_practice(practice=cast.blackstone)
    without = rejected(cast)
    assert {name for name, _stratum in cells(without)} == {"Harbor Children's Health"}
    with as_owner():
        reopen_practice(practice=Practice.objects.get(pk=cast.blackstone.pk))
        Practice.objects.filter(pk=cast.blackstone.pk).update(name="Blackstone Valley Pediatrics")
    here = Practice.objects.get(pk=cast.blackstone.pk)
    count_in(here, {**BLACKSTONE, "0": 25})
    release = computed(requested(cast))
    assert cells(release)["Blackstone Valley Pediatrics", "0"] == ("shown", 24)
    with at_work(cast.network_administrator) as by:
        services.approve(by=by, release_id=release.pk)
    with as_login("release"):
        assert list(faults()) == []


def test_what_left_stands_for_a_practice_that_was_closed_and_opened_again(cast: Cast) -> None:
    counted(cast)
    release = computed(requested(cast))
    with at_work(cast.network_administrator) as by:
        services.approve(by=by, release_id=release.pk)
    with inside(cast.blackstone):
        before = [(one.generation, [(cell.stratum, cell.value) for cell in one.cells]) for one in what_left()]
    with as_owner():
        close_practice(practice=cast.blackstone)
    assert ("Blackstone Pediatrics", "0") in cells(release), "what has left stays released"
    with as_login("release"):
        assert list(faults()) == [], "a closed practice's counts are out of the engine's reach"
    with as_owner():
        reopen_practice(practice=Practice.objects.get(pk=cast.blackstone.pk))
    with inside(Practice.objects.get(pk=cast.blackstone.pk)):
        after = [(one.generation, [(cell.stratum, cell.value) for cell in one.cells]) for one in what_left()]
    assert len(before) == 1
    assert before == after

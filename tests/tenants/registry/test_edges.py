"""Levels and standing at their edges: a death, and days in the past."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import Enrollment, NeedLevel
from tenants.registry.rules import CannotScoreError
from tests.factories.work import child_on_registry, marisol, okafor
from tests.people import Cast, token_for
from tests.tenants.registry.scoring_stories import NINE

inside_blackstone = pytest.mark.usefixtures("in_blackstone")


def ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


@inside_blackstone
def test_a_proposal_about_a_child_who_died_waits_for_nobody() -> None:
    child = child_on_registry(2)
    proposal = services.set_level(child=child, by=marisol(), level=4, reason="surgery")
    assert selectors.waiting_for_physicians(okafor()) == 1
    patients.record_death(child=child, by=marisol(), deceased_on=clock.today())
    assert selectors.waiting_for_physicians(okafor()) == 0
    with pytest.raises(NeedLevel.DoesNotExist):
        selectors.proposal_for(okafor(), proposal.pk)
    for by in (marisol(), okafor()):
        with pytest.raises(CannotScoreError, match="died"):
            services.set_level(child=child, by=by, level=3, reason="an open page")
    with pytest.raises(ValidationError):
        services.enroll(child=child, by=marisol(), reason="an open page")
    patients.correct_death(
        child=Child.objects.get(pk=child.pk), by=marisol(), reason="another child was meant"
    )
    assert selectors.proposal_for(okafor(), proposal.pk) == proposal


@inside_blackstone
def test_no_level_begins_before_the_child_does() -> None:
    child = child_on_registry(birth_date=ago(100))
    with pytest.raises(CannotScoreError, match="before_birth"):
        services.set_level(child=child, by=okafor(), level=3, reason="x", effective_on=ago(101))
    assert services.set_level(child=child, by=okafor(), level=3, reason="x", effective_on=ago(100)).level == 3


@inside_blackstone
def test_nobody_leaves_before_entering_nor_enters_before_having_left() -> None:
    """The later row would go on to stand: off the contact list and on the registry all the same."""
    child = child_on_registry()
    with pytest.raises(ValidationError):
        services.leave(child=child, by=marisol(), reason="moved away", effective_on=ago(1))
    assert selectors.is_on_registry(child)
    services.leave(child=child, by=marisol(), reason="moved away")
    with pytest.raises(ValidationError):
        services.enroll(child=child, by=marisol(), reason="back again", effective_on=ago(1))
    assert Enrollment.objects.of(child).count() == 2
    services.enroll(child=child, by=marisol(), reason="back again")
    assert selectors.is_on_registry(child)


def test_the_doors_say_why_no_level_is_set(cast: Cast, client: Client, coordinator: Client) -> None:
    with inside(cast.blackstone):
        child = child_on_registry(2)
        patients.record_death(child=child, by=marisol(), deceased_on=clock.today())
    token = token_for(cast.physician, cast.blackstone)
    answer = client.post(
        f"/api/v1/registry/{child.pk}/level/",
        {"level": 3, "reason": "an open page"},
        content_type="application/json",
        headers=token,
        SERVER_NAME="blackstone.localhost",
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "no_level_died")
    page = coordinator.post(
        f"/registry/children/{child.pk}/level/", {"level": "3", "reason": "an open page"}, follow=True
    )
    assert "This child has died." in page.content.decode()
    with inside(cast.blackstone):
        assert not NeedLevel.objects.of(child).filter(level=3).exists()


def test_who_need_not_be_scored_anew_is_not_asked_for(cast: Cast, index: PlaybookVersion) -> None:
    with inside(cast.blackstone):
        waits = child_on_registry(2)
        left, died, merged, grown = (child_on_registry(2) for _ in range(4))
        services.leave(child=left, by=marisol(), reason="moved away")
        patients.record_death(child=died, by=marisol(), deceased_on=clock.today())
        patients.point_at(child=merged, survivor=waits, by=marisol())
        Child.objects.filter(pk=grown.pk).update(birth_date=ago(22 * 366))
        assert [child.pk for child in selectors.needs_new_scoring(marisol())] == [waits.pk]
        services.score_child(child=merged, by=marisol(), version_id=index.pk, answers=NINE, reason="visit")
        assert not selectors.needs_new_scoring(marisol()).exists()

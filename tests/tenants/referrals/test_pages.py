"""The pages, without script: start from a card, the warning, the board, the child's tab, one referral."""

import datetime as dt
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.patients.services import set_confidential
from tenants.referrals import selectors
from tenants.referrals.models import Referral, ReferralStep
from tenants.roster.models import Match
from tenants.roster.services.merging import merge
from tenants.worklist.models import Item
from tests.factories.patients import ChildFactory
from tests.factories.work import child_on_registry
from tests.people import Cast, reader_for, sign_in
from tests.statements import statements_of
from tests.tenants.referrals.stories import Help, referred, said


def start(desk: Client, child: Child, service_id: object, **more: str) -> Any:
    body = {"service_id": str(service_id), "need": "food", **more}
    return desk.post(f"/children/{child.pk}/referrals/start/", body, follow=True)


@pytest.fixture
def pantry(cast: Cast, amara: Child, by: Reader, help_for: Help) -> Referral:
    with inside(cast.blackstone):
        return referred(amara, help_for.pantry, by)


@pytest.mark.duty("1.K1")
def test_the_childs_page_leads_to_health_learning_child_care_and_family_support(
    desk: Client, cast: Cast, amara: Child, help_for: Help
) -> None:
    with inside(cast.blackstone):
        baby = child_on_registry(given_name="Mia", birth_date=clock.today() - dt.timedelta(days=200))
    for child, learning in ((amara, "special_education"), (baby, "early_intervention")):
        page = desk.get(f"/children/{child.pk}/").content.decode()
        needs = set(re.findall(rf"/directory/\?child={child.pk}&amp;need=(\w+)", page))
        assert {"behavioral_health", learning, "child_care", "family_support", "food"} <= needs

    found = desk.get(f"/directory/?child={amara.pk}&need=food").content.decode()
    assert "Riverbend Pantry" in found
    assert f'action="/children/{amara.pk}/referrals/start/"' in found


def test_refer_says_lane_next_step_and_that_nothing_left(desk: Client, amara: Child, help_for: Help) -> None:
    page = start(desk, amara, help_for.pantry).content.decode()
    assert "Referral started: Riverbend Pantry. Nothing has left the practice. Next: Ask the family" in page
    assert "To send" in page
    undo = re.search(r"/referrals/[0-9a-f-]+/undo/\?number=1", page)
    assert undo is not None
    assert "Started by mistake" in desk.post(undo[0], follow=True).content.decode()


def test_a_second_referral_to_the_same_service_wants_a_second_yes(
    desk: Client, cast: Cast, amara: Child, help_for: Help, pantry: Referral
) -> None:
    asked = start(desk, amara, help_for.pantry)
    assert asked.status_code == 422
    assert "has an open referral to Riverbend Pantry" in asked.content.decode()
    with inside(cast.blackstone):
        assert Referral.objects.count() == 1
    start(desk, amara, help_for.pantry, again="yes")
    with inside(cast.blackstone):
        assert Referral.objects.count() == 2


def test_another_service_for_the_same_need_is_only_noted(
    desk: Client, amara: Child, help_for: Help, pantry: Referral
) -> None:
    page = start(desk, amara, help_for.other_pantry).content.decode()
    assert "There is one open for the same need: Riverbend Pantry." in page


def test_a_service_that_is_gone_leads_back_to_the_search(desk: Client, amara: Child, help_for: Help) -> None:
    page = start(desk, amara, uuid4()).content.decode()
    assert "Not started: the directory does not offer this service any more. Choose another." in page
    assert "Not started" in start(desk, amara, "x").content.decode()


def test_an_answer_takes_the_step_and_an_empty_one_keeps_the_words(
    desk: Client, cast: Cast, pantry: Referral
) -> None:
    address = f"/referrals/{pantry.pk}/"
    page = desk.get(address).content.decode()
    assert "Nothing has left the practice." in page
    people = re.findall(r'<option value="([0-9a-f-]{36})"', page)

    failed = desk.post(f"{address}step/", {"after": 1, "note": "she was in a hurry", "said_by": people[0]})
    assert failed.status_code == 422
    assert "she was in a hurry" in failed.content.decode()

    body = {"after": 1, "answer": "family_calls", "said_by": people[0], "note": "on Monday"}
    after = desk.post(f"{address}step/", body, follow=True).content.decode()
    assert "The family makes the contact. Next: Ask how it went" in after
    assert "said by Guerda Baptiste" in after

    stale = desk.post(f"{address}step/", body, follow=True).content.decode()
    assert "422" not in stale
    with inside(cast.blackstone):
        assert ReferralStep.objects.count() == 2


def test_a_reason_is_asked_where_they_could_not_go(
    desk: Client, cast: Cast, by: Reader, pantry: Referral
) -> None:
    with inside(cast.blackstone):
        said(pantry, by, "family_calls")
    address = f"/referrals/{pantry.pk}/step/"
    failed = desk.post(address, {"after": 2, "answer": "could_not_go", "said_by": "service"})
    assert failed.status_code == 422
    assert "Say why they could not go." in failed.content.decode()
    went = desk.post(
        address, {"after": 2, "answer": "could_not_go", "said_by": "service", "reason": "ride"}, follow=True
    )
    assert "No ride" in went.content.decode()


def test_nobody_reached_and_the_end_with_a_reason(desk: Client, pantry: Referral) -> None:
    address = f"/referrals/{pantry.pk}/"
    assert (
        "Noted: nobody reached."
        in desk.post(f"{address}not-reached/", {"after": 1}, follow=True).content.decode()
    )
    assert desk.post(f"{address}cancel/", {"reason": "because"}).status_code == 422
    ended = desk.post(f"{address}cancel/", {"reason": "other_help"}, follow=True).content.decode()
    assert "The family found other help" in ended
    again = desk.post(f"{address}cancel/", {"reason": "other_help"}, follow=True).content.decode()
    assert "a colleague took a step a moment ago" in again


def test_today_shows_the_item_and_leads_to_the_referral(desk: Client, cast: Cast, pantry: Referral) -> None:
    with inside(cast.blackstone):
        Item.objects.filter(source=selectors.SOURCE).update(due_on=clock.today())
    page = desk.get("/").content.decode()
    assert "Ask the family" in page
    assert "Riverbend Pantry, Riverbend Family Center" in page
    assert f'href="/referrals/{pantry.pk}/"' in page
    assert f"/items/{pantry.pk}" not in page


def test_the_menu_counts_the_late_ones(desk: Client, cast: Cast, pantry: Referral) -> None:
    assert "1 late" not in desk.get("/referrals/").content.decode()
    with inside(cast.blackstone):
        Item.objects.filter(source=selectors.SOURCE).update(due_on=clock.today() - dt.timedelta(days=3))
    page = desk.get("/referrals/").content.decode()
    assert "1 open, 1 late." in page
    assert "stack-tight is-late" in page
    assert "Late 1" in page


@pytest.mark.parametrize(
    "address",
    ["", "?view=all", "?view=late&show=list", "?view=ended", "?lane=sent&show=list", "?view=x&lane=x&rows=x"],
)
def test_every_way_to_see_the_board_answers(desk: Client, pantry: Referral, address: str) -> None:
    assert desk.get(f"/referrals/{address}").status_code == 200


def test_a_merge_keeps_the_referrals(
    desk: Client, cast: Cast, amara: Child, by: Reader, pantry: Referral
) -> None:
    with inside(cast.blackstone):
        twin = ChildFactory(given_name="Amara", family_name="Baptiste-Roy")
        match = Match.objects.create(first=twin, second=amara, verdict="possible", score=7.5)
        merge(match=match, by=by, keep="first", reason="One child")
        (now,) = selectors.of_child(twin, by)
        assert (now.referral, now.child.pk) == (pantry, twin.pk)
        said(pantry, by, "family_calls")
    assert "Riverbend Pantry" in desk.get(f"/children/{twin.pk}/referrals/").content.decode()
    assert "Baptiste-Roy" in desk.get("/referrals/").content.decode()


def test_a_confidential_child_hides_its_referrals(
    client: Client, cast: Cast, amara: Child, pantry: Referral
) -> None:
    nurse = sign_in(client, cast.nurse, cast.blackstone)
    assert nurse.get(f"/referrals/{pantry.pk}/").status_code == 200
    physician = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        set_confidential(child=amara, by=physician, is_confidential=True, reason="The family asked for it")
    assert nurse.get(f"/referrals/{pantry.pk}/").status_code == 404
    assert nurse.get(f"/children/{amara.pk}/referrals/").status_code == 404
    assert start(nurse, amara, pantry.service_id).status_code == 404
    page = nurse.get("/referrals/?view=all").content.decode()
    assert "Amara" not in page
    assert "0 open" in page


def test_who_may_not_refer_reads_without_a_form(
    client: Client, cast: Cast, amara: Child, pantry: Referral
) -> None:
    seen = sign_in(client, cast.administrator, cast.blackstone)
    page = seen.get(f"/referrals/{pantry.pk}/").content.decode()
    assert "Riverbend Pantry" in page
    assert "Save the answer" not in page
    assert seen.post(f"/referrals/{pantry.pk}/cancel/", {"reason": "mistake"}).status_code == 403
    assert "need=food" not in seen.get(f"/children/{amara.pk}/").content.decode()


def test_three_hundred_referrals_cost_what_ten_cost(
    desk: Client, cast: Cast, by: Reader, help_for: Help
) -> None:
    def more(count: int) -> None:
        with inside(cast.blackstone), transaction.atomic():
            for child in ChildFactory.create_batch(count, coordinator_id=cast.coordinator.pk):
                referral = referred(child, help_for.pantry, by)
                if count % 2:
                    said(referral, by, "family_calls")

    more(10)
    few = statements_of(desk, "/referrals/?view=all")
    more(290)
    assert statements_of(desk, "/referrals/?view=all") == few
    assert statements_of(desk, "/referrals/?view=all&show=list") <= few
    assert few <= 15


def test_services_are_not_started_for_a_dead_child(
    desk: Client, cast: Cast, amara: Child, help_for: Help
) -> None:
    with inside(cast.blackstone):
        Child.objects.filter(pk=amara.pk).update(deceased_on=clock.today())
    page = start(desk, amara, help_for.pantry).content.decode()
    assert "Not started: a death is recorded for this child." in page
    assert "need=food" not in page

"""The score sheet, the history and who may see them."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.patients.models import Child
from tenants.patients.services import record_death, set_confidential
from tenants.registry import selectors
from tenants.registry.models import Scoring
from tests.factories.work import child_on_registry, okafor
from tests.people import Cast, sign_in, working_as
from tests.tenants.registry.scoring_stories import NINE, proposed, sheet, text_of

LIST = "/registry/levels/"
FRAGMENT = {"HX-Request": "true"}


@pytest.mark.duty("3.A3")
def test_the_sheet_begins_with_the_last_answers_and_what_the_record_holds(
    coordinator: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    page = coordinator.get(f"/children/{noah.pk}/score/")
    shown = text_of(page.content)

    assert len(re.findall(r'type="radio"[^>]*value="[^"]+"[^>]* checked', page.content.decode())) == 5
    assert shown.count("(last time)") == 5
    assert "1 hospital stay, 0 emergency visits" in shown
    assert "1 condition (Epilepsy)" in shown
    assert "5 of 20" in shown
    assert "The level stays as it is." in shown
    with inside(cast.blackstone):
        assert AuditEvent.objects.filter(subject="child_score", child_id=noah.pk).count() == 1

    saved = coordinator.post(
        f"/children/{noah.pk}/score/", sheet(index, NINE, list="level=2", plans_visits="yes"), follow=True
    )
    assert saved.redirect_chain == [(f"/registry/?level=2#child-{noah.pk}", 302)]
    assert "Level 3 proposed for Noah Brooks. A physician decides." in text_of(saved.content)
    with inside(cast.blackstone):
        newest = Scoring.objects.order_by("-recorded_at")[0]
        assert (newest.answers, newest.reason, newest.effective_on) == (NINE, "yearly review", clock.today())
        assert newest.recorded_by_id == cast.coordinator.pk


def test_the_score_is_worked_out_while_answering_with_and_without_script(
    coordinator: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    there = f"/children/{noah.pk}/score/"
    live = coordinator.post(f"{there}worked-out/", sheet(index, NINE))
    assert "9 of 20" in text_of(live.content)
    assert "change level 2 to 3" in text_of(live.content)
    assert b"<html" not in live.content
    partly = coordinator.post(f"{there}worked-out/", sheet(index, {"office": "none"}))
    assert "Answer 4 more questions" in text_of(partly.content)

    plain = coordinator.post(there, sheet(index, NINE, reason="", work_out="yes"))
    assert plain.status_code == 200
    assert "9 of 20" in text_of(plain.content)
    assert "Not saved yet" not in text_of(plain.content)
    with inside(cast.blackstone):
        assert Scoring.objects.count() == 1, "nothing is kept by working it out"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": ""}, "Say why the child is scored."),
        ({"axis-social": ""}, "Answer this one: Family and social situation."),
        ({"axis-social": "made_up"}, "Answer this one: Family and social situation."),
        ({"effective_on": "2999-01-01"}, "Choose today or an earlier day."),
        ({"effective_on": "2001-01-01"}, "before the child was born"),
        (
            {"version_id": "11111111-1111-4111-8111-111111111111"},
            "The method changed while this page was open.",
        ),
    ],
)
def test_a_sheet_with_a_mistake_keeps_what_was_typed(
    coordinator: Client, cast: Cast, index: PlaybookVersion, noah: Child, typed: dict[str, str], said: str
) -> None:
    answer = coordinator.post(f"/children/{noah.pk}/score/", sheet(index, NINE) | typed)

    assert answer.status_code == 422
    assert said in text_of(answer.content)
    assert re.search(r'value="four_five"[^>]* checked', answer.content.decode())
    with inside(cast.blackstone):
        assert Scoring.objects.count() == 1


def test_nobody_is_scored_without_a_method_or_after_death(
    coordinator: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    with working_as(cast.coordinator, cast.blackstone) as by:
        record_death(child=noah, by=by, deceased_on=clock.today())
    assert "This child has died." in text_of(coordinator.get(f"/children/{noah.pk}/score/").content)
    with inside(cast.harbor):
        other = child_on_registry()
    harbor = sign_in(Client(), cast.outsider, cast.harbor)
    assert "No method is in use" in text_of(harbor.get(f"/children/{other.pk}/score/").content)


@pytest.mark.duty("3.A2")
def test_the_history_says_when_from_where_by_whom_and_why(
    coordinator: Client, physician: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    coordinator.post(f"/children/{noah.pk}/score/", sheet(index, NINE))
    with inside(cast.blackstone):
        proposal = selectors.open_proposals(okafor()).get()
    physician.post(f"{LIST}{proposal.id}/", {"decision": "confirm"})

    shown = text_of(coordinator.get(f"/children/{noah.pk}/levels/").content)
    for words in (
        "2 to Level 3", "9 High five-axis-index v1", "yearly review", "Maria Alvarez, RN proposed",
        "Elena Brandt, MD decided", "confirmed", "scored again, stays", "before: One",
    ):  # fmt: skip
        assert words in shown
    timeline = text_of(coordinator.get(f"/children/{noah.pk}/timeline/").content)
    assert "Need level 3, confirmed (score 9, five-axis-index v1)" in timeline


def test_the_registry_counts_and_finds_who_needs_new_scoring(
    coordinator: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    with inside(cast.blackstone):
        child_on_registry(3, given_name="Leo", family_name="Costa")
    assert "Needs new scoring 1" in text_of(coordinator.get("/registry/").content)
    found = coordinator.get("/registry/?level=unscored")
    assert "1 child of 2." in text_of(found.content)
    assert "Leo Costa" in text_of(found.content)


def test_a_confidential_child_is_neither_scored_nor_listed_without_a_grant(
    coordinator: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    proposed(cast, index, noah)
    with working_as(cast.physician, cast.blackstone) as by:
        set_confidential(child=noah, by=by, is_confidential=True, reason="the family asked")
    other = sign_in(Client(), cast.both, cast.blackstone)

    assert "Noah" not in text_of(other.get(LIST).content)
    for path in (f"/children/{noah.pk}/score/", f"/children/{noah.pk}/levels/"):
        answer = other.get(path)
        asks = reverse("break_glass", urlconf="nestwork.urls.practice", args=[noah.pk])
        assert (answer.status_code, answer["Location"]) == (302, asks)
    assert other.post(f"/children/{noah.pk}/score/worked-out/", sheet(index, NINE)).status_code == 404
    listed = text_of(other.get("/registry/").content)
    assert re.search(r"Needs new scoring \d|Noah", listed) is None


def test_the_outsider_scores_decides_and_sees_nothing(
    cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    waiting = proposed(cast, index, noah)
    outsider = sign_in(Client(), cast.outsider, cast.harbor)
    there = f"/children/{noah.pk}"
    assert outsider.post(f"{there}/score/", sheet(index, NINE)).status_code == 404
    assert outsider.get(f"{there}/levels/").status_code == 404
    assert outsider.post(f"{LIST}{waiting.id}/", {"decision": "confirm"}).status_code == 403
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert nurse.post(f"{LIST}{waiting.id}/undo/").status_code == 403
    parent = sign_in(Client(), cast.parent_partner, cast.blackstone)
    assert parent.get(f"{there}/score/").status_code == 403
    doctor = sign_in(Client(), cast.physician, cast.blackstone)
    assert doctor.post(f"{LIST}{uuid.uuid4()}/", {"decision": "confirm"}).status_code == 404

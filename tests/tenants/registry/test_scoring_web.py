"""The score sheet, the physician's list and the history, as pages and over the API."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.clinical import services as clinical
from tenants.patients.models import Child
from tenants.patients.services import record_death, set_confidential
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel, Scoring
from tests.factories.work import child_on_registry, level_for, marisol, okafor
from tests.people import Cast, sign_in, token_for, working_as
from tests.statements import statements_of
from tests.tenants.registry.scoring_stories import FIVE, NINE

LIST = "/registry/levels/"
FRAGMENT = {"HX-Request": "true"}


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def sheet(index: PlaybookVersion, answers: dict[str, str], **typed: str) -> dict[str, str]:
    """What the sheet sends."""
    given = {f"axis-{axis}": choice for axis, choice in answers.items()}
    return {"version_id": str(index.pk), "reason": "yearly review", **given, **typed}


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return sign_in(Client(), cast.coordinator, cast.blackstone)


@pytest.fixture
def physician(cast: Cast) -> Client:
    return sign_in(Client(), cast.physician, cast.blackstone)


@pytest.fixture
def noah(cast: Cast, index: PlaybookVersion) -> Child:
    """Noah of level 2, scored 5 half a year ago, with epilepsy and a hospital stay on the record."""
    with inside(cast.blackstone):
        child = child_on_registry(given_name="Noah", family_name="Brooks")
        ago = clock.today() - dt.timedelta(days=180)
        level_for(child, 2, ago - dt.timedelta(days=20))
        services.score_child(
            child=child, by=marisol(), version_id=index.pk, answers=FIVE, reason="first", effective_on=ago
        )
        told: dict[str, Any] = {"child": child, "by": marisol(), "source": "test"}
        clinical.record_condition(text="Epilepsy", effective_on=dt.date(2023, 3, 1), code="G40.909", **told)
        clinical.record_encounter(text="Stay", kind="hospital", effective_on=ago, **told)
        return child


def proposed(cast: Cast, index: PlaybookVersion, child: Child) -> NeedLevel:
    with inside(cast.blackstone):
        return services.score_child(
            child=child,
            by=marisol(),
            version_id=index.pk,
            answers=NINE,
            reason="two stays",
            plans_visits=True,
        )


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


@pytest.mark.duty("3.A1")
def test_one_tap_answers_the_longest_waiting_and_the_next_moves_up(
    physician: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    first = proposed(cast, index, noah)
    with inside(cast.blackstone):
        other = child_on_registry(1, given_name="Zoë", family_name="Aaron")
        second = services.set_level(child=other, by=marisol(), level=2, reason="a new diagnosis")
    page = text_of(physician.get(LIST).content)
    assert "2 wait for a physician." in page
    for words in (
        "Noah Brooks", "two stays", "9 of 20, High five-axis-index v1", "Epilepsy", "asked today",
        "Hospital, emergency and specialty care: One", "Four or five", "Plan each visit ahead yes",
    ):  # fmt: skip
        assert words in page

    swapped = physician.post(f"{LIST}{first.id}/", {"decision": "confirm"}, headers=FRAGMENT)

    assert swapped.status_code == 200
    shown = swapped.content.decode()
    assert "<html" not in shown
    assert f"proposal-{first.id}" not in shown
    assert re.search(rf'proposal-{second.id}".*data-focus', shown, re.DOTALL)
    assert "Noah Brooks is at level 3 now." in shown
    assert "level 3 confirmed" in text_of(swapped.content)
    with inside(cast.blackstone):
        assert selectors.levels_of([noah.pk]) == {noah.pk: 3}

    late = physician.post(f"{LIST}{first.id}/", {"decision": "confirm"}, headers=FRAGMENT)
    assert "Somebody else decided this a moment ago." in text_of(late.content)
    back = re.search(r'action="(/registry/levels/[^"]+/undo/)"', shown)
    assert back is not None
    assert "Taken back for Noah Brooks." in text_of(physician.post(back[1], follow=True).content)
    with inside(cast.blackstone):
        assert selectors.levels_of([noah.pk]) == {noah.pk: 2}
        assert selectors.open_proposals(okafor()).filter(child=noah).count() == 1
    assert "Not taken back" in text_of(physician.post(back[1], follow=True).content)


def test_a_physician_answers_otherwise(
    physician: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    first = proposed(cast, index, noah)
    refused = physician.post(f"{LIST}{first.id}/", {"decision": "decline", "reason": " "})
    assert refused.status_code == 422
    assert "Say why the level stays." in text_of(refused.content)

    physician.post(f"{LIST}{first.id}/", {"decision": "confirm_unplanned"})
    with inside(cast.blackstone):
        level = selectors.level_of(noah)
        assert level is not None
        assert (level.level, level.plans_visits) == (3, False)


def test_sixty_proposals_cost_as_many_statements_as_three(
    physician: Client, cast: Cast, index: PlaybookVersion
) -> None:
    def ask(count: int) -> None:
        with inside(cast.blackstone):
            for _number in range(count):
                child = child_on_registry(2)
                for answers in (FIVE, NINE):
                    services.score_child(
                        child=child, by=marisol(), version_id=index.pk, answers=answers, reason="review"
                    )

    ask(3)
    few = statements_of(physician, LIST)
    ask(57)
    assert statements_of(physician, LIST) == few <= 16
    assert "60 wait for a physician." in text_of(physician.get(LIST).content)


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


def test_a_child_is_scored_and_decided_over_the_api(
    client: Client, cast: Cast, index: PlaybookVersion, noah: Child
) -> None:
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    mine = token_for(cast.coordinator, cast.blackstone)
    method = client.get("/api/v1/scoring-method/", headers=mine).json()
    assert (method["label"], len(method["axes"]), method["bands"][3]["need_level"]) == (
        "five-axis-index v1",
        5,
        3,
    )

    there = f"/api/v1/registry/{noah.pk}/scorings/"
    told = {"answers": NINE, "reason": "two stays", "plans_visits": True}
    keyed = {**mine, "Idempotency-Key": "score-noah-once"}
    made = client.post(there, told, content_type="application/json", headers=keyed)
    assert made.status_code == 201, made.content
    assert made.json()["level"]["decision"] == "proposed"
    again = client.post(there, told, content_type="application/json", headers=keyed)
    assert again.json() == made.json()
    rows = client.get(there, headers=mine).json()
    assert [(row["total"], row["need_level"], row["method_label"]) for row in rows] == [
        ("9.00", 3, "five-axis-index v1"), ("5.00", 2, "five-axis-index v1"),
    ]  # fmt: skip

    wrong = {"answers": {**NINE, "social": "x"}, "reason": "x"}
    assert client.post(there, wrong, content_type="application/json", headers=mine).status_code == 400
    future = {**told, "effective_on": "2999-01-01"}
    refused = client.post(there, future, content_type="application/json", headers=mine)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_scored_future")
    unknown = {**told, "version_id": str(uuid.uuid4())}
    assert client.post(there, unknown, content_type="application/json", headers=mine).status_code == 400

    doctors = token_for(cast.physician, cast.blackstone)
    decide = f"/api/v1/levels/{made.json()['level']['id']}/decision/"
    assert client.post(decide, {"decision": "confirm"}, headers=mine).status_code == 403
    said = client.post(
        decide,
        {"decision": "confirm", "plans_visits": False},
        content_type="application/json",
        headers=doctors,
    )
    assert (said.status_code, said.json()["decision"], said.json()["plans_visits"]) == (
        200,
        "confirmed",
        False,
    )
    history = client.get(f"/api/v1/registry/{noah.pk}/level/", headers=mine).json()
    assert {row["scoring_id"] for row in history} >= {made.json()["scoring"]["id"]}

"""The physician's list as a page, and scores and decisions over the API."""

import re
import uuid

import pytest
from django.test import Client

from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tests.factories.work import child_on_registry, marisol, okafor
from tests.people import Cast, token_for
from tests.statements import statements_of
from tests.tenants.registry.scoring_stories import FIVE, NINE, proposed, text_of

LIST = "/registry/levels/"
FRAGMENT = {"HX-Request": "true"}


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
    assert statements_of(physician, LIST) == few <= 18
    assert "60 wait for a physician." in text_of(physician.get(LIST).content)


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

"""Questions to physicians on pages and over the API."""

import datetime as dt

import pytest
from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import PhysicianAnswer, PhysicianRequest
from tests.factories.work import child_on_registry, marisol, okafor
from tests.people import Cast, token_for
from tests.statements import statements_of
from tests.tenants.registry.scoring_stories import text_of

LIST = "/registry/levels/"


def asked_days_ago(child: Child, days: int, asks: list[str]) -> PhysicianRequest:
    """A question put to the physician so many days ago."""
    made: PhysicianRequest = PhysicianRequest.objects.create(
        child=child, asks=asks, reason=f"asked {days} days ago", effective_on=clock.today(),
        recorded_at=clock.now() - dt.timedelta(days=days), recorded_by_id=marisol().person_id,
    )  # fmt: skip
    return made


@pytest.mark.duty("3.A1")
def test_a_coordinator_asks_from_the_registry_and_the_physician_taps(
    coordinator: Client, physician: Client, cast: Cast, noah: Child
) -> None:
    row = coordinator.get("/registry/").content.decode()
    assert f"/children/{noah.pk}/ask-physician/?list=" in row
    form = coordinator.get(f"/children/{noah.pk}/ask-physician/?list=")
    assert "any physician of the practice answers" in text_of(form.content)
    there = f"/children/{noah.pk}/ask-physician/"
    refused = coordinator.post(there, {"asks": ["level"], "reason": " "})
    assert refused.status_code == 422
    assert "Say why you ask." in text_of(refused.content)
    sent = {"asks": ["diagnoses", "level"], "reason": "review on Friday", "list": ""}
    back = coordinator.post(there, sent)
    assert back.headers["Location"] == f"/registry/#child-{noah.pk}"
    assert coordinator.post(there, sent).status_code == 422
    assert coordinator.get(LIST).content.decode().count("Diagnoses are right") == 0  # nobody else answers

    page = text_of(physician.get(LIST).content)
    for words in ("1 waits for a physician.", "Noah Brooks", "review on Friday", "Epilepsy", "asked today",
                  "All right as it stands", "Level 2 stands", "Diagnoses and need level"):  # fmt: skip
        assert words in page
    with inside(cast.blackstone):
        request = selectors.open_requests(okafor()).get()
    wrong = physician.post(f"/registry/requests/{request.pk}/", {"tap": "diagnoses_not_right"})
    assert wrong.status_code == 422
    assert "Say what has to change." in text_of(wrong.content)
    right = physician.post(
        f"/registry/requests/{request.pk}/", {"tap": "diagnoses_right"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in right.content.decode()
    assert "Answered for Noah Brooks: diagnoses." in text_of(right.content)
    with inside(cast.blackstone):
        answer = PhysicianAnswer.objects.get()
    assert f"/registry/answers/{answer.pk}/undo/" in right.content.decode()
    physician.post(f"/registry/answers/{answer.pk}/undo/")
    physician.post(f"/registry/requests/{request.pk}/", {"tap": "all"})
    assert "Nothing waits" in text_of(physician.get(LIST).content)
    late = physician.post(f"/registry/requests/{request.pk}/", {"tap": "all"}, follow=True)
    assert "Somebody else answered or withdrew this a moment ago." in text_of(late.content)
    story = text_of(coordinator.get(f"/children/{noah.pk}/levels/").content)
    for words in ("review on Friday", "diagnoses are right", "level stands", "closed"):
        assert words in story


def test_the_longest_waiting_stands_first_and_late_ones_are_marked(
    physician: Client, coordinator: Client, cast: Cast, noah: Child
) -> None:
    with inside(cast.blackstone):
        asked_days_ago(child_on_registry(1), 1, ["level"])
        asked_days_ago(noah, 6, ["level"])
    page = physician.get(LIST).content.decode()
    assert page.index("asked 6 days ago") < page.index("asked 1 days ago")
    assert 'class="tag late"' not in page
    assert coordinator.post("/registry/cadence/late/", {"late_after_days": "91"}).status_code == 422
    saved = coordinator.post("/registry/cadence/late/", {"late_after_days": "5"}, follow=True)
    assert 'value="5"' in saved.content.decode()
    assert "waits 6 days" in (late := physician.get(LIST).content.decode())
    assert late.count('class="tag late"') == 1


def test_a_question_is_withdrawn_where_it_was_asked(coordinator: Client, cast: Cast, noah: Child) -> None:
    with inside(cast.blackstone):
        request = services.ask_physician_for(child=noah, by=marisol(), asks=["visits"], reason="new school")
    after = coordinator.post(f"/registry/requests/{request.pk}/withdraw/", follow=True)
    assert "The question was withdrawn." in text_of(after.content)
    assert "question withdrawn" in text_of(after.content)


def test_sixty_questions_cost_as_many_statements_as_three(physician: Client, cast: Cast) -> None:
    def ask(count: int) -> None:
        with inside(cast.blackstone):
            for _number in range(count):
                asked_days_ago(child_on_registry(2), 1, ["diagnoses", "level", "visits"])

    ask(3)
    few = statements_of(physician, LIST)
    ask(57)
    assert statements_of(physician, LIST) == few <= 18
    assert "60 wait for a physician." in text_of(physician.get(LIST).content)


def test_questions_over_the_api(client: Client, cast: Cast, noah: Child) -> None:
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    mine, doctors = token_for(cast.coordinator, cast.blackstone), token_for(cast.physician, cast.blackstone)
    there = f"/api/v1/registry/{noah.pk}/requests/"
    told = {"asks": ["diagnoses", "level"], "reason": "review"}
    made = client.post(there, told, content_type="application/json", headers=mine)
    assert made.status_code == 201, made.content
    assert made.json()["left"] == ["diagnoses", "level"]
    again = client.post(there, told, content_type="application/json", headers=mine)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "already_asked")
    listed = client.get("/api/v1/physician-requests/", headers=doctors).json()
    assert [(one["child"], one["reason"]) for one in listed] == [(str(noah.pk), "review")]

    answer = f"/api/v1/physician-requests/{listed[0]['id']}/answer/"
    say = {"content_type": "application/json"}
    assert client.post(answer, {"tap": "all"}, headers=mine, **say).status_code == 403
    assert client.post(answer, {"tap": "diagnoses_not_right"}, headers=doctors, **say).status_code == 400
    done = client.post(answer, {"tap": "all"}, headers=doctors, **say)
    assert done.json()["left"] == []
    assert {one["said"] for one in done.json()["answers"]} == {"right", "stands"}
    assert (
        client.post(answer, {"tap": "all"}, headers=doctors, **say).json()["error"]["code"]
        == "no_answer_needed"
    )
    gone = client.post(answer.replace("answer", "withdraw"), headers=mine, **say)
    assert gone.json()["error"]["code"] == "no_answer_needed"
    assert len(client.get(there, headers=mine).json()) == 1

"""The same loop over the API."""

from typing import Any

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.patients.models import Child
from tenants.referrals.models import Referral
from tests.people import Cast, sign_in
from tests.tenants.referrals.stories import Help

ROOT = "/api/v1/referrals/"


def post(client: Client, url: str, body: dict[str, Any], **headers: str) -> Any:
    return client.post(url, body, content_type="application/json", headers=headers)


def order(amara: Child, service_id: object, **more: Any) -> dict[str, Any]:
    return {"child": str(amara.pk), "service_id": str(service_id), "need": "food", **more}


def test_a_loop_from_start_to_end(desk: Client, cast: Cast, amara: Child, help_for: Help) -> None:
    body = order(amara, help_for.pantry, question="Formula for a baby", urgency="urgent")
    key = {"Idempotency-Key": "one"}
    first, again = post(desk, ROOT, body, **key), post(desk, ROOT, body, **key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    made = first.json()
    assert (made["lane"], made["next_step"], made["sensitivity"]) == ("to_send", "ask_family", "general")
    assert "family_calls" in made["answers"]
    with inside(cast.blackstone):
        assert Referral.objects.count() == 1

    one = f"{ROOT}{made['id']}/"
    assert post(desk, f"{one}attempts/", {}).status_code == 201
    report = {"answer": "family_calls", "said_by": "the mother", "after": 1}
    assert post(desk, f"{one}steps/", report).json()["next_step"] == "ask_how_it_went"
    assert post(desk, f"{one}steps/", report).json()["error"]["code"] == "step_taken"
    closed = post(desk, f"{one}steps/", {"answer": "got_help", "said_by": "the mother"}).json()
    assert (closed["is_open"], closed["next_step"], closed["answers"]) == (False, None, [])
    assert [step["stage"] for step in desk.get(one).json()["steps"]] == ["ordered", "sent", "closed"]
    for late in ("steps/", "attempts/", "cancel/"):
        body = {"answer": "got_help", "said_by": "x", "reason": "mistake"}
        if late == "steps/":
            body["reason"] = ""
        refused = post(desk, f"{one}{late}", body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "already_ended")


def test_refusals_say_why(desk: Client, amara: Child, help_for: Help) -> None:
    made = post(desk, ROOT, order(amara, help_for.pantry)).json()
    double = post(desk, ROOT, order(amara, help_for.pantry))
    assert (double.status_code, double.json()["error"]["code"]) == (409, "duplicate_open")
    assert post(desk, ROOT, order(amara, help_for.pantry, again=True)).status_code == 201
    gone = post(desk, ROOT, order(amara, amara.pk))
    assert (gone.status_code, gone.json()["error"]["code"]) == (409, "service_not_offered")
    assert post(desk, ROOT, order(amara, help_for.other_pantry, need="a boat")).status_code == 400
    refused = post(desk, f"{ROOT}{made['id']}/steps/", {"answer": "got_help", "said_by": "mother"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_offered")
    assert post(desk, f"{ROOT}{made['id']}/steps/", {"answer": "told"}).status_code == 400


def test_the_item_is_not_closed_at_another_door(desk: Client, amara: Child, help_for: Help) -> None:
    post(desk, ROOT, order(amara, help_for.pantry))
    items = desk.get(f"/api/v1/items/?child={amara.pk}").json()["results"]
    (item,) = [one for one in items if one["kind"] == "referral_step"]
    for door, body in (("close/", {}), ("call/", {"outcome": "talked"})):
        refused = post(desk, f"/api/v1/items/{item['id']}/{door}", body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "decide_first")


def test_lists_are_narrowed(desk: Client, amara: Child, help_for: Help) -> None:
    made = post(desk, ROOT, order(amara, help_for.pantry)).json()
    for query, count in (("", 1), ("?state=open", 1), ("?state=late", 0), (f"?child={amara.pk}", 1)):
        assert len(desk.get(f"{ROOT}{query}").json()["results"]) == count
    post(desk, f"{ROOT}{made['id']}/cancel/", {"reason": "mistake"})
    assert desk.get(f"{ROOT}?state=open").json()["results"] == []


@pytest.mark.parametrize("who", ["administrator", "parent_partner"])
def test_who_may_not_refer_is_refused(
    client: Client, cast: Cast, amara: Child, help_for: Help, who: str
) -> None:
    there = sign_in(client, getattr(cast, who), cast.blackstone)
    assert post(there, ROOT, order(amara, help_for.pantry)).status_code == 403


def test_another_practice_starts_nothing_here(
    client: Client, cast: Cast, amara: Child, help_for: Help
) -> None:
    there = sign_in(client, cast.outsider, cast.harbor)
    assert post(there, ROOT, order(amara, help_for.pantry)).status_code == 404
    assert there.get(ROOT).json()["results"] == []

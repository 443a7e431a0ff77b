"""The same way over the API, with tokens: draft, change, review, publish, adopt, file, grid."""

import json
from typing import Any

import pytest
from django.test import Client

from nestwork.access.permissions import Permission
from network_resources.playbooks.models import PlaybookVersion
from tests.network_resources.playbooks.stories import drafted, in_review, published, seed_content
from tests.people import Cast, sign_in, token_for

NETWORK = "/api/v1/standards/"


class Program:
    """A program with a person's token on one host."""

    def __init__(self, host: str, headers: dict[str, str]) -> None:
        self.client, self.headers = Client(SERVER_NAME=host), headers

    def ask(self, verb: str, path: str, body: Any = None) -> Any:
        return self.client.generic(
            verb, path, "" if body is None else json.dumps(body), "application/json", headers=self.headers
        )


@pytest.fixture
def facilitator(cast: Cast) -> Program:
    return Program("localhost", token_for(cast.facilitator, None))


@pytest.fixture
def publisher(cast: Cast) -> Program:
    return Program("localhost", token_for(cast.second_facilitator, None, verb=Permission.PUBLISH_STANDARDS))


@pytest.fixture
def practice(cast: Cast) -> Program:
    return Program("blackstone.localhost", token_for(cast.coordinator, cast.blackstone))


def at(version_id: str, verb: str = "") -> str:
    return f"{NETWORK}versions/{version_id}/{verb}"


@pytest.mark.duty("1.P6")
def test_the_whole_way_by_api(
    facilitator: Program, publisher: Program, practice: Program, cast: Cast
) -> None:
    version = facilitator.ask("POST", NETWORK, {"seed": "five_axis_index"}).json()
    content = {**seed_content(), "about": {"en": "Five questions."}}
    changed = facilitator.ask("PATCH", at(version["id"]), {"revision": 1, "content": content})
    assert changed.status_code == 200, changed.content
    sent = facilitator.ask(
        "POST", at(version["id"], "send/"), {"revision": 2, "what_changed": "The first.", "no_child": True}
    )
    assert sent.json()["state"] == "review"
    done = publisher.ask("POST", at(version["id"], "publish/"), {"revision": 3})
    assert (done.status_code, done.json()["state"], done.json()["reviewed_by"]) == (
        200,
        "published",
        "Ivo Petrov",
    )

    waiting = practice.ask("GET", "/api/v1/standards/?waiting=yes").json()["results"]
    assert [one["id"] for one in waiting] == [version["id"]]
    adopted = practice.ask("POST", f"/api/v1/standards/{version['id']}/adopt/", {})
    assert adopted.status_code == 201, adopted.content
    assert practice.ask("GET", "/api/v1/standards/?waiting=yes").json()["results"] == []
    assert (
        practice.ask("GET", f"/api/v1/standards/{version['id']}/").json()["content"]["about"]["en"]
        == "Five questions."
    )

    grid = {
        row["practice"]: row["standards"]
        for row in facilitator.ask("GET", f"{NETWORK}grid/").json()["results"]
    }
    assert [(one["key"], one["in_use"]) for one in grid["Blackstone Pediatrics"]] == [("five-axis-index", 1)]
    assert grid["Harbor Children's Health"][0]["in_use"] is None
    history = facilitator.ask("GET", at(version["id"], "history/")).json()["results"]
    assert [step["step"] for step in history] == ["published", "sent", "changed", "drafted"]


def test_publishing_needs_a_token_made_for_it(facilitator: Program, cast: Cast) -> None:
    version = in_review(cast)
    second = Program("localhost", token_for(cast.second_facilitator, None))
    author = Program("localhost", token_for(cast.facilitator, None, verb=Permission.PUBLISH_STANDARDS))
    body = {"revision": version.revision}
    assert second.ask("POST", at(str(version.pk), "publish/"), body).status_code == 403
    refused = author.ask("POST", at(str(version.pk), "publish/"), body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "author")


def test_a_stale_revision_conflicts_and_names_the_one_that_stands(facilitator: Program, cast: Cast) -> None:
    version = drafted(cast)
    change = {"revision": 1, "source_note": "Other"}
    assert facilitator.ask("PATCH", at(str(version.pk)), change).status_code == 200
    late = facilitator.ask("PATCH", at(str(version.pk)), {"revision": 1, "source_note": "Late"})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "stale_revision")
    assert "revision 2" in late.json()["error"]["message"]
    assert facilitator.ask("GET", at(str(version.pk))).json()["source_note"] == "Other"


def test_a_file_comes_out_and_goes_in_again(facilitator: Program, cast: Cast) -> None:
    version = published(cast)
    file = facilitator.ask("GET", at(str(version.pk), "file/")).json()
    copy = facilitator.ask("POST", NETWORK, {"file": file, "key": "copy"})
    assert (copy.status_code, copy.json()["content"]) == (201, version.content)
    following = facilitator.ask("POST", f"{NETWORK}{version.playbook_id}/", {"file": file})
    assert (following.status_code, following.json()["number"]) == (201, 2)
    again = facilitator.ask("POST", f"{NETWORK}{version.playbook_id}/", {})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "taken")


def test_problems_come_back_by_their_path_and_nothing_is_kept(facilitator: Program, cast: Cast) -> None:
    version = drafted(cast)
    content = seed_content()
    content["bands"][1]["to"] = 4
    refused = facilitator.ask("PATCH", at(str(version.pk)), {"revision": 1, "content": content})
    assert refused.status_code == 400
    assert "bands[2]" in refused.json()["error"]["fields"]
    content["bands"][1]["to"], content["axes"][0]["title"]["en"] = 3, "Maria, 7, and others"
    refused = facilitator.ask("PATCH", at(str(version.pk)), {"revision": 1, "content": content})
    assert "content.axes[0].title.en" in refused.json()["error"]["fields"]
    deep: Any = {}
    for _level in range(40):
        deep = {"a": deep}
    assert facilitator.ask("PATCH", at(str(version.pk)), {"revision": 1, "content": deep}).status_code == 400
    assert facilitator.ask("POST", NETWORK, {"seed": "five_axis_index", "file": {}}).status_code == 400
    assert facilitator.ask("POST", NETWORK, {"file": {"kind": "spell", "content": {}}}).status_code == 400
    silent = {"revision": 1, "what_changed": "New.", "no_child": False}
    assert facilitator.ask("POST", at(str(version.pk), "send/"), silent).status_code == 400
    assert facilitator.ask("GET", at(str(version.pk))).json()["revision"] == 1


def test_a_letter_the_database_cannot_keep_is_answered_by_its_path(facilitator: Program, cast: Cast) -> None:
    version, content = drafted(cast), seed_content()
    content["title"]["en"] = "Index\x00"
    refused = facilitator.ask("PATCH", at(str(version.pk)), {"revision": 1, "content": content})
    assert refused.status_code == 400
    assert list(refused.json()["error"]["fields"]) == ["title.en"]


def test_sending_back_setting_aside_and_retiring_by_api(facilitator: Program, cast: Cast) -> None:
    version = in_review(cast)
    body = {"revision": version.revision, "reason": "Again."}
    back = facilitator.ask("POST", at(str(version.pk), "send-back/"), body).json()
    assert back["state"] == "draft"
    aside = facilitator.ask(
        "POST", at(str(version.pk), "retire/"), {**body, "revision": back["revision"]}
    ).json()
    assert aside["state"] == "retired"
    late = facilitator.ask("POST", at(str(version.pk), "retire/"), {**body, "revision": aside["revision"]})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "state_is_retired")


def test_plans_are_made_and_taken_back_by_api(practice: Program, cast: Cast) -> None:
    version: PlaybookVersion = published(cast)
    adopt = f"/api/v1/standards/{version.pk}/adopt/"
    assert practice.ask("POST", adopt, {"effective_on": "2020-01-01"}).status_code == 400
    plan = practice.ask("POST", adopt, {"effective_on": "2099-01-01"}).json()
    back = practice.ask("POST", f"/api/v1/standards/adoptions/{plan['id']}/withdraw/")
    assert (back.status_code, back.json()["withdraws"]) == (201, plan["id"])
    again = practice.ask("POST", f"/api/v1/standards/adoptions/{plan['id']}/withdraw/")
    assert again.status_code == 404
    assert len(practice.ask("GET", "/api/v1/standards/adoptions/").json()["results"]) == 2


def test_outsiders_and_strangers_get_nowhere(cast: Cast, practice: Program) -> None:
    version = published(cast)
    plan = practice.ask(
        "POST", f"/api/v1/standards/{version.pk}/adopt/", {"effective_on": "2099-01-01"}
    ).json()
    harbor = Program("harbor.localhost", token_for(cast.outsider, cast.harbor))
    assert harbor.ask("GET", "/api/v1/standards/adoptions/").json()["results"] == []
    assert harbor.ask("POST", f"/api/v1/standards/adoptions/{plan['id']}/withdraw/").status_code == 404
    steward = sign_in(Client(), cast.steward)
    assert steward.get(NETWORK).status_code == 403
    assert Client(SERVER_NAME="localhost").get(NETWORK).status_code == 401


def test_the_schema_of_each_kind_is_published(facilitator: Program) -> None:
    kinds = facilitator.ask("GET", f"{NETWORK}kinds/").json()["results"]
    assert kinds[0]["key"] == "identification_method"
    assert kinds[0]["schema"]["$schema"] == "https://json-schema.org/draft/2020-12/schema"

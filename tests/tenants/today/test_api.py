"""The same work through the API: with a token, for the owner and for those who may not."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.practices.active import inside
from nestwork.practices.hosts import practice_host
from tenants.activity.models import Entry
from tenants.registry import selectors as registry
from tenants.worklist import selectors as worklist
from tenants.worklist.models import Item
from tests.factories.patients import BlockFactory
from tests.factories.work import marisol
from tests.people import Cast, token_for
from tests.tenants.today.conftest import Due

URLS = "nestwork.urls.practice"


class Caller:
    """A program with a person's token on a practice's host."""

    def __init__(self, person: Any, practice: Any, *, may_write: bool = True) -> None:
        self.headers = token_for(person, practice, may_write=may_write)
        self.client = Client(SERVER_NAME=practice_host(practice.slug))

    def get(self, name: str, *args: object, **query: str) -> Any:
        """Read."""
        return self.client.get(reverse(name, urlconf=URLS, args=args), query, headers=self.headers)

    def post(self, name: str, *args: object, **words: object) -> Any:
        """Act."""
        return self.client.post(
            reverse(name, urlconf=URLS, args=args), words, "application/json", headers=self.headers
        )


@pytest.fixture
def caller(cast: Cast) -> Caller:
    return Caller(cast.coordinator, cast.blackstone)


def test_items_are_listed_pushed_moved_and_given(caller: Caller, due: Due, cast: Cast) -> None:
    listed = caller.get("api_items", due="now").json()["results"]
    assert [(row["id"], row["child"], row["kind"]) for row in listed] == [
        (str(due.item.id), str(due.child.id), "needed_contact")
    ]

    pushed = caller.post(
        "api_items", child=str(due.child.id), kind="follow_up", title="Send the form", due_on="2031-01-02"
    )
    assert pushed.status_code == 201
    item_id = pushed.json()["id"]
    assert caller.post("api_item_move", item_id, to="2031-02-03").json()["due_on"] == "2031-02-03"
    given = caller.post("api_item_owner", item_id, owner_id=str(cast.nurse.pk))
    assert given.json()["owner_id"] == str(cast.nurse.pk)
    assert caller.get("api_item", item_id).json()["title"] == "Send the form"
    refused = caller.post("api_item_move", item_id, to="2020-01-01")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "cannot_move_past")


def test_a_call_closes_the_item_and_a_second_one_is_kept(caller: Caller, due: Due, cast: Cast) -> None:
    first = caller.post("api_item_call", due.item.id, outcome="talked", note="All well.", minutes=4)
    assert first.json()["item_state"] == "done"
    second = Caller(cast.nurse, cast.blackstone).post(
        "api_item_call", due.item.id, outcome="talked", note="I called too."
    )
    assert second.json()["was_closed_by"] == str(cast.coordinator.pk)

    rows = caller.get("api_entries", child=str(due.child.id)).json()["results"]
    assert sorted(row["note"] for row in rows) == ["All well.", "I called too."]
    with inside(cast.blackstone):
        following = worklist.next_contact_of(due.child)
        assert following is not None
        assert following.id != due.item.id


def test_done_and_taken_up_again(caller: Caller, due: Due) -> None:
    assert caller.post("api_item_close", due.item.id).json()["item_state"] == "done"
    again = caller.post("api_item_close", due.item.id)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "already_closed")

    # the next contact stands on the list already: two would ask for the same talk
    refused = caller.post("api_item_reopen", due.item.id)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "on_list_again")


def test_time_is_logged(caller: Caller, cast: Cast, due: Due) -> None:
    made = caller.post("api_entries", kind="paperwork", minutes=20, note="school form")
    assert (made.status_code, made.json()["child"]) == (201, None)
    assert caller.post("api_entries", kind="paperwork", minutes=0).status_code == 400
    assert caller.get("api_entry", made.json()["id"]).json()["minutes"] == 20

    call = caller.post("api_item_call", due.item.id, outcome="no_answer").json()
    fixed = caller.post("api_entry_minutes", call["entry"], minutes=3)
    assert fixed.json()["minutes"] == 3


def test_the_registry_is_read_and_changed(caller: Caller, due: Due, cast: Cast) -> None:
    row = caller.get("api_registry", level="3").json()["results"][0]
    assert (row["child"], row["level"]) == (str(due.child.id), 3)
    assert caller.get("api_registry", level="4").json()["results"] == []

    day = (dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=40)).isoformat()
    assert caller.post("api_next_contact", due.child.id, on=day).json()["next_contact"] == day
    proposed = caller.post("api_registry_level", due.child.id, level=4, reason="home ventilator")
    assert (proposed.status_code, proposed.json()["decision"]) == (201, "proposed")
    proposal = proposed.json()["id"]
    assert caller.post("api_level_decision", proposal, decision="confirm").status_code == 403
    doctor = Caller(cast.physician, cast.blackstone)
    assert doctor.post("api_level_decision", proposal, decision="decline").status_code == 400
    assert doctor.post("api_level_decision", proposal, decision="confirm").json()["level"] == 4
    assert len(caller.get("api_registry_level", due.child.id).json()) == 3

    assert caller.post("api_registry_leave", due.child.id, reason="moved").status_code == 204
    assert caller.post("api_registry_leave", due.child.id, reason="moved").status_code == 409
    back = caller.post("api_registry_enroll", due.child.id, reason="came back")
    assert back.json()["next_contact"] is not None
    with inside(cast.blackstone):
        assert registry.is_on_registry(due.child)


def test_a_token_that_only_reads_changes_nothing(cast: Cast, due: Due) -> None:
    reader = Caller(cast.coordinator, cast.blackstone, may_write=False)
    assert reader.get("api_items").status_code == 200
    assert reader.post("api_item_close", due.item.id).status_code == 401
    with inside(cast.blackstone):
        assert Item.objects.get(id=due.item.id).is_open


@pytest.mark.parametrize("who", ["blocked", "outsider"])
def test_those_who_may_not_get_the_answer_for_nothing(caller: Caller, cast: Cast, due: Due, who: str) -> None:
    caller.post("api_item_call", due.item.id, outcome="no_answer")
    with inside(cast.blackstone):
        entry = Entry.objects.get()
        BlockFactory(child=due.child, person_id=cast.both.pk)
        assert worklist.open_items(marisol()).count() == 1
    stranger = Caller(cast.both, cast.blackstone) if who == "blocked" else Caller(cast.outsider, cast.harbor)

    for name in ("api_items", "api_entries", "api_registry"):
        assert stranger.get(name).json()["results"] == []
    tries: list[tuple[str, uuid.UUID, dict[str, object]]] = [
        ("api_item_move", due.item.id, {"to": "2031-01-01"}),
        ("api_item_owner", due.item.id, {"owner_id": None}),
        ("api_item_call", due.item.id, {"outcome": "talked"}),
        ("api_item_close", due.item.id, {}),
        ("api_item_reopen", due.item.id, {}),
        ("api_entry_minutes", entry.id, {"minutes": 1}),
        ("api_registry_enroll", due.child.id, {"reason": "x"}),
        ("api_registry_leave", due.child.id, {"reason": "x"}),
        ("api_registry_level", due.child.id, {"level": 1, "reason": "x"}),
        ("api_next_contact", due.child.id, {"on": "2031-01-01"}),
    ]
    for name, real_id, words in tries:
        real, none = stranger.post(name, real_id, **words), stranger.post(name, uuid.uuid4(), **words)
        assert (name, real.status_code, real.json()) == (name, 404, none.json())
    for name, real_id in (
        ("api_item", due.item.id),
        ("api_entry", entry.id),
        ("api_registry_level", due.child.id),
    ):
        assert stranger.get(name, real_id).status_code == 404

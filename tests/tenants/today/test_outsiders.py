"""Those who may not: every address of Today gives a blocked colleague, a stranger and the other practice nothing."""

import uuid

from django.test import Client

from nestwork.practices.active import inside
from tenants.activity.models import Entry
from tenants.activity.rules import Outcome
from tenants.today.services import Call, save_call
from tests.factories.patients import BlockFactory
from tests.factories.work import marisol
from tests.people import Cast, sign_in
from tests.tenants.today.conftest import Due
from tests.tenants.today.test_web import text_of, url


def addresses(item_id: uuid.UUID, entry_id: uuid.UUID) -> list[tuple[str, str]]:
    return [
        ("post", url("save_call", item_id)),
        ("post", url("finish_item", item_id)),
        ("post", url("move_item", item_id)),
        ("post", url("move_item_back", item_id)),
        ("post", url("undo_entry", entry_id)),
        ("post", url("entry_minutes", entry_id)),
    ]


def test_a_blocked_colleague_and_nobody_get_the_same_answer(client: Client, due: Due, cast: Cast) -> None:
    with inside(cast.blackstone):
        save_call(item=due.item, by=marisol(), call=Call(outcome=Outcome.NO_ANSWER))
        entry = Entry.objects.get()
        BlockFactory(child=due.child, person_id=cast.both.pk)
    blocked = sign_in(client, cast.both, cast.blackstone)

    assert "Amara" not in text_of(blocked.get("/?who=team").content)
    assert "Amara" not in text_of(blocked.get(f"/?open={due.item.id}").content)
    for real, none in zip(
        addresses(due.item.id, entry.id), addresses(uuid.uuid4(), uuid.uuid4()), strict=True
    ):
        answers = [getattr(blocked, method)(path, {"outcome": "talked"}) for method, path in (real, none)]
        assert [answer.status_code for answer in answers] == [404, 404]


def test_a_parent_partner_and_a_stranger_are_kept_out(client: Client, cast: Cast, due: Due) -> None:
    assert client.get("/", headers={"host": "blackstone.localhost"}).status_code == 302
    partner = sign_in(client, cast.parent_partner, cast.blackstone)
    assert partner.get("/").status_code == 403
    for _method, path in addresses(due.item.id, uuid.uuid4()):
        assert partner.post(path).status_code == 403


def test_the_other_practice_finds_nothing(client: Client, cast: Cast, due: Due) -> None:
    outsider = sign_in(client, cast.outsider, cast.harbor)
    assert "Amara" not in text_of(outsider.get("/?who=team").content)
    assert outsider.post(url("finish_item", due.item.id)).status_code == 404


def test_reading_changes_nothing_by_post_only_addresses(coordinator: Client, due: Due) -> None:
    for _method, path in addresses(due.item.id, uuid.uuid4()):
        assert coordinator.get(path).status_code == 405

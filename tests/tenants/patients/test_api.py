"""Children and families over the API: the same verbs, the same refusals, nothing for the outsider."""

from typing import Any

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.factories.patients import BlockFactory, ChildFactory, ContactFactory, family_of
from tests.people import Cast, sign_in, token_for

BASE = "/api/v1/children/"


@pytest.fixture
def api(client: Client, cast: Cast) -> Client:
    """The coordinator of blackstone."""
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def child(cast: Cast) -> Child:
    with inside(cast.blackstone):
        return ChildFactory(given_name="Amara", record_number="BP-1")


def send(client: Client, method: str, url: str, body: dict[str, Any] | None = None) -> Any:
    return getattr(client, method)(url, data=body or {}, content_type="application/json")


def test_a_child_is_created_read_and_changed(api: Client) -> None:
    made = send(api, "post", BASE, {"given_name": "Zoë", "family_name": "Núñez", "birth_date": "2019-03-02"})
    assert made.status_code == 201
    url = f"{BASE}{made.json()['id']}/"

    changed = send(api, "patch", url, {"school": "Pine Street"})

    assert changed.status_code == 200
    assert api.get(url).json()["school"] == "Pine Street"
    history = api.get(f"{url}history/").json()["results"]
    assert [row["after"] for row in history] == [{"school": "Pine Street"}]


def test_what_only_other_verbs_change_is_not_taken(api: Client, child: Child) -> None:
    send(api, "patch", f"{BASE}{child.pk}/", {"is_confidential": True, "deceased_on": "2026-01-01"})

    answer = api.get(f"{BASE}{child.pk}/").json()
    assert (answer["is_confidential"], answer["deceased_on"]) == (False, None)


def test_an_impossible_birth_date_is_refused_in_the_error_shape(api: Client) -> None:
    answer = send(api, "post", BASE, {"given_name": "A", "family_name": "B", "birth_date": "1950-01-01"})

    assert answer.status_code == 400
    assert set(answer.json()["error"]["fields"]) == {"birth_date"}


def test_a_search_posts_its_words(api: Client, child: Child) -> None:
    answer = send(api, "post", f"{BASE}search/", {"q": "amara"})

    assert [row["id"] for row in answer.json()] == [str(child.pk)]


@pytest.mark.parametrize("tail", ["", "history/", "siblings/", "contacts/", "homes/", "custody/"])
def test_a_blocked_and_a_missing_child_get_the_same_answer(
    api: Client, cast: Cast, child: Child, tail: str
) -> None:
    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.coordinator.pk)
    missing = "00000000-0000-4000-8000-000000000000"

    blocked, nothing = api.get(f"{BASE}{child.pk}/{tail}"), api.get(f"{BASE}{missing}/{tail}")

    assert (blocked.status_code, blocked.content) == (nothing.status_code, nothing.content)
    assert blocked.status_code == 404


def test_the_outsider_finds_nothing(cast: Cast, child: Child) -> None:
    outside = sign_in(Client(), cast.outsider, cast.harbor)

    assert outside.get(f"{BASE}{child.pk}/").status_code == 404
    assert outside.get(BASE).json()["results"] == []
    assert send(outside, "post", f"{BASE}search/", {"q": "amara"}).json() == []


def test_a_parent_partner_is_refused(cast: Cast, child: Child) -> None:
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)

    assert partner.get(BASE).status_code == 403
    assert partner.get(f"{BASE}{child.pk}/").status_code == 403


def test_a_contact_is_added_changed_and_ended(api: Client, cast: Cast, child: Child) -> None:
    url = f"{BASE}{child.pk}/contacts/"
    made = send(
        api,
        "post",
        url,
        {
            "relationship": "mother",
            "may_decide": True,
            "contact": {"name": "Guerda", "phone": "401-555-0142"},
        },
    )
    assert made.status_code == 201, made.content
    one = f"{url}{made.json()['id']}/"

    changed = send(api, "patch", one, {"order": 2, "contact": {"text_ok": True}})
    assert (changed.json()["order"], changed.json()["contact"]["text_ok"]) == (2, True)
    assert changed.json()["contact"]["phone"] == "+14015550142"

    assert send(api, "delete", one).status_code == 204
    assert api.get(url).json() == []


def test_a_person_of_nobody_near_cannot_be_linked(api: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        stranger = ContactFactory()

    answer = send(
        api,
        "post",
        f"{BASE}{child.pk}/contacts/",
        {"relationship": "mother", "contact_id": str(stranger.pk)},
    )

    assert answer.status_code == 400


def test_an_address_that_is_not_given_out_is_left_out(api: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        family_of(child, address_line="9 Hidden Lane", do_not_disclose_address=True)

    answer = api.get(f"{BASE}{child.pk}/contacts/")

    assert b"Hidden" not in answer.content
    assert answer.json()[0]["contact"]["do_not_disclose_address"] is True


def test_the_history_gives_no_address_of_a_contact(api: Client, child: Child, cast: Cast) -> None:
    with inside(cast.blackstone):
        link = family_of(child)
    url = f"{BASE}{child.pk}/contacts/{link.pk}/"
    moved = {"contact": {"address_line": "9 Hidden Lane", "do_not_disclose_address": True}}
    assert send(api, "patch", url, moved).status_code == 200

    answer = api.get(f"{BASE}{child.pk}/history/")

    assert "address_line" in answer.content.decode()
    assert "Hidden" not in answer.content.decode()


def test_a_home_is_added_and_ended(api: Client, child: Child) -> None:
    url = f"{BASE}{child.pk}/homes/"
    made = send(api, "post", url, {"household": {"name": "Foster home", "kind": "foster"}})
    assert made.status_code == 201, made.content
    one = f"{url}{made.json()['id']}/"

    assert send(api, "patch", one, {"when_there": "weekends"}).json()["when_there"] == "weekends"
    assert send(api, "delete", one).status_code == 204
    assert [home["ends_on"] is None for home in api.get(url).json()] == [False]


def test_a_custody_paper_is_recorded(api: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        father = family_of(child).contact
    right = {"contact_id": str(father.pk), "may_decide": False, "may_receive_information": False}

    made = send(
        api,
        "post",
        f"{BASE}{child.pk}/custody/",
        {"kind": "court_order", "starts_on": "2026-01-01", "rights": [right]},
    )

    assert made.status_code == 201, made.content
    assert api.get(f"{BASE}{child.pk}/custody/").json()[0]["rights"] == [right]


def test_who_may_open_needs_a_fresh_second_factor(cast: Cast, child: Child) -> None:
    tired = sign_in(Client(), cast.physician, cast.blackstone, stepped_up=False)
    fresh = sign_in(Client(), cast.physician, cast.blackstone)
    body = {"is_confidential": True, "reason": "the family asked"}

    assert send(tired, "post", f"{BASE}{child.pk}/access/", body).status_code == 403
    assert send(fresh, "post", f"{BASE}{child.pk}/access/", body).json()["granted"] == [
        str(cast.physician.pk)
    ]


def test_a_block_is_set_and_lifted(cast: Cast, child: Child) -> None:
    physician = sign_in(Client(), cast.physician, cast.blackstone)
    blocks = f"{BASE}{child.pk}/blocks/"
    made = send(physician, "post", blocks, {"person_id": str(cast.nurse.pk), "reason": "a relative"})
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert nurse.get(f"{BASE}{child.pk}/").status_code == 404

    lifted = send(physician, "post", f"{blocks}{made.json()['id']}/lift/", {"reason": "no longer"})

    assert lifted.status_code == 204
    assert nurse.get(f"{BASE}{child.pk}/").status_code == 200


def test_glass_is_broken_and_reviewed(api: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        Child.objects.filter(pk=child.pk).update(is_confidential=True)
    assert api.get(f"{BASE}{child.pk}/").status_code == 404

    opened = send(api, "post", f"{BASE}{child.pk}/open/", {"reason": "The emergency room is on the line"})

    assert opened.status_code == 201, opened.content
    assert api.get(f"{BASE}{child.pk}/").status_code == 200
    administrator = sign_in(Client(), cast.administrator, cast.blackstone)
    waiting = administrator.get("/api/v1/openings/").json()["results"]
    assert [row["id"] for row in waiting] == [opened.json()["id"]]
    done = send(administrator, "post", f"/api/v1/openings/{opened.json()['id']}/review/", {"was_right": True})
    assert done.status_code == 200
    assert administrator.get("/api/v1/openings/").json()["results"] == []


def test_a_death_is_recorded_and_corrected(api: Client, child: Child) -> None:
    url = f"{BASE}{child.pk}/death/"
    assert send(api, "post", url, {"deceased_on": "2026-01-02"}).json()["deceased_on"] == "2026-01-02"
    assert send(api, "post", f"{url}correct/", {"reason": "another child"}).json()["deceased_on"] is None


def test_a_read_only_token_reads_and_changes_nothing(cast: Cast, child: Child, client: Client) -> None:
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    headers = token_for(cast.coordinator, cast.blackstone, may_write=False)

    assert client.get(f"{BASE}{child.pk}/", headers=headers).status_code == 200
    refused = client.patch(
        f"{BASE}{child.pk}/", data={"school": "X"}, content_type="application/json", headers=headers
    )
    assert refused.status_code in {401, 403}
    assert client.get(f"{BASE}{child.pk}/", headers=headers).json()["school"] == ""

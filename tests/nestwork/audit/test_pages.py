"""The administrator asks the audit; nobody else does, and nobody finds there what is hidden from them."""

import csv
import uuid
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.access.permissions import Permission
from nestwork.audit.models import AuditEvent
from nestwork.audit.services import record, record_view
from nestwork.practices.active import inside
from tenants.patients.models import Block, Child
from tenants.patients.services import block_person
from tests.factories.patients import ChildFactory
from tests.people import Cast, reader_for, sign_in, token_for, working_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast: Cast) -> dict[str, Child]:
    """Maria opened Amara's record and a list with both children; the nurse logged a call about Luc."""
    with working_as(cast.coordinator, cast.blackstone) as maria:
        amara = ChildFactory(given_name="Amara", family_name="Baptiste")
        luc = ChildFactory(given_name="Luc", family_name="Moreau")
        record_view(by=maria, page="child", child_id=amara.pk)
        record_view(by=maria, page="registry", shown=[amara.pk, luc.pk])
    with working_as(cast.nurse, cast.blackstone) as tom:
        record(by=tom, action="log call", subject="call", child_id=luc.pk)
    return {"amara": amara, "luc": luc}


def lines(cast: Cast, action: str | None = None) -> list[AuditEvent]:
    with inside(cast.blackstone):
        found = AuditEvent.objects.order_by("at", "id")
        return list(found.filter(action=action) if action else found)


def about(child: Child, cast: Cast) -> str:
    with inside(cast.blackstone):
        return child.display_name


def test_who_opened_this_record(cast: Cast, client: Client, opened: dict[str, Child]) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    page = client.get("/audit/", {"child": str(opened["amara"].pk)}).content.decode()
    assert "Who opened the record of" in page
    assert about(opened["amara"], cast) in page
    assert page.count("Maria Alvarez") > 0
    assert "Tom Reyes, RN</a>" not in page  # he stands in the list of people, not among the lines
    seen = lines(cast)[-1]
    assert (seen.subject, seen.child_id, seen.person_id) == (
        "audit",
        opened["amara"].pk,
        cast.administrator.pk,
    )


def test_lists_on_which_the_child_stood_are_shown_on_request(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    alone = client.get("/audit/", {"child": str(opened["luc"].pk)}).content.decode()
    assert "2 children on the list" not in alone
    with_lists = client.get("/audit/", {"child": str(opened["luc"].pk), "lists": "on"}).content.decode()
    assert "2 children on the list" in with_lists


def test_what_did_this_person_open(cast: Cast, client: Client, opened: dict[str, Child]) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    page = client.get("/audit/", {"person": str(cast.nurse.pk)}).content.decode()
    assert "What did Tom Reyes, RN open?" in page
    assert about(opened["luc"], cast) in page
    assert about(opened["amara"], cast) not in page


def test_a_child_is_found_by_name_without_the_name_in_any_address(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    page = client.post("/audit/find/", {"q": "Baptiste"}).content.decode()
    assert f"/audit/?child={opened['amara'].pk}" in page
    assert str(opened["luc"].pk) not in page
    assert client.get("/audit/find/").status_code == 405
    assert lines(cast)[-1].shown == [opened["amara"].pk]
    empty = client.post("/audit/find/", {"q": ""})
    assert empty.status_code == 422


def test_a_block_hides_the_child_with_the_same_answer_as_for_nobody(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    amara = opened["amara"]
    with working_as(cast.physician, cast.blackstone) as elena:
        block_person(child=amara, by=elena, person_id=cast.administrator.pk, reason="conflict of interest")
        assert Block.objects.count() == 1
        name = amara.display_name
    sign_in(client, cast.administrator, cast.blackstone)
    everything = client.get("/audit/").content.decode()
    assert name not in everything
    assert str(amara.pk) not in everything
    assert "1 child on the list" in everything  # Luc alone
    blocked = client.get("/audit/", {"child": str(amara.pk)}).content.decode()
    nobody = uuid.uuid4()
    unknown = client.get("/audit/", {"child": str(nobody)}).content.decode()
    assert "No such child" in blocked
    assert body(blocked).replace(str(amara.pk), "X") == body(unknown).replace(str(nobody), "X")
    assert name not in client.post("/audit/find/", {"q": "Baptiste"}).content.decode()
    listed = client.get("/api/v1/audit/", {"lists": "true"}).json()
    assert str(amara.pk) not in str(listed)


def body(page: str) -> str:
    """The page without its tokens, which differ from answer to answer."""
    main = page.split("<main")[1].split("</main>")[0]
    return "".join(part.split('">', 1)[-1] for part in main.split('name="csrfmiddlewaretoken" value="'))


def test_the_csv_holds_the_same_lines_asks_for_step_up_and_leaves_a_line(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    sign_in(client, cast.administrator, cast.blackstone, stepped_up=False)
    refused = client.get("/audit/export/", {"person": str(cast.nurse.pk)})
    assert refused.status_code == 302
    assert refused["Location"].startswith(reverse("step_up", urlconf="nestwork.urls.practice"))
    assert lines(cast, "export audit") == []
    sign_in(client, cast.administrator, cast.blackstone)
    answer = client.get("/audit/export/", {"person": str(cast.nurse.pk)})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]  # bytes, no async
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["person"], row["action"], row["child"]) for row in rows] == [
        ("Tom Reyes, RN", "log call", about(opened["luc"], cast))
    ]
    (line,) = lines(cast, "export audit")
    assert line.detail == {"person": str(cast.nurse.pk)}


def test_only_who_may_see_the_audit_sees_it(cast: Cast, client: Client, opened: dict[str, Child]) -> None:
    child = str(opened["amara"].pk)
    for member in cast.members():
        sign_in(client, member, cast.blackstone)
        may = reader_for(member, cast.blackstone).may(Permission.SEE_AUDIT)
        assert client.get("/audit/", {"child": child}).status_code == (200 if may else 403)
        assert client.post("/audit/find/", {"q": "Baptiste"}).status_code == (200 if may else 403)
        assert client.get("/audit/export/").status_code == (200 if may else 403)
        assert client.get("/api/v1/audit/").status_code == (200 if may else 403)
    assert {member.pk for member in [cast.administrator]} == {
        line.person_id for line in lines(cast, "export audit")
    }


def test_another_practices_administrator_finds_nothing_here(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    child = str(opened["amara"].pk)
    sign_in(client, cast.harbor_administrator, cast.harbor)
    page = client.get("/audit/", {"child": child}).content.decode()
    assert "No such child" in page
    assert "Maria Alvarez" not in page
    sign_in(client, cast.harbor_administrator, cast.blackstone)
    assert client.get("/audit/", {"child": child}).status_code == 403


def test_the_api_gives_the_same_lines_by_the_same_filters(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    headers = token_for(cast.administrator, cast.blackstone, may_write=False)
    client.defaults["SERVER_NAME"] = "blackstone.localhost"
    answer = client.get(
        "/api/v1/audit/", {"child": str(opened["luc"].pk), "lists": "true"}, headers=headers
    ).json()
    assert [(line["action"], line["subject"]) for line in answer["results"]] == [
        ("log call", "call"),
        ("view", "registry"),
    ]
    wrong = client.get("/api/v1/audit/", {"child": "Baptiste"}, headers=headers)
    assert wrong.status_code == 400
    assert set(wrong.json()["error"]["fields"]) == {"child"}
    seen = lines(cast)[-1]
    assert (seen.subject, seen.through) == ("audit", "api")


def test_a_wrong_filter_is_said_and_what_was_typed_stays(cast: Cast, client: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone)
    answer = client.get("/audit/", {"since": "yesterday"})
    assert answer.status_code == 422
    assert "yesterday" in answer.content.decode()


def test_the_child_page_leads_an_administrator_there_and_nobody_else(
    cast: Cast, client: Client, opened: dict[str, Child]
) -> None:
    link = f'href="/audit/?child={opened["amara"].pk}"'
    for member in (cast.administrator, cast.coordinator):
        sign_in(client, member, cast.blackstone)
        page = client.get(f"/children/{opened['amara'].pk}/").content.decode()
        assert (link in page) == (member == cast.administrator)

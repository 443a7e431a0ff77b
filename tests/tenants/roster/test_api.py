"""The same steps over the API with a personal token; the outsider gets what stands for nothing."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nestwork.practices.active import inside
from tenants.patients.models import Child
from tests.people import Cast, token_for
from tests.tenants.roster.files import csv_bytes, row
from tests.tenants.roster.test_web import FILE, run_jobs

BASE = "/api/v1/roster/"


@pytest.fixture
def ask(cast: Cast) -> "Ask":
    return Ask(cast)


class Ask:
    """Speaks to Blackstone's host with the coordinator's token."""

    def __init__(self, cast: Cast) -> None:
        self.client = Client(SERVER_NAME="blackstone.localhost")
        self.token = token_for(cast.coordinator, cast.blackstone)

    def get(self, path: str) -> tuple[int, dict[str, object]]:
        answer = self.client.get(BASE + path, headers=self.token)
        return answer.status_code, answer.json()

    def post(self, path: str, **body: object) -> tuple[int, dict[str, object]]:
        answer = self.client.post(BASE + path, body, content_type="application/json", headers=self.token)
        return answer.status_code, answer.json()

    def send(self, content: bytes = FILE) -> tuple[int, dict[str, object]]:
        form = {"file": SimpleUploadedFile("roster.csv", content), "source_name": "Blackstone EHR"}
        answer = self.client.post(f"{BASE}files/", form, headers=self.token)
        return answer.status_code, answer.json()


def go_through(ask: Ask, cast: Cast) -> str:
    status, sent = ask.send()
    assert (status, sent["state"]) == (202, "waiting")
    path = f"files/{sent['id']}/"
    run_jobs(cast.blackstone)
    assert ask.get(path)[1]["state"] == "columns"
    assert ask.post(f"{path}check/")[0] == 202
    run_jobs(cast.blackstone)
    assert ask.get(path)[1]["counts"] == {"new": 5, "quarantined": 1, "alike": 1, "partly": 2}
    assert ask.post(f"{path}start/")[0] == 202
    run_jobs(cast.blackstone)
    return path


def rows(answer: tuple[int, dict[str, object]]) -> list[dict[str, object]]:
    status, body = answer
    assert status == 200
    found = body["results"]
    assert isinstance(found, list)
    return found


def test_send_check_start_and_report(ask: Ask, cast: Cast) -> None:
    path = go_through(ask, cast)

    assert ask.get(path)[1]["counts"] == {"new": 5, "quarantined": 1}
    assert len(rows(ask.get(f"{path}rows/?outcome=new"))) == 5
    assert ask.post(f"{path}start/")[0] == 400
    assert ask.post(f"{path}set-aside/")[0] == 400


def test_a_refused_file_says_why(ask: Ask, cast: Cast) -> None:
    _status, sent = ask.send(csv_bytes([row(1)]) + b'"open')
    run_jobs(cast.blackstone)

    refused = ask.get(f"files/{sent['id']}/")[1]

    assert refused["fault"] == {"fault": "open_quote", "line": 3, "detail": ""}
    assert "quotation mark" in str(refused["refused_because"])


def test_mend_leave_out_and_mend_alike(ask: Ask, cast: Cast) -> None:
    go_through(ask, cast)
    stopped = next(one for one in rows(ask.get("quarantine/")) if one["stops_row"])
    path = f"quarantine/{stopped['id']}/"

    status, wrong = ask.post(f"{path}mend/", changed={"birth_date": "2/30/2015"})
    assert (status, list(wrong["error"]["fields"])) == (400, ["birth_date"])  # type: ignore[index, call-overload]  # JSON
    assert ask.post(f"{path}leave-out/", reason="not ours")[1]["state"] == "dropped"
    assert ask.post(f"{path}mend/", changed={"birth_date": "2015-02-28"})[0] == 409
    assert ask.post(f"{path}again/")[1]["state"] == "waiting"
    assert ask.post(f"{path}mend/", changed={"birth_date": "2015-02-28"})[1]["state"] == "mended"
    assert ask.get(path)[1]["mended"]["birth_date"] == "2015-02-28"  # type: ignore[index]  # JSON
    assert ask.post("quarantine-mend-alike/", field="language", value="Klingon", instead="pt") == (
        200,
        {"taken": 2, "left": 0},
    )
    assert rows(ask.get("quarantine/")) == []


def test_merge_take_back_and_keep_apart(ask: Ask, cast: Cast) -> None:
    go_through(ask, cast)
    (match,) = rows(ask.get("matches/"))
    path = f"matches/{match['id']}/"

    assert ask.post(f"{path}merge/", keep="first", choices={"shoe_size": "first"})[0] == 400
    status, merged = ask.post(f"{path}merge/", keep="first", choices={"sex": "second"})
    assert (status, merged["survivor_id"]) == (201, match["first_id"])
    assert ask.post(f"{path}merge/", keep="first")[0] == 409
    assert ask.post(f"merges/{merged['id']}/take-back/", reason="cousins", apart=False)[0] == 201
    assert ask.post(f"merges/{merged['id']}/take-back/", reason="cousins")[0] == 409
    assert ask.post(f"{path}apart/", reason="cousins")[1]["state"] == "apart"
    assert ask.post(f"{path}again/")[1]["state"] == "waiting"
    assert len(rows(ask.get("merges/"))) == 2
    with inside(cast.blackstone):
        assert Child.objects.not_merged().count() == 5


def test_the_outsider_gets_the_answer_for_nothing(ask: Ask, cast: Cast) -> None:
    path = go_through(ask, cast)
    stopped, match = rows(ask.get("quarantine/"))[0], rows(ask.get("matches/"))[0]
    addresses = [path, f"quarantine/{stopped['id']}/", f"matches/{match['id']}/"]
    assert [ask.get(address)[0] for address in addresses] == [200, 200, 200]
    outsider = Client(SERVER_NAME="harbor.localhost", headers=token_for(cast.outsider, cast.harbor))
    nothing = outsider.get(f"{BASE}matches/{uuid.uuid4()}/")
    for address in addresses:
        answer = outsider.get(BASE + address)
        assert (answer.status_code, answer.json()) == (nothing.status_code, nothing.json())
    assert nothing.status_code == 404

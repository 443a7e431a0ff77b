"""The administrator's way: start, look, approve or reject, on pages and over the API."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nestwork.access.permissions import Permission, Role
from nestwork.audit.network.models import NetworkAuditEvent
from reporting.disclosure import services
from reporting.disclosure.models import FigureRelease
from tests.database import as_owner
from tests.nestwork.jobs.network.stories import at_work
from tests.people import NETWORK, Cast, join, sign_in, token_for
from tests.reporting.disclosure.stories import computed, counted, last_quarter, ready, requested, standing

pytestmark = pytest.mark.django_db(transaction=True)


def newest() -> FigureRelease:
    with as_owner():
        found = FigureRelease.objects.order_by("-requested_at").first()
        assert found is not None
        return found


def test_the_whole_way_on_pages(client: Client, cast: Cast) -> None:
    counted(cast)
    admin = sign_in(client, cast.network_administrator)
    assert "No figure has left yet" in admin.get("/releases/").content.decode()
    begun = admin.post("/releases/start/", {"quarter": str(last_quarter())})
    release = newest()
    assert begun.headers["Location"] == f"/jobs/{release.job_id}/"
    waiting = admin.get(f"/releases/{release.pk}/").content.decode()
    assert "The release engine is at work" in waiting
    computed(release)
    assert admin.get(f"/releases/job/{release.job_id}/").headers["Location"] == f"/releases/{release.pk}/"
    assert f"/releases/job/{release.job_id}/" in admin.get(f"/jobs/{release.job_id}/").content.decode()

    page = admin.get(f"/releases/{release.pk}/").content.decode()
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.count(">hidden<") == 3
    assert ">7<" not in table
    assert ">24<" in table
    rows = list(
        csv.DictReader(io.StringIO(admin.get(f"/releases/{release.pk}/csv/").content.decode("utf-8-sig")))
    )
    assert len(rows) == 12
    assert {(row["status"], row["children"]) for row in rows if row["stratum"] == "1"} == {("hidden", "")}

    assert "Approve and let it out" in admin.get(f"/releases/{release.pk}/approve/").content.decode()
    assert admin.post(f"/releases/{release.pk}/approve/").headers["Location"] == f"/releases/{release.pk}/"
    done = standing(release.pk)
    assert (done.state, done.decided_by_name) == ("approved", "Kit Sandoval")
    after = admin.get("/releases/").content.decode()
    assert "Start a release" not in after
    assert "A second release of it is refused" in after
    refused = admin.post("/releases/start/", {"quarter": str(last_quarter())})
    assert refused.status_code == 422
    assert "A second release of it is refused" in refused.content.decode()
    with as_owner():
        lines = NetworkAuditEvent.objects.exclude(subject="network job").order_by("at")
        written = [line.action for line in lines if line.subject.startswith("release")]
        details = {str(line.detail) for line in lines if line.subject.startswith("release")}
    assert written == [
        "release.requested", "release.protected", "view", "release.downloaded", "view", "release.approved",
    ]  # fmt: skip
    assert details == {str({"measure": "children_by_need_level v1", "quarter": str(last_quarter())})}


def test_approval_asks_for_the_second_factor_again(cast: Cast) -> None:
    release = ready(cast)
    plain = sign_in(Client(), cast.network_administrator, stepped_up=False)
    assert "/step-up/" in plain.get(f"/releases/{release.pk}/approve/").headers["Location"]
    assert plain.post(f"/releases/{release.pk}/approve/").status_code == 403
    assert standing(release.pk).state == "ready"
    assert plain.get(f"/releases/{release.pk}/").status_code == 200, "looking needs no second factor"


def test_of_two_administrators_one_decides_and_the_other_is_told(cast: Cast) -> None:
    release = ready(cast)
    second = join(
        None, Role.NETWORK_ADMINISTRATOR, "second.administrator@example.org", display_name="Ro Vance"
    )
    with at_work(second) as by:
        services.reject(by=by, release_id=release.pk, reason="Harbor was late.")
    late = sign_in(Client(), cast.network_administrator).post(f"/releases/{release.pk}/approve/")
    assert late.status_code == 409
    assert "Ro Vance has rejected this release already" in late.content.decode()
    assert standing(release.pk).state == "rejected"
    page = sign_in(Client(), cast.network_administrator).get(f"/releases/{release.pk}/").content.decode()
    assert "Harbor was late." in page
    assert "Approve…" not in page


def test_a_reason_is_needed_and_points_at_no_child(cast: Cast) -> None:
    release = ready(cast)
    admin = sign_in(Client(), cast.network_administrator)
    assert admin.post(f"/releases/{release.pk}/reject/", {"reason": " "}).status_code == 422
    typed = admin.post(f"/releases/{release.pk}/reject/", {"reason": "Maya, 4 years, is missing"})
    assert typed.status_code == 422
    assert "Maya, 4 years, is missing" in typed.content.decode(), "what was typed is kept"
    assert admin.post(f"/releases/{release.pk}/reject/", {"reason": "Harbor was late."}).status_code == 302
    assert standing(release.pk).reason == "Harbor was late."


def test_a_running_quarter_is_not_offered(client: Client, cast: Cast) -> None:
    admin = sign_in(client, cast.network_administrator)
    running = last_quarter().following
    assert f'value="{running}"' not in admin.get("/releases/start/").content.decode()
    assert admin.post("/releases/start/", {"quarter": str(running)}).status_code == 422
    with as_owner():
        assert not FigureRelease.objects.exists()


def test_a_table_with_nothing_to_show_says_so(cast: Cast) -> None:
    from tests.reporting.disclosure.stories import HARBOR, count_in

    count_in(cast.blackstone, dict.fromkeys(HARBOR, 3))
    release = computed(requested(cast))
    admin = sign_in(Client(), cast.network_administrator)
    for path in ("", "approve/"):
        page = admin.get(f"/releases/{release.pk}/{path}").content.decode()
        assert "Every cell of this table is hidden or not counted" in page
        assert "Harbor Children" in page.split("Not counted</b>")[1][:60], "who did not count is named"


def test_the_same_way_over_the_api(cast: Cast) -> None:
    counted(cast)
    program = Client(SERVER_NAME=NETWORK)
    token = token_for(cast.network_administrator, None)

    def post(path: str, data: Any = None, headers: Any = token) -> Any:
        return program.post(f"/api/v1/releases/{path}", data or {}, "application/json", headers=headers)

    assert post("", {"quarter": str(last_quarter().following)}).status_code == 400
    assert post("", {"quarter": "soon"}).status_code == 400
    begun = post("", {"quarter": str(last_quarter())})
    assert (begun.status_code, begun.json()["state"]) == (201, "computing")
    release = begun.json()["id"]
    early = post(f"{release}/approve/", headers=approving(cast))
    assert early.status_code == 409
    again = post("", {"quarter": str(last_quarter())})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "place_taken")
    computed(newest())
    table = program.get(f"/api/v1/releases/{release}/", headers=token).json()
    assert [line["practice"] for line in table["practices"]] == [
        "Blackstone Pediatrics",
        "Harbor Children's Health",
    ]
    assert table["practices"][0]["cells"][1] == {"stratum": "1", "status": "hidden", "children": None}
    assert [one["step"] for one in table["history"]] == ["requested", "protected"]

    refused = post(f"{release}/approve/")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "permission_denied")
    verb = approving(cast)
    assert program.get("/api/v1/releases/", headers=verb).status_code == 403, (
        "that token opens that verb alone"
    )
    assert post(f"{release}/reject/", {"reason": "x"}, headers=verb).status_code == 403
    assert post(f"{release}/approve/", headers=verb).json()["state"] == "approved"
    late = post(f"{release}/reject/", {"reason": "too late"})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "state_is_approved")
    (listed,) = program.get("/api/v1/releases/", headers=token).json()
    assert (listed["state"], listed["decided_by"]) == ("approved", "Kit Sandoval")


def test_a_token_for_approval_dies_after_ten_minutes(cast: Cast) -> None:
    from nestwork.accounts.models import PersonalToken

    release = ready(cast)
    verb = approving(cast)
    (token,) = PersonalToken.objects.filter(verb=Permission.APPROVE_RELEASES)
    assert token.expires_at <= timezone.now() + timedelta(minutes=10)
    PersonalToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())
    answer = Client(SERVER_NAME=NETWORK).post(f"/api/v1/releases/{release.pk}/approve/", headers=verb)
    assert answer.status_code == 401
    assert standing(release.pk).state == "ready"


def approving(cast: Cast) -> dict[str, str]:
    return token_for(cast.network_administrator, None, verb=Permission.APPROVE_RELEASES)

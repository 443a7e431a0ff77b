"""What has left: the reviewer's page, file and API, the practice's own line, and nothing moves before the next one."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from nestwork.access.readers import system
from nestwork.audit.models import AuditEvent
from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.practices.active import inside
from reporting.facts import services as facts
from tests.database import as_owner
from tests.factories.work import child_on_registry
from tests.leaks.answers import answer_of
from tests.people import NETWORK, Cast, sign_in, token_for
from tests.reporting.disclosure.stories import BLACKSTONE, approved, count_in, last_quarter, ready
from tests.statements import statements_of

pytestmark = pytest.mark.django_db(transaction=True)


def text_of(client: Client, path: str, **more: Any) -> str:
    """The answer's text, without what differs by chance."""
    answer = answer_of(client.get(path, **more))
    assert answer.status == 200, path
    return answer.text


def test_before_the_first_release_the_page_tells_the_way(cast: Cast) -> None:
    ready(cast)  # protected, and not let out
    reviewer = sign_in(Client(), cast.reviewer)
    page = text_of(reviewer, "/released/")
    assert "No figure has been released yet" in page
    assert "Blackstone" not in page
    listed = Client(SERVER_NAME=NETWORK).get("/api/v1/released/", headers=token_for(cast.reviewer, None))
    assert listed.json() == []
    assert "Nothing so far." in text_of(sign_in(Client(), cast.nurse, cast.blackstone), "/figures/")


def test_the_reviewer_sees_table_chart_file_and_words(cast: Cast) -> None:
    release = approved(cast)
    reviewer = sign_in(Client(), cast.reviewer)
    page = text_of(reviewer, "/released/")
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page)
    shown = {name: re.findall(r">([^<>]+)</td>", cells) for name, cells in rows}
    assert shown == {
        "Blackstone Pediatrics": ["24", "hidden", "31", "13", "hidden", "0"],
        "Harbor Children&#x27;s Health": ["11", "hidden", "12", "40", "0", "15"],
    }
    assert "Released by Kit Sandoval" in page
    assert "Nothing on this page changes before the next release." in page
    assert "A count of 1 to 10 children is hidden." in page
    assert "stand on the practice&#x27;s registry" in page, "the definition in words"
    figures = page[page.index('id="drawn"') : page.index('id="definition"')]
    assert not re.search(r"under 11|fewer|&lt;|total|in all|percent|%", figures, re.IGNORECASE)

    content = reviewer.get(f"/released/{release.pk}/csv/").content.decode("utf-8-sig")
    in_file = [
        (row["practice"], row["stratum"], row["status"], row["children"])
        for row in csv.DictReader(io.StringIO(content))
    ]
    assert len(in_file) == 12
    assert ("Blackstone Pediatrics", "1", "hidden", "") in in_file
    assert ("Blackstone Pediatrics", "none", "shown", "0") in in_file

    program, token = Client(SERVER_NAME=NETWORK), token_for(cast.reviewer, None, may_write=False)
    table = program.get(f"/api/v1/released/{release.pk}/", headers=token).json()
    in_api = [
        (line["practice"], cell["stratum"], cell["status"], "" if cell["children"] is None else str(cell["children"]))
        for line in table["practices"] for cell in line["cells"]
    ]  # fmt: skip
    assert in_api == in_file
    assert (
        program.get(f"/api/v1/released/{release.pk}/csv/", headers=token).content.decode("utf-8-sig")
        == content
    )
    with as_owner():
        lines = NetworkAuditEvent.objects.filter(
            person_id=cast.reviewer.pk, subject__endswith="released"
        ).order_by("at")
        assert [(line.action, line.subject) for line in lines] == [
            ("view", "released"), ("release.downloaded", "released"), ("view", "api.released"),
            ("release.downloaded", "api.released"),
        ]  # fmt: skip


def test_a_hidden_cell_is_drawn_as_a_gap_that_says_only_that(cast: Cast) -> None:
    approved(cast)
    page = text_of(sign_in(Client(), cast.reviewer), "/released/")
    drawings = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert len(drawings) == 2
    first = drawings[0]
    hatched = re.findall(
        r'<rect class="hide" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', first
    )
    assert len(hatched) == 2
    assert len(set(hatched)) == 1, "every hidden column is as high as the field, whatever is behind it"
    numbers = re.findall(r'<text class="v mid"[^>]*>([^<]+)<', first)
    assert numbers == ["24", "31", "13", "0"]
    assert (
        "Level 0: 24; Level 1: hidden; Level 2: 31; Level 3: 13; Level 4: hidden; No confirmed level: 0."
        in first
    )
    tops = set(re.findall(r'x="296" y="[\d.]+">(\d+)<', page))
    assert tops == {"40"}, "one scale, from the largest number that is shown"


def test_nothing_shown_changes_before_the_next_release(cast: Cast) -> None:
    release = approved(cast)
    reviewer, program = sign_in(Client(), cast.reviewer), Client(SERVER_NAME=NETWORK)
    token = token_for(cast.reviewer, None, may_write=False)
    own = sign_in(Client(), cast.coordinator, cast.blackstone)

    def seen() -> list[str]:
        pages = [
            text_of(reviewer, f"/released/{path}") for path in ("", f"{release.pk}/", f"{release.pk}/csv/")
        ]
        api = [
            text_of(program, f"/api/v1/released/{path}", headers=token)
            for path in ("", f"{release.pk}/", f"{release.pk}/csv/")
        ]
        page = text_of(own, "/figures/")
        return [*pages, *api, page[page.index('id="left"') : page.index('id="definition"')]]

    before = seen()
    with inside(cast.blackstone):
        child_on_registry(3)
        facts.recount_history(by=system("figures"))
    count_in(cast.blackstone, {**BLACKSTONE, "0": 99, "1": 12})
    with as_owner():
        cast.blackstone.name = "Blackstone, renamed"
        cast.blackstone.save(update_fields=["name"])
    assert seen() == before
    numbers = [line for line in text_of(own, "/figures/csv/").splitlines() if str(last_quarter()) in line]
    assert any(line.endswith(",99") for line in numbers), "the practice itself sees its new count"


def test_the_practice_sees_exactly_what_left_it(cast: Cast) -> None:
    release = approved(cast)
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    page = text_of(nurse, "/figures/")
    left = page[page.index('id="left"') : page.index('id="definition"')]
    rows = re.findall(
        r'<th scope="row">([^<]+)</th><td class="num[^"]*">([^<]+)</td><td class="num">(\d+)</td>', left
    )
    assert rows == [
        ("Level 0", "24", "24"), ("Level 1", "hidden", "7"), ("Level 2", "31", "31"), ("Level 3", "13", "13"),
        ("Level 4", "hidden", "3"), ("No confirmed level", "0", "0"),
    ]  # fmt: skip
    assert "Harbor" not in left
    answer = Client(SERVER_NAME="blackstone.localhost").get(
        "/api/v1/figures/left/", headers=token_for(cast.nurse, cast.blackstone, may_write=False)
    )
    (one,) = answer.json()
    assert one["own_count"] == BLACKSTONE
    assert [(cell["stratum"], cell["status"], cell["children"]) for cell in one["cells"]] == [
        ("0", "shown", 24), ("1", "hidden", None), ("2", "shown", 31), ("3", "shown", 13), ("4", "hidden", None),
        ("none", "shown", 0),
    ]  # fmt: skip
    assert one["release_id"] == str(release.pk)
    with inside(cast.blackstone):
        subjects = AuditEvent.objects.filter(person_id=cast.nurse.pk, action="view").values_list(
            "subject", flat=True
        )
        assert {"figures", "api.figures.left"} <= set(subjects)
    assert statements_of(nurse, "/figures/") <= 13


def test_a_practice_that_had_not_counted_is_told_that_nothing_left(cast: Cast) -> None:
    from reporting.disclosure import services
    from tests.nestwork.jobs.network.stories import at_work
    from tests.reporting.disclosure.stories import computed, requested

    count_in(cast.blackstone, BLACKSTONE)
    release = computed(requested(cast))
    with at_work(cast.network_administrator) as by:
        services.approve(by=by, release_id=release.pk)
    page = text_of(sign_in(Client(), cast.outsider, cast.harbor), "/figures/")
    assert "This practice had no count of the quarter, so no number left." in page
    assert "not counted" in page
    reviewed = text_of(sign_in(Client(), cast.reviewer), "/released/")
    assert reviewed.count("<figure>") == 1
    assert reviewed.count(">not counted<") == 6


def test_nobody_else_sees_released_figures(cast: Cast) -> None:
    release = approved(cast)
    for person in (cast.facilitator, cast.steward, cast.network_administrator):
        client = sign_in(Client(), person)
        for path in ("/released/", f"/released/{release.pk}/", f"/released/{release.pk}/csv/"):
            assert client.get(path).status_code == 403
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)
    assert partner.get("/figures/").status_code == 403
    outsider = sign_in(Client(), cast.outsider, cast.blackstone)
    assert outsider.get("/figures/").status_code in {302, 403, 404}

"""The practice's own figures: page, chart, file and API say the same, to its own people alone."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from nestwork.access.readers import system
from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from reporting.facts import services
from reporting.measures.quarters import Quarter
from tests.factories.work import child_on_registry
from tests.people import Cast, sign_in, token_for
from tests.statements import statements_of


@pytest.fixture
def counted(cast: Cast) -> Cast:
    """Blackstone with two children of level 3 and one without a level, counted; Harbor with one, counted too."""
    for practice, levels in ((cast.blackstone, (3, 3, None)), (cast.harbor, (1,))):
        with inside(practice):
            for level in levels:
                child_on_registry(level)
            services.count_what_changed(by=system("figures"))
    return cast


def running(cast: Cast) -> Quarter:
    return Quarter.holding(clock.today(cast.blackstone))


def page_of(client: Client, person: Any, cast: Cast) -> str:
    return sign_in(client, person, cast.blackstone).get("/figures/").content.decode()


def test_the_page_shows_the_numbers_as_chart_and_table(client: Client, counted: Cast) -> None:
    page = page_of(client, counted.coordinator, counted)
    assert "3 children of 0 to 21 years on the registry." in page
    row = re.search(r"<tbody>.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert re.findall(r'<td class="num[^"]*">(\d+)</td>', row[0]) == ["0", "0", "0", "2", "0", "1", "3"]
    assert page.count("<figure>") == 6
    assert "Level 3: 2 in " in page, "the drawing says in words what it shows"
    assert "for this practice only" in page
    assert "What left this practice" in page


def test_nothing_counted_says_what_comes_next(client: Client, cast: Cast) -> None:
    page = page_of(client, cast.nurse, cast)
    assert "Nothing counted yet" in page
    assert "<figure>" not in page


def test_the_file_and_the_api_hold_the_same_cells(client: Client, counted: Cast) -> None:
    signed_in = sign_in(client, counted.administrator, counted.blackstone)
    answer = signed_in.get("/figures/csv/")
    assert answer["Content-Disposition"].startswith('attachment; filename="figures-')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["quarter"] for row in rows} == {str(running(counted))}
    in_file = {row["stratum"]: int(row["children"]) for row in rows}

    headers = token_for(counted.administrator, counted.blackstone, may_write=False)
    found = Client(SERVER_NAME="blackstone.localhost").get("/api/v1/figures/", headers=headers).json()
    assert [one["children"] for one in found] == [in_file]
    assert in_file == {"0": 0, "1": 0, "2": 0, "3": 2, "4": 0, "none": 1}
    assert (found[0]["measure"], found[0]["version"]) == ("children_by_need_level", 1)
    assert found[0]["is_complete"] is False


def test_the_api_gives_one_quarter_or_says_what_is_wrong(counted: Cast) -> None:
    client = Client(SERVER_NAME="blackstone.localhost")
    headers = token_for(counted.coordinator, counted.blackstone)

    def ask(quarter: str) -> Any:
        return client.get("/api/v1/figures/", {"quarter": quarter}, headers=headers)

    assert len(ask(str(running(counted))).json()) == 1
    assert ask("2019-Q1").json() == []
    wrong = ask("soon")
    assert wrong.status_code == 400
    assert "as in 2026-Q3" in wrong.content.decode()


def test_whoever_may_not_see_figures_learns_nothing(counted: Cast) -> None:
    for address in ("/figures/", "/figures/csv/", "/api/v1/figures/"):
        partner = sign_in(Client(), counted.parent_partner, counted.blackstone)
        assert partner.get(address).status_code == 403
        outsider = sign_in(Client(), counted.outsider, counted.harbor)
        assert "3 children" not in outsider.get(address).content.decode()
        facilitator = sign_in(Client(), counted.facilitator)
        assert facilitator.get(address).status_code == 404


def test_opening_leaves_a_line_and_takes_few_statements(client: Client, counted: Cast) -> None:
    signed_in = sign_in(client, counted.physician, counted.blackstone)
    few = statements_of(signed_in, "/figures/")
    assert few <= 10
    with inside(counted.blackstone):
        line = AuditEvent.objects.filter(subject="figures", action="view").latest("at")
        assert (line.person_id, line.purpose) == (counted.physician.pk, "own figures")
        services.recount_history(by=system("figures"))
        services.recount(quarter_start=running(counted).moved(-5).start, by=system("figures"))
    assert statements_of(signed_in, "/figures/") == few, "more quarters, no more statements"

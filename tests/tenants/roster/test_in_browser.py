"""The roster's pages in a real Chromium: readable for everybody at desk and phone width, and nothing in the console."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tenants.roster.models import Match, MergeFact, QuarantinedRow
from tenants.roster.services import merging
from tests.browser import DESK, PHONE, Visit, pages_as, violations
from tests.people import Cast, reader_for
from tests.tenants.roster.files import HEADINGS, csv_bytes, row
from tests.tenants.roster.stories import checked, imported, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADED = [*HEADINGS, "SSN", "Notes"]


def line(number: int, **other: str) -> list[str]:
    return [*row(number, **other), "999-17-5017", ""]


def same_as_first(number: int, **other: str) -> list[str]:
    like = {"First Name": row(1)[1], "Last Name": row(1)[2], "DOB": row(1)[3]}
    return line(number, **(like | other))


@pytest.fixture
def paths(cast: Cast) -> dict[str, str]:
    """Every kind of page with something on it: a file done, one checked, one at its columns; pairs; rows that wait."""
    by = reader_for(cast.coordinator, cast.blackstone)
    with inside(cast.blackstone):
        return _filled(by)


def _filled(by: Reader) -> dict[str, str]:
    first = [line(number) for number in range(1, 15)]
    done = imported(csv_bytes(first, HEADED), by=by)
    file = [
        *first[:9],
        line(10, Language="Portuguese"),
        line(11, Phone="12"),
        line(21, DOB="25/12/2015"),
        line(22, DOB="soon"),
        same_as_first(30),
        same_as_first(31, **{"First Name": "Milagros", "Phone": row(1)[7], "Address": row(1)[8]}),
        *(line(number, Language="Klingon") for number in (40, 41)),
    ]
    second = imported(csv_bytes(file, HEADED), by=by)
    ready = checked(csv_bytes([*file, line(50), line(51, DOB="3/4/27"), same_as_first(52)], HEADED), by=by)
    open_columns = sent(csv_bytes([[*line(1), "x"]], [*HEADED, "Extra"]), by=by)
    pair, other = Match.objects.order_by("score")[:2]
    merged = merging.merge(
        match=other, by=by, keep="first", choices={"language": "second"}, reason="same mother"
    )
    waiting = QuarantinedRow.objects.filter(stops_row=True)[0]
    klingon = QuarantinedRow.objects.filter(problems__contains=[{"field": "language"}])[0]
    assert (done.state, second.state, MergeFact.objects.count()) == ("done", "done", 1)
    return {
        "home": url("roster"),
        "upload": url("roster_upload"),
        "columns": url("roster_columns", open_columns.pk),
        "dry-run": url("roster_file", ready.pk),
        "report": url("roster_file", second.pk),
        "rows": url("roster_rows", second.pk, "new"),
        "quarantine": url("quarantine"),
        "row": url("quarantine_row", waiting.pk),
        "alike": url("quarantine_alike", klingon.pk, "language"),
        "matches": url("matches"),
        "match": url("match", pair.pk),
        "merges": url("merges"),
        "take-back": url("merge_take_back", merged.pk),
    }


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast) -> Iterator[Visit]:
    """Open a page of Blackstone as its coordinator; at the end refuse any word in the console."""
    with pages_as(cast.coordinator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


def url(name: str, *args: object) -> str:
    return reverse(name, urlconf="nestwork.urls.practice", args=args)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_overflows(
    paths: dict[str, str], visit: Visit, size: dict[str, int]
) -> None:
    found: dict[str, object] = {}
    for name, path in paths.items():
        page = visit(path, size)
        wide = page.evaluate("document.documentElement.scrollWidth") > size["width"]
        wrong = violations(page) + (["wider than the screen"] if wide else [])
        if wrong:
            found[name] = wrong
    assert found == {}

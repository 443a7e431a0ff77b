"""The registry's pages: narrowed by the address, one act for many, files without formulas."""

import csv
import datetime as dt
import io
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.activity import services as activity
from tenants.clinical import services as clinical
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import SavedView
from tenants.worklist import selectors as worklist
from tests.factories.patients import BlockFactory, ChildFactory
from tests.factories.work import child_on_registry, marisol
from tests.people import Cast, sign_in, working_as
from tests.statements import statements_of

URLS = "nestwork.urls.practice"


def url(name: str, *args: object) -> str:
    return reverse(name, urlconf=URLS, args=args)


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def three(cast: Cast) -> list[Child]:
    """Zoë of level 4 who speaks Kreyòl, Noah of level 1 with asthma, and Leo without a level."""
    with inside(cast.blackstone):
        zoe = child_on_registry(4, given_name="Zoë", family_name="Aaron", language="ht")
        noah = child_on_registry(1, given_name="Noah", family_name="Brooks", birth_date=dt.date(2009, 5, 5))
        leo = child_on_registry(None, given_name="Leo", family_name="Costa", roster_state="left")
        clinical.record_condition(
            child=noah, by=marisol(), code="J45.20", text="Asthma", effective_on=clock.today(), source="test"
        )
        activity.log(by=marisol(), child=zoe, kind="call", outcome="talked")
        services.set_next_contact(child=noah, by=marisol(), on=clock.today() + dt.timedelta(days=20))
        return [zoe, noah, leo]


def names_in(client: Client, query: str = "") -> list[str]:
    found = re.findall(r"data-open[^>]*>([^<]+)</a>", client.get(f"/registry/{query}").content.decode())
    return [name.split()[0] for name in found]


@pytest.mark.duty("3.B1")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?sort=name", ["Zoë", "Noah", "Leo"]),
        ("?sort=level", ["Zoë", "Noah", "Leo"]),
        ("?sort=next", ["Zoë", "Leo", "Noah"]),
        ("?level=4", ["Zoë"]),
        ("?level=none", ["Leo"]),
        ("?language=ht", ["Zoë"]),
        ("?condition=j45", ["Noah"]),
        ("?last_contact=never&sort=name", ["Noah", "Leo"]),
        ("?last_contact=30&sort=name", ["Noah", "Leo"]),
        ("?next_contact=today&sort=name", ["Zoë", "Leo"]),
        ("?next_contact=month&sort=name", ["Zoë", "Noah", "Leo"]),
        ("?age=12-17", ["Noah"]),
        ("?roster=left", ["Leo"]),
        ("?coordinator=none&level=1", ["Noah"]),
        ("?level=nonsense&next_contact=soon&sort=name", ["Zoë", "Noah", "Leo"]),
    ],
)
def test_the_address_narrows_the_list(
    coordinator: Client, three: list[Child], query: str, found: list[str]
) -> None:
    assert names_in(coordinator, query) == found


def test_a_child_off_the_registry_or_blocked_is_not_there(
    client: Client, cast: Cast, three: list[Child]
) -> None:
    with inside(cast.blackstone):
        ChildFactory(given_name="Stranger")
        BlockFactory(child=three[0], person_id=cast.both.pk)
        services.leave(child=three[1], by=marisol(), reason="moved")
    blocked = sign_in(client, cast.both, cast.blackstone)

    assert names_in(blocked, "?sort=name") == ["Leo"]
    assert "1 child on the registry." in text_of(blocked.get("/registry/").content)


def test_fifty_children_cost_as_many_statements_as_three(
    coordinator: Client, cast: Cast, three: list[Child]
) -> None:
    with inside(cast.blackstone):
        services.save_view(by=marisol(), name="High", filters={"level": "4"}, for_practice=True)

    few = statements_of(coordinator, "/registry/?level=1&sort=last")
    with inside(cast.blackstone):
        for _number in range(20):
            child_on_registry(1)
    assert (
        statements_of(coordinator, "/registry/?level=1&sort=last") == few <= 15
    )  # one is the frame: counts and call; one the method in use


def test_a_view_is_saved_counted_and_removed(coordinator: Client, cast: Cast, three: list[Child]) -> None:
    page = coordinator.post(
        url("registry_view_save"),
        {"name": "High level", "filters": "level=4&sort=level&name=Zoe", "for_practice": "on"},
        follow=True,
    )

    assert page.redirect_chain == [("/registry/?level=4&sort=level", 302)]
    assert "High level 1" in text_of(page.content)
    with inside(cast.blackstone):
        view = SavedView.objects.get()
        assert view.filters == {"level": "4", "sort": "level"}, "a name is no filter"
    coordinator.post(url("registry_view_delete", view.id))
    with inside(cast.blackstone):
        assert SavedView.objects.count() == 0


def test_many_get_a_coordinator_and_it_is_taken_back(
    coordinator: Client, cast: Cast, three: list[Child]
) -> None:
    page = coordinator.post(
        url("registry_bulk"),
        {
            "act": "coordinator",
            "coordinator": str(cast.coordinator.pk),
            "child": [str(three[0].id), str(three[1].id)],
            "filters": "level=4",
        },
        follow=True,
    )
    assert "Changed for 2 children." in text_of(page.content)
    with inside(cast.blackstone):
        owners = [Child.objects.get(id=child.id).coordinator_id for child in three]
        assert owners == [cast.coordinator.pk, cast.coordinator.pk, None]
        contact = worklist.next_contact_of(three[0])
        assert contact is not None
        assert contact.owner_id == cast.coordinator.pk

    undo = re.search(r'action="([^"]+/undo/[^"]*)"', page.content.decode())
    assert undo is not None
    coordinator.post(undo[1].replace("&amp;", "&"))
    with inside(cast.blackstone):
        assert [Child.objects.get(id=child.id).coordinator_id for child in three] == [None, None, None]


def test_a_family_is_put_on_todays_list_and_back(coordinator: Client, cast: Cast, three: list[Child]) -> None:
    noah = three[1]
    page = coordinator.post(url("registry_bulk"), {"act": "call_list", "child": str(noah.id)}, follow=True)
    with inside(cast.blackstone):
        contact = worklist.next_contact_of(noah)
        assert contact is not None
        assert contact.due_on == clock.today()
    undo = re.search(r'action="([^"]+/undo/[^"]*)"', page.content.decode())
    assert undo is not None
    coordinator.post(undo[1])
    with inside(cast.blackstone):
        contact.refresh_from_db()
        assert contact.due_on == clock.today() + dt.timedelta(days=20)


def test_all_that_match_get_a_day_and_a_day_that_is_over_is_refused(
    coordinator: Client, cast: Cast, three: list[Child]
) -> None:
    day = clock.now().date() + dt.timedelta(days=9)
    typed = {"act": "next_contact", "everybody": "yes", "filters": "level=none"}
    refused = coordinator.post(url("registry_bulk"), {**typed, "on_date": "2020-01-01"})
    assert refused.status_code == 422
    assert "Choose today or a later day." in text_of(refused.content)

    coordinator.post(url("registry_bulk"), {**typed, "on_date": day.isoformat()})
    with inside(cast.blackstone):
        days = {child.given_name: worklist.next_contact_of(child).due_on for child in three}  # type: ignore[union-attr]  # each has one
    assert days["Leo"] == day
    assert day not in (days["Zoë"], days["Noah"])


@pytest.mark.duty("3.A2")
def test_a_level_is_proposed_in_the_row_and_decided_by_a_physician(
    coordinator: Client, cast: Cast, three: list[Child]
) -> None:
    noah = three[1]
    page = coordinator.post(
        url("registry_level", noah.id), {"level": "3", "reason": "three admissions"}, follow=True
    )
    assert "Level 3 proposed for Noah Brooks. A physician decides." in text_of(page.content)
    assert "3 proposed" in text_of(page.content)
    assert coordinator.post(url("registry_level", noah.id), {"level": "3", "reason": ""}).status_code == 422
    with inside(cast.blackstone):
        proposal = selectors.open_proposals(marisol()).get()
    assert coordinator.post(url("level_decide", proposal.id), {"decision": "confirm"}).status_code == 403

    doctor = sign_in(Client(), cast.physician, cast.blackstone)
    assert "three admissions" in text_of(doctor.get(url("level_proposals")).content)
    assert doctor.post(url("level_decide", proposal.id), {"decision": "decline"}).status_code == 422
    decided = doctor.post(url("level_decide", proposal.id), {"decision": "confirm"}, follow=True)
    assert "Noah Brooks is at level 3 now." in text_of(decided.content)
    with inside(cast.blackstone):
        assert selectors.levels_of([noah.id]) == {noah.id: 3}


def test_the_cadence_is_changed_on_its_page(coordinator: Client, cast: Cast) -> None:
    assert "practice default" in text_of(coordinator.get(url("cadence")).content)
    coordinator.post(url("cadence"), {"level": "3", "every_days": "21"})
    with inside(cast.blackstone):
        assert selectors.cadences()[3].every_days == 21
    assert coordinator.post(url("cadence"), {"level": "3", "every_days": "0"}).status_code == 422


def test_files_hold_the_readers_rows_and_no_formula(
    coordinator: Client, cast: Cast, three: list[Child]
) -> None:
    with inside(cast.blackstone):
        Child.objects.filter(id=three[1].id).update(family_name='=HYPERLINK("x")')
    answer = coordinator.get(url("registry_export") + "?sort=name")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["Noah", "Zoë", "Leo"]
    assert rows[1][0] == '\'=HYPERLINK("x")'
    assert re.fullmatch(
        r'attachment; filename="registry-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"]
    )
    sheet = load_workbook(
        io.BytesIO(coordinator.get(url("registry_export") + "?format=xlsx&sort=name").content)
    ).active
    assert sheet is not None
    assert [(cell.value, cell.data_type) for cell in sheet["A"]][1] == ('\'=HYPERLINK("x")', "s")
    with inside(cast.blackstone):
        line = AuditEvent.objects.filter(subject="registry.export").first()
        assert line is not None
        assert sorted(line.shown) == sorted(child.id for child in three)


def test_a_file_needs_the_second_factor_and_the_right(client: Client, cast: Cast, three: list[Child]) -> None:
    tired = sign_in(client, cast.coordinator, cast.blackstone, stepped_up=False)
    assert tired.get(url("registry_export")).status_code == 302
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert nurse.get(url("registry_export")).status_code == 403


def test_the_outsider_changes_nothing(client: Client, cast: Cast, three: list[Child]) -> None:
    outsider = sign_in(client, cast.outsider, cast.harbor)
    child = three[0]
    with inside(cast.blackstone):
        proposal = services.set_level(child=child, by=marisol(), level=2, reason="x")
        view = services.save_view(by=marisol(), name="Mine", filters={"level": "4"})

    assert names_in(outsider) == []
    assert outsider.post(url("registry_level", child.id), {"level": "1", "reason": "x"}).status_code == 404
    assert outsider.post(url("registry_view_delete", view.id)).status_code == 404
    assert outsider.post(url("registry_bulk_undo", uuid.uuid4())).status_code == 404
    outsider.post(url("registry_bulk"), {"act": "call_list", "child": str(child.id)})
    doctor = sign_in(Client(), cast.physician, cast.blackstone)
    assert doctor.post(url("level_decide", uuid.uuid4()), {"decision": "confirm"}).status_code == 404
    with working_as(cast.coordinator, cast.blackstone) as reader:
        assert list(selectors.open_proposals(reader)) == [proposal]

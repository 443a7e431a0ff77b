"""The child page: few statements however much there is to show, and the same answer on every tab."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.activity.services import log
from tenants.clinical.models import NoKnownAllergies
from tenants.patients import services
from tenants.patients.models import Child
from tenants.worklist.services import push
from tests.factories.clinical import (
    AllergyFactory,
    ConditionFactory,
    EncounterFactory,
    EquipmentFactory,
    MedicineFactory,
)
from tests.factories.patients import ChildContactFactory, ChildFactory, ResidenceFactory
from tests.factories.schedule import AppointmentFactory
from tests.people import Cast, reader_for, sign_in

BUDGET = 15  # application statements of the first tab, session, person, membership and audit included


def full_child(cast: Cast, count: int) -> Child:
    """A child with `count` of everything the page shows."""
    by = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        child: Child = ChildFactory(
            primary_clinician_id=cast.physician.pk, coordinator_id=cast.coordinator.pk
        )
        for number in range(count):
            for factory in (
                ConditionFactory,
                MedicineFactory,
                AllergyFactory,
                EquipmentFactory,
                EncounterFactory,
            ):
                factory(child=child)
            ChildContactFactory(child=child, order=number + 1)
            ResidenceFactory(child=child)
            AppointmentFactory(child=child)
            AppointmentFactory(child=child, state="kept", starts_at=clock.now() - timedelta(days=number + 1))
            push(
                by=by,
                child=child,
                kind="follow_up",
                title=f"Follow-up {number}",
                due_on=clock.today(),
                source=f"test {number}",
            )
            log(by=by, child=child, kind="call", outcome="talked", minutes=3, note=f"Note {number}")
            services.change_child(child=child, by=by, school=f"School {number}")
        return child


def statements(client: Client, url: str) -> list[str]:
    """What the application asked the database for, without activation and savepoints."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    plumbing = ("SAVEPOINT", "RELEASE", "SET ", "RESET", "BEGIN", "COMMIT")
    by_the_clock = (
        'FROM "practices_domain"',
        'UPDATE "accounts_session"',
    )  # host map and idle clock, now and then
    asked = [query["sql"].lstrip() for query in caught]
    return [
        sql
        for sql in asked
        if not sql.upper().startswith(plumbing) and not any(part in sql for part in by_the_clock)
    ]


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


def test_the_first_tab_keeps_to_its_budget(desk: Client, cast: Cast) -> None:
    child = full_child(cast, 3)
    url = f"/children/{child.pk}/"
    statements(desk, url)

    asked = statements(desk, url)

    assert len(asked) <= BUDGET, "\n".join(asked)


@pytest.mark.parametrize("tail", ["", "timeline/", "family/", "consent/", "visits/", "history/"])
def test_three_of_everything_take_as_many_statements_as_one(desk: Client, cast: Cast, tail: str) -> None:
    one, three = full_child(cast, 1), full_child(cast, 3)
    statements(desk, f"/children/{one.pk}/{tail}")

    first = statements(desk, f"/children/{one.pk}/{tail}")
    second = statements(desk, f"/children/{three.pk}/{tail}")

    assert len(first) == len(second), "\n".join(set(second) - set(first))


def test_finding_three_children_takes_as_many_statements_as_one(desk: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        for number in range(3):
            ChildContactFactory(child=ChildFactory(given_name=f"Maya{number}", family_name="Silva"))

    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert desk.post("/children/", {"q": text}).status_code == 200
        return len(caught)

    asked("maya0")
    assert asked("maya0") == asked("silva")


def test_the_timeline_tells_everything_latest_first(desk: Client, cast: Cast) -> None:
    child = full_child(cast, 1)

    page = desk.get(f"/children/{child.pk}/timeline/").content.decode()

    for words in ("Note 0", "Fever", "kept", "School"):
        assert words in page
    assert page.index("Note 0") < page.index("Fever")


def test_the_call_button_opens_the_panel_of_the_next_item(desk: Client, cast: Cast) -> None:
    from tenants.worklist.models import Item

    child = full_child(cast, 1)
    with inside(cast.blackstone):
        item = Item.objects.get(child=child)

    page = desk.get(f"/children/{child.pk}/").content.decode()

    assert f"open={item.pk}" in page
    assert desk.get(f"/?who=team&open={item.pk}").status_code == 200


def test_a_late_item_says_how_late(desk: Client, cast: Cast) -> None:
    by = reader_for(cast.coordinator, cast.blackstone)
    with inside(cast.blackstone):
        child = ChildFactory()
        due = clock.today() - timedelta(days=4)
        push(by=by, child=child, kind="follow_up", title="Ask for the note", due_on=due, source="test")

    assert "4 days late" in desk.get(f"/children/{child.pk}/").content.decode()


def test_what_is_missing_is_named_and_leads_to_its_form(desk: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()

    page = desk.get(f"/children/{child.pk}/").content.decode()

    for words in ("No family member to call yet.", "No school contact yet.", "No doctor named yet."):
        assert words in page
    assert f"/children/{child.pk}/contacts/new/?as=school" in page


def test_a_severe_allergy_is_named_first(desk: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory(emergency_note="Carries a feeding tube.")
        AllergyFactory(child=child, text="Amoxicillin", severity="mild")
        AllergyFactory(child=child, text="Latex", severity="severe", reaction="cannot breathe")

    page = desk.get(f"/children/{child.pk}/").content.decode()

    assert "Allergy: Latex: cannot breathe; Amoxicillin." in page
    assert "Carries a feeding tube." in page


def test_a_condition_and_a_medicine_begin_and_end_on_the_timeline(desk: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()
        ConditionFactory(
            child=child, text="Croup", effective_on=date(2019, 1, 1), effective_precision="year",
            ended_on=date(2021, 3, 4),
        )  # fmt: skip
        MedicineFactory(child=child, text="Budesonide", dose="1 mg", effective_on=date(2020, 2, 3))
        NoKnownAllergies.objects.create(child=child, effective_on=date(2024, 5, 6), source="mother")
    told = desk.get(f"/children/{child.pk}/timeline/").content.decode()
    assert told.index("It is over: Croup") < told.index("Budesonide, 1 mg") < told.index("Croup, J45.40")
    assert "<span>2019</span>" in told
    summary = desk.get(f"/children/{child.pk}/").content.decode()
    assert "No known allergies, asked May 6, 2024" in summary

"""Visits and the on-call roster, in the practice's own time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients import services as patients
from tenants.schedule import selectors, services
from tenants.schedule.models import Appointment, OnCallShift
from tests.factories.patients import BlockFactory, ChildFactory
from tests.factories.schedule import AppointmentFactory, OnCallShiftFactory
from tests.people import Cast, reader_for, sign_in


@pytest.fixture
def coordinator(cast: Cast) -> Reader:
    return reader_for(cast.coordinator, cast.blackstone)


@pytest.fixture
def partner(cast: Cast) -> Reader:
    return reader_for(cast.parent_partner, cast.blackstone)


@pytest.fixture
def practice(cast: Cast, coordinator: Reader, partner: Reader) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


def test_the_next_visit_is_the_first_planned_one_ahead(practice: None) -> None:
    child = ChildFactory()
    AppointmentFactory(child=child, starts_at=clock.now() - timedelta(days=1))
    AppointmentFactory(child=child, starts_at=clock.now() + timedelta(days=1), state="cancelled")
    later = AppointmentFactory(child=child, starts_at=clock.now() + timedelta(days=9))
    soon = AppointmentFactory(child=child, starts_at=clock.now() + timedelta(days=2))

    assert selectors.next_visit(child) == soon
    assert selectors.next_visit(ChildFactory()) is None
    assert later.state == "planned"


@time_machine.travel(datetime(2026, 3, 19, 3, 30, tzinfo=UTC), tick=False)
def test_a_day_is_the_practices_day(practice: None, coordinator: Reader) -> None:
    """At 3:30 in London it is still the evening of March 18 in New England."""
    late = AppointmentFactory(starts_at=datetime(2026, 3, 19, 3, 45, tzinfo=UTC))
    AppointmentFactory(starts_at=datetime(2026, 3, 19, 4, 15, tzinfo=UTC))

    assert clock.today().isoformat() == "2026-03-18"
    assert list(selectors.appointments_between(coordinator, clock.today(), clock.today())) == [late]


def test_visits_of_a_blocked_child_are_hidden(practice: None, cast: Cast, coordinator: Reader) -> None:
    visit = AppointmentFactory()
    day = clock.local(visit.starts_at).date()
    BlockFactory(child=visit.child, person_id=cast.coordinator.pk)

    assert not selectors.appointments_between(coordinator, day, day).exists()
    with pytest.raises(Appointment.DoesNotExist):
        selectors.appointment_for(coordinator, visit.pk)


def test_a_family_that_could_not_go_had_a_reason(practice: None, coordinator: Reader) -> None:
    visit = AppointmentFactory()

    with pytest.raises(ValueError, match="is not a valid"):
        services.change_appointment(appointment=visit, by=coordinator, state="could_not_go")
    changed = services.change_appointment(
        appointment=visit, by=coordinator, state="could_not_go", could_not_go_reason="ride"
    )

    assert (changed.state, changed.could_not_go_reason) == ("could_not_go", "ride")


def test_nothing_is_planned_again_for_a_child_who_has_died(practice: None, coordinator: Reader) -> None:
    visit = AppointmentFactory()
    patients.record_death(child=visit.child, by=coordinator, deceased_on=clock.today())

    with pytest.raises(ValidationError):
        services.change_appointment(appointment=visit, by=coordinator, state="planned")

    visit.refresh_from_db()
    assert visit.state == "cancelled"


@pytest.mark.parametrize("minutes", [0, 4, 481])
def test_a_visit_has_a_sensible_length(practice: None, coordinator: Reader, minutes: int) -> None:
    with pytest.raises(ValidationError):
        services.add_appointment(by=coordinator, child=ChildFactory(), starts_at=clock.now(), minutes=minutes)


def test_a_parent_partner_keeps_no_schedule(practice: None, cast: Cast, partner: Reader) -> None:
    with pytest.raises(PermissionDenied):
        services.add_appointment(by=partner, child=ChildFactory(), starts_at=clock.now())
    with pytest.raises(PermissionDenied):
        services.add_shift(
            by=partner,
            person_id=cast.physician.pk,
            starts_at=clock.now(),
            ends_at=clock.now() + timedelta(hours=1),
        )


def test_who_is_on_call_now(practice: None, cast: Cast) -> None:
    assert selectors.on_call_now() == []
    OnCallShiftFactory(person_id=cast.physician.pk)
    OnCallShiftFactory(person_id=cast.nurse.pk, ends_at=clock.now())

    assert selectors.on_call_now() == [cast.physician.pk]


def test_nobody_is_on_call_twice_at_once_and_only_colleagues_are(
    practice: None, cast: Cast, coordinator: Reader
) -> None:
    since, until = clock.now(), clock.now() + timedelta(hours=12)
    services.add_shift(by=coordinator, person_id=cast.physician.pk, starts_at=since, ends_at=until)

    for person, first, last in (
        (cast.physician, since + timedelta(hours=1), until),
        (cast.nurse, until, since),
        (cast.nurse, since, since + timedelta(days=8)),
        (cast.outsider, since, until),
    ):
        with pytest.raises(ValidationError):
            services.add_shift(by=coordinator, person_id=person.pk, starts_at=first, ends_at=last)
    assert OnCallShift.objects.count() == 1


# pages


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


def test_a_visit_is_planned_and_closed_on_pages(desk: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()
    form = {
        "day_date": "2026-03-19",
        "hour": "09:20",
        "minutes": "30",
        "kind": "follow_up",
        "reason": "Growth",
    }
    assert desk.post(f"/children/{child.pk}/visits/new/", {**form, "minutes": "3"}).status_code == 422

    assert desk.post(f"/children/{child.pk}/visits/new/", form).status_code == 302

    with inside(cast.blackstone):
        visit = Appointment.objects.get()
        assert clock.local(visit.starts_at).isoformat() == "2026-03-19T09:20:00-04:00"
    week = desk.get("/visits/?on=2026-03-17").content.decode()
    assert child.display_name in week
    one = f"/visits/{visit.pk}/"
    assert desk.get(one).status_code == 200
    assert desk.post(one, {"state": "could_not_go"}).status_code == 422
    assert desk.post(one, {"state": "could_not_go", "could_not_go_reason": "ride"}).status_code == 302
    assert "No ride" in desk.get(f"/children/{child.pk}/visits/").content.decode()


def test_an_odd_day_in_the_address_shows_this_week(desk: Client) -> None:
    assert desk.get("/visits/?on=someday").status_code == 200


def test_a_shift_is_added_and_removed_on_the_page(desk: Client, cast: Cast) -> None:
    form = {
        "person_id": str(cast.physician.pk),
        "day_date": "2026-03-19",
        "hour": "17:00",
        "until_day_date": "2026-03-20",
        "until_hour": "08:00",
    }
    assert desk.post("/on-call/", {**form, "until_day_date": "2026-03-18"}).status_code == 422
    assert desk.post("/on-call/", form).status_code == 302
    assert "Elena Brandt" in desk.get("/on-call/?on=2026-03-19").content.decode()
    with inside(cast.blackstone):
        shift = OnCallShift.objects.get()

    assert desk.post(f"/on-call/{shift.pk}/remove/").status_code == 302

    with inside(cast.blackstone):
        assert not OnCallShift.objects.exists()


def test_the_outsider_neither_sees_nor_removes(cast: Cast) -> None:
    with inside(cast.blackstone):
        shift, visit = OnCallShiftFactory(person_id=cast.physician.pk), AppointmentFactory()
    outside = sign_in(Client(), cast.outsider, cast.harbor)

    assert outside.post(f"/on-call/{shift.pk}/remove/").status_code == 404
    assert outside.get(f"/visits/{visit.pk}/").status_code == 404
    assert outside.get(f"/api/v1/appointments/{visit.pk}/").status_code == 404
    assert outside.get("/api/v1/appointments/").json()["results"] == []


# API


def test_the_schedule_over_the_api(desk: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()
    url = f"/api/v1/children/{child.pk}/appointments/"
    made = desk.post(url, {"starts_at": "2026-03-19T09:20:00-04:00"}, content_type="application/json")
    assert made.status_code == 201, made.content
    one = f"/api/v1/appointments/{made.json()['id']}/"

    kept = desk.patch(one, {"state": "kept"}, content_type="application/json")

    assert kept.json()["state"] == "kept"
    assert desk.get(one).json()["child_id"] == str(child.pk)
    listed = desk.get("/api/v1/appointments/?first=2026-03-19&last=2026-03-19").json()["results"]
    assert [row["id"] for row in listed] == [made.json()["id"]]
    assert desk.get(url).json()["results"] == listed


def test_the_roster_over_the_api(desk: Client, cast: Cast) -> None:
    now = clock.now()
    body = {
        "person_id": str(cast.physician.pk),
        "starts_at": (now - timedelta(hours=1)).isoformat(),
        "ends_at": (now + timedelta(hours=1)).isoformat(),
    }
    made = desk.post("/api/v1/on-call/", body, content_type="application/json")
    assert made.status_code == 201, made.content

    assert desk.get("/api/v1/on-call/now/").json() == {"people": [str(cast.physician.pk)]}
    assert desk.delete(f"/api/v1/on-call/{made.json()['id']}/").status_code == 204
    assert desk.get("/api/v1/on-call/now/").json() == {"people": []}


def test_a_day_tells_only_its_own_part_of_a_shift(cast: Cast) -> None:
    from tenants.schedule.web.presenters import shifts_by_day

    with inside(cast.blackstone):
        eight = clock.local(datetime(2026, 3, 17, 12, 0, tzinfo=UTC))  # 8 in the morning
        night = OnCallShift(person_id=cast.physician.pk, starts_at=eight, ends_at=eight + timedelta(days=2))
        short = OnCallShift(person_id=cast.nurse.pk, starts_at=eight, ends_at=eight + timedelta(hours=9))
        told = shifts_by_day([night, short], {}, date(2026, 3, 16))

    assert [[(row.hours, row.is_first) for row in rows] for _day, rows in told[:5]] == [
        [],
        [("from 8 AM", True), ("8 AM to 5 PM", True)],
        [("all day", False)],
        [("until 8 AM", False)],
        [],
    ]


def test_a_reason_that_repeats_the_kind_is_not_said_twice() -> None:
    from tenants.schedule.models import Appointment
    from tenants.schedule.words import why

    assert why(Appointment(kind="well_visit", reason="Well visit")) == ""
    assert why(Appointment(kind="well_visit", reason="Shots are due")) == "Shots are due"
    assert why(Appointment(kind="well_visit", reason="Shots", could_not_go_reason="ride")) == "No ride"

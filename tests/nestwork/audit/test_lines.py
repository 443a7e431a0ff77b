"""A line of the audit stands and falls with the act it is about, and stays as it was written."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from nestwork.access.permissions import Role
from nestwork.access.readers import Reader, person, system
from nestwork.audit import trace
from nestwork.audit.models import AuditEvent
from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.audit.network.services import record as record_in_network
from nestwork.audit.services import record, record_view
from nestwork.changes.models import DirtyMark
from nestwork.changes.services import mark, quarter_start
from nestwork.practices.active import inside
from nestwork.practices.clock import today
from nestwork.practices.models import Practice

pytestmark = pytest.mark.django_db


def coordinator() -> Reader:
    return person(person_id=uuid.uuid4(), name="Ana Reyes", role=Role.COORDINATOR)


def lines() -> QuerySet[AuditEvent]:
    """The test's own lines: those about the cast were written on the command line."""
    return AuditEvent.objects.exclude(through="command")


def refused(statement: str, *values: object) -> str:
    """The server's answer to the statement, in a savepoint."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(caught.value.__cause__.sqlstate)  # type: ignore[union-attr]  # psycopg's error


@transaction.atomic
def record_then_fail() -> None:
    record(by=coordinator(), action="log call")
    raise ZeroDivisionError


@transaction.atomic
def mark_with_an_impossible_line() -> None:
    mark(period=today(), room="activity")
    record(by=coordinator(), action="x" * 61)  # longer than the column


def test_an_act_leaves_who_what_when_why_and_through_which_door(blackstone: Practice) -> None:
    ana, child = coordinator(), uuid.uuid4()
    with inside(blackstone):
        record(
            by=ana, action="log call", subject="call", child_id=child, detail={"minutes": 4}, purpose="care"
        )
        line = lines().get()
    assert (line.person_id, line.role, line.action, line.child_id) == (
        ana.person_id,
        "coordinator",
        "log call",
        child,
    )
    assert (line.purpose, line.through, line.detail) == ("care", "web", {"minutes": 4})
    assert line.at is not None


def test_a_list_page_leaves_one_line_with_every_child_on_it(blackstone: Practice) -> None:
    children = [uuid.uuid4() for _ in range(50)]
    with inside(blackstone):
        record_view(by=coordinator(), page="registry", shown=children, filter={"level": "3"})
        line = lines().get()
    assert line.shown == children
    assert line.detail == {"filter": {"level": "3"}}


def test_a_system_task_names_its_purpose_instead_of_a_person(blackstone: Practice) -> None:
    with inside(blackstone):
        record(by=system("sweeper"), action="end job")
        line = lines().get()
    assert (line.person_id, line.purpose, line.through) == (None, "sweeper", "job")


def test_the_lines_of_one_request_carry_one_identifier(blackstone: Practice) -> None:
    one = uuid.uuid4()
    with inside(blackstone):
        with trace.named(one):
            record(by=coordinator(), action="first")
            record(by=coordinator(), action="second")
        record(by=coordinator(), action="third")
        assert dict(lines().values_list("action", "request_id")) == {
            "first": one,
            "second": one,
            "third": None,
        }


def test_when_the_act_is_rolled_back_so_is_its_line(blackstone: Practice) -> None:
    with inside(blackstone):
        with pytest.raises(ZeroDivisionError):
            record_then_fail()
        assert not lines().exists()


def test_when_the_line_cannot_be_written_nothing_of_the_act_is_kept(blackstone: Practice) -> None:
    with inside(blackstone):
        with pytest.raises(DatabaseError):
            mark_with_an_impossible_line()
        assert not DirtyMark.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'nothing'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "SELECT head FROM audit_seal",
        "INSERT INTO audit_seal (id) VALUES (gen_random_uuid())",
        "UPDATE audit_seal SET head = ''",
        "DELETE FROM audit_seal",
        "SELECT * FROM network_audit_event",
        "INSERT INTO network_audit_event (id, action) VALUES (gen_random_uuid(), 'forged')",
        "SELECT * FROM network_audit_seal",
    ],
)
def test_a_practice_may_add_lines_and_do_nothing_else_with_them(blackstone: Practice, statement: str) -> None:
    with inside(blackstone):
        record(by=coordinator(), action="log call")
        if statement.startswith("TRUNCATE"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)  # the guard refuses TRUNCATE before the server can
        else:
            assert refused(statement) == "42501"
        assert lines().count() == 1


def test_at_the_door_a_line_can_be_added_to_the_networks_audit_but_not_read_or_changed() -> None:
    record_in_network(person_id=uuid.uuid4(), action="sign in")
    assert refused("SELECT * FROM network_audit_event") == "42501"
    assert refused("UPDATE network_audit_event SET action = 'nothing'") == "42501"
    assert refused("DELETE FROM network_audit_event") == "42501"
    assert "child_id" not in {field.name for field in NetworkAuditEvent._meta.get_fields()}


def test_a_mark_stands_in_the_quarter_of_its_day(blackstone: Practice) -> None:
    with inside(blackstone):
        day = today()
        mark(period=day, room="activity")
        assert list(DirtyMark.objects.values_list("quarter_start", "room")) == [
            (quarter_start(day), "activity")
        ]
    assert quarter_start(day).day == 1
    assert quarter_start(day).month in {1, 4, 7, 10}

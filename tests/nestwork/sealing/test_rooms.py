"""The connection always stands in the room the code wants, whatever undid the SET on the server."""

import pytest
from django.db import DatabaseError, connection, transaction

from nestwork.practices.active import active_practice, door, inside, require_practice
from nestwork.practices.models import Practice
from nestwork.sealing.backend.base import DatabaseWrapper
from nestwork.sealing.backend.cursors import SealedCursor, SealedServerCursor
from nestwork.sealing.backend.rooms import practice_room
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory
from tests.nestwork.sealing.rooms import role_in_a_decorated_function, server_path, server_role, undone


@pytest.fixture
def rooms_taken(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every trip that took a room, in order."""
    taken: list[bytes] = []
    send = DatabaseWrapper._send

    def noted(wrapper: DatabaseWrapper, sql: bytes) -> None:
        taken.append(sql)
        send(wrapper, sql)

    monkeypatch.setattr(DatabaseWrapper, "_send", noted)
    return taken


def test_the_door_is_the_login_itself(db: None) -> None:
    assert (server_role(), server_path()) == ("nw_web", "public")
    assert active_practice() is None
    with pytest.raises(RuntimeError, match="needs an active practice"):
        require_practice()


def test_inside_is_the_practice_and_afterwards_the_door_again(blackstone: Practice, harbor: Practice) -> None:
    with inside(blackstone):
        assert server_role() == blackstone.schema_name
        assert server_path() == f"{blackstone.schema_name}, public"
        assert require_practice() == blackstone
        with door():
            assert server_role() == "nw_web"
            assert active_practice() is None
        assert server_role() == blackstone.schema_name
        with inside(harbor):
            assert server_role() == harbor.schema_name
        assert server_role() == blackstone.schema_name
    assert server_role() == "nw_web"


def test_each_practice_sees_its_own_children_only(blackstone: Practice, harbor: Practice) -> None:
    with inside(blackstone):
        ours = ChildFactory(family_name="Blackstone-Only")
    with inside(harbor):
        assert not Child.objects.filter(pk=ours.pk).exists()
        theirs = ChildFactory(family_name="Harbor-Only")
    with inside(blackstone):
        assert list(Child.objects.values_list("pk", flat=True)) == [ours.pk]
        assert theirs.pk != ours.pk


def test_at_the_door_no_practice_table_can_be_reached(blackstone: Practice) -> None:
    with pytest.raises(DatabaseError, match="permission denied for schema"), transaction.atomic():
        Child.objects.raw(f'SELECT * FROM "{blackstone.schema_name}".patients_child')[0]
    with pytest.raises(DatabaseError, match="does not exist"), transaction.atomic():
        Child.objects.count()


def test_entered_inside_a_savepoint_and_rolled_back_the_room_is_taken_again(blackstone: Practice) -> None:
    with inside(blackstone):
        with undone():
            assert server_role() == blackstone.schema_name  # the SET happens after the savepoint
        assert server_role() == blackstone.schema_name


def test_left_inside_a_savepoint_and_rolled_back_the_door_is_taken_again(blackstone: Practice) -> None:
    with inside(blackstone):
        assert server_role() == blackstone.schema_name
        with undone(), door():
            assert server_role() == "nw_web"
        assert server_role() == blackstone.schema_name
    assert server_role() == "nw_web"


def test_a_rollback_to_a_savepoint_typed_by_hand_is_noticed_too(blackstone: Practice) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT by_hand")
        with inside(blackstone):
            assert server_role() == blackstone.schema_name
            cursor.execute("ROLLBACK TO SAVEPOINT by_hand")
            assert server_role() == blackstone.schema_name


def test_after_a_failed_statement_the_room_is_right_again(blackstone: Practice) -> None:
    with inside(blackstone):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM patients_child")
        assert server_role() == blackstone.schema_name


def test_a_cursor_made_in_one_practice_and_used_in_another_reads_the_other(
    blackstone: Practice, harbor: Practice
) -> None:
    with inside(blackstone):
        cursor = connection.cursor()
        cursor.execute("SELECT current_user::text")
    with inside(harbor):
        cursor.execute("SELECT current_user::text")
        assert cursor.fetchone() == (harbor.schema_name,)
    cursor.close()


def test_two_transactions_of_one_test_may_be_of_two_practices(blackstone: Practice, harbor: Practice) -> None:
    for practice in (blackstone, harbor, blackstone):
        with inside(practice):
            assert role_in_a_decorated_function() == practice.schema_name


def test_a_network_role_is_taken_and_left(db: None) -> None:
    standing = connection.standing()
    connection.enter_role("nw_admin")
    assert (server_role(), server_path()) == ("nw_admin", "public")
    connection.stand(standing)
    assert server_role() == "nw_web"
    with pytest.raises(ValueError, match="not a role of the network host"):
        connection.enter_role("nw_owner")


def test_one_trip_takes_the_practice_for_many_statements(
    blackstone: Practice, rooms_taken: list[bytes]
) -> None:
    server_role()
    rooms_taken.clear()
    with inside(blackstone):
        for _ in range(8):
            Child.objects.count()
    assert len(rooms_taken) == 1
    connection.leave()
    assert len(rooms_taken) == 2
    connection.leave()
    assert len(rooms_taken) == 2, "at the door there is nothing to leave"


def test_entering_and_leaving_without_a_statement_costs_nothing(
    blackstone: Practice, harbor: Practice, rooms_taken: list[bytes]
) -> None:
    server_role()
    rooms_taken.clear()
    with inside(blackstone), door(), inside(harbor):
        pass
    server_role()
    assert rooms_taken == []


@pytest.mark.parametrize("name", ["", "public; DROP", 'p"', "P_ABC", "pg catalog", "x" * 64])
def test_only_plain_lower_case_names_reach_our_own_sql(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a schema or role"):
        practice_room(name)


def test_both_kinds_of_cursor_are_sealed(blackstone: Practice) -> None:
    with inside(blackstone):
        ChildFactory.create_batch(3)
        with connection.cursor() as cursor:
            assert isinstance(cursor.cursor, SealedCursor)
        with connection.chunked_cursor() as cursor:
            assert isinstance(cursor.cursor, SealedServerCursor)
            cursor.execute("SELECT current_user::text")
            assert cursor.fetchone() == (blackstone.schema_name,)
        assert len(list(Child.objects.iterator(chunk_size=1))) == 3
        with connection.connection.cursor("named") as raw:
            assert isinstance(raw, SealedServerCursor)

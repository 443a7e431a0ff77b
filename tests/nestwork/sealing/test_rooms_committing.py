"""The room over real commits: killed connections, failed commits, work behind Django's back."""

import uuid
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.utils import OperationalError

from nestwork.practices.active import door, inside
from nestwork.practices.models import Practice
from nestwork.sealing.backend.errors import TwoPracticesError
from tenants.patients.models import Block, Child
from tests.database import administration
from tests.factories.patients import ChildFactory
from tests.nestwork.sealing.rooms import role_in_a_decorated_function, server_role


class TestCommitting:
    """Stories that need real commits and connections."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def test_a_key_that_fails_at_commit_undoes_the_room_with_it(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        with inside(harbor):
            assert server_role() == harbor.schema_name
        with inside(blackstone):
            with pytest.raises(IntegrityError), transaction.atomic():
                Block.objects.create(
                    child_id=uuid.uuid4(), person_id=uuid.uuid4(), reason="nobody", set_at="2026-01-05T12:00Z"
                )
            assert server_role() == blackstone.schema_name
            assert not Block.objects.exists()

    def test_a_killed_server_process_is_followed_by_the_right_room(
        self, blackstone: Practice, as_owner: Any
    ) -> None:
        with inside(blackstone):
            ChildFactory()
            backend = connection.connection.info.backend_pid
            with administration() as server:
                server.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
            with pytest.raises(OperationalError):
                Child.objects.count()
            connection.close()
            assert server_role() == blackstone.schema_name
            assert Child.objects.count() == 1

    def test_no_transaction_holds_two_practices(self, blackstone: Practice, harbor: Practice) -> None:
        with inside(blackstone), transaction.atomic():
            Child.objects.count()
            with pytest.raises(TwoPracticesError), inside(harbor):
                pytest.fail("entered")
            with door(), pytest.raises(TwoPracticesError), inside(harbor):
                Child.objects.count()
            assert server_role() == blackstone.schema_name
        with inside(harbor), transaction.atomic():
            assert server_role() == harbor.schema_name

    def test_a_decorated_function_is_a_new_transaction_at_each_call(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        for practice in (blackstone, harbor, blackstone):
            with inside(practice):
                assert role_in_a_decorated_function() == practice.schema_name

    def test_a_transaction_begun_at_the_door_may_enter_one_practice(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        with transaction.atomic():
            server_role()
            with inside(blackstone):
                assert server_role() == blackstone.schema_name
            with pytest.raises(TwoPracticesError), inside(harbor):
                server_role()

    def test_a_transaction_behind_djangos_back_cannot_change_the_practice(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        with inside(blackstone):
            server_role()
            raw = connection.connection.transaction(force_rollback=True)
            with raw, inside(harbor), pytest.raises(TwoPracticesError):
                server_role()
            assert server_role() == blackstone.schema_name

    def test_a_rollback_behind_djangos_back_is_noticed(self, blackstone: Practice, harbor: Practice) -> None:
        with inside(harbor):
            server_role()
        with inside(blackstone), transaction.atomic():
            assert server_role() == blackstone.schema_name
            connection.connection.rollback()
            assert server_role() == blackstone.schema_name

    def test_a_cursor_that_outlives_its_transaction_is_closed_when_the_practice_is_left(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        with inside(blackstone):
            ChildFactory.create_batch(5)
            rows = Child.objects.iterator(chunk_size=1)
            next(rows)
        with inside(harbor):
            server_role()
            with pytest.raises(DatabaseError, match="does not exist"):
                list(rows)

    def test_a_connection_that_served_many_practices_is_not_kept(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        connection.settings_dict["PRACTICES_PER_CONNECTION"] = 2
        try:
            connection.close()
            for practice, kept in ((blackstone, True), (blackstone, True), (harbor, False)):
                with inside(practice):
                    server_role()
                connection.leave()
                connection.close_if_unusable_or_obsolete()
                assert (connection.connection is not None) == kept
        finally:
            del connection.settings_dict["PRACTICES_PER_CONNECTION"]

    def test_the_end_of_a_request_leaves_on_the_server_too(self, blackstone: Practice) -> None:
        with inside(blackstone):
            server_role()
        raw = connection.connection.pgconn
        assert raw.exec_(b"SELECT current_user").get_value(0, 0) == blackstone.schema_name.encode()
        request_finished.send(sender=None)
        if connection.connection is not None:
            assert raw.exec_(b"SELECT current_user").get_value(0, 0) == b"nw_web"

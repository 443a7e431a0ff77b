"""Who reads a practice's counts: the practice, and the release engine that reads nothing else of it."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from nestwork.access.readers import system
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.sealing.seal import practice_models
from reporting.facts import services
from tests.database import as_login
from tests.factories.work import child_on_registry
from tests.reporting.facts.locked import count_beside


def ask(login: str, statement: str) -> list[tuple[object, ...]]:
    """Send a bare statement as a login, past everything of ours."""
    entry = settings.DATABASE_LOGINS[login]
    with psycopg.connect(
        host=entry["HOST"], port=entry.get("PORT") or None, user=entry["USER"],
        password=entry.get("PASSWORD") or None, dbname=connection.settings_dict["NAME"], autocommit=True,
    ) as raw:  # fmt: skip
        return raw.execute(statement).fetchall()  # type: ignore[arg-type]  # our own text, with a schema's name


@pytest.mark.django_db(transaction=True)
class TestCommitted:
    """Stories that need a second connection, and so rows that are committed."""

    def test_the_release_engine_reads_the_counts_and_no_other_table(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        for practice in (blackstone, harbor):
            with inside(practice):
                child_on_registry(3)
                services.count_what_changed(by=system("figures"))
        for practice in (blackstone, harbor):
            schema = practice.schema_name
            assert ask("release", f'SELECT sum(count) FROM "{schema}".rollup_cell') == [(1,)]
            for word in ('UPDATE "{}".rollup_cell SET count = 0', 'DELETE FROM "{}".rollup_cell'):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    ask("release", word.format(schema))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask("release", f'SET ROLE "{schema}"')
            for table in {model._meta.db_table for model in practice_models()} - {"rollup_cell"}:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    ask("release", f'SELECT 1 FROM "{schema}"."{table}"')

    def test_the_selector_serves_the_release_engine_with_a_practices_path(self, blackstone: Practice) -> None:
        from reporting.facts.selectors import newest
        from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL

        with inside(blackstone):
            child_on_registry(3)
            services.count_what_changed(by=system("figures"))
        with as_login("release"):
            connection.ensure_connection()
            # What the release engine's own helper does: its own login, the practice's path, no role.
            connection.connection.pgconn.exec_(f'SET search_path = "{blackstone.schema_name}"'.encode())
            connection._applied = connection._target  # the test speaks for the helper
            found = newest(CHILDREN_BY_NEED_LEVEL)
        assert [one.total for one in found.values()] == [1]

    def test_a_practice_does_not_read_its_neighbours_counts(
        self, blackstone: Practice, harbor: Practice
    ) -> None:
        with inside(blackstone), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM rollup_cell")
            with pytest.raises(Exception, match="permission denied"):
                cursor.execute(f'SELECT * FROM "{harbor.schema_name}".rollup_cell')

    def test_two_workers_at_once_count_one_after_the_other(self, blackstone: Practice) -> None:
        with inside(blackstone):
            child_on_registry(3)
        assert sorted(count_beside(blackstone)) == [0, 1], "the second finds everything counted"
        numbers = ask("owner", f'SELECT DISTINCT number FROM "{blackstone.schema_name}".rollup_cell')
        assert numbers == [(1,)]

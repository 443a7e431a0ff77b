"""pg_trgm: closed to every login, brought to databases that stand already, and missed in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.utils import ProgrammingError

from nestwork.access.passage import wearing
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.sealing import extensions
from nestwork.sealing.extensions import SCHEMA, TRIGRAMS, ensure_trigrams
from tests.database import administration, as_owner


@contextmanager
def superuser_here() -> Iterator[psycopg.Connection[Any]]:
    """The superuser in this run's own database."""
    with administration() as server:
        parameters = {**server.info.get_parameters(), "dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(**parameters) as server:
        yield server


def standing() -> str | None:
    """The schema pg_trgm stands in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = %s",
            [TRIGRAMS],
        )
        found = cursor.fetchone()
    return found[0] if found else None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "call", ["similarity('a', 'b')", "show_limit()", "set_limit(0.9)", "show_trgm('word')"]
)
def test_no_practice_and_no_network_role_calls_its_functions(blackstone: Practice, call: str) -> None:
    for place in (inside(blackstone), wearing("nw_library"), wearing("nw_state")):
        with place, pytest.raises(ProgrammingError, match="permission denied for schema"):
            ask(f"SELECT {SCHEMA}.{call}")


@pytest.mark.django_db
def test_a_practice_asks_for_words_through_the_owners_function_alone(blackstone: Practice) -> None:
    with inside(blackstone):
        assert ask("SELECT * FROM public.directory_words_like(ARRAY['repsite'])") == []
        with pytest.raises(ProgrammingError, match="permission denied for table directory_word"):
            ask("SELECT * FROM public.directory_word")
    with wearing("nw_state"), pytest.raises(ProgrammingError, match="permission denied for function"):
        ask("SELECT * FROM public.directory_words_like(ARRAY['repsite'])")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", ["hsds_service", "hsds_location", "hsds_address", "hsds_phone", "directory_record"]
)
def test_a_practice_reads_the_edition_and_no_row_behind_it(blackstone: Practice, table: str) -> None:
    with inside(blackstone):
        assert ask("SELECT count(*) FROM public.directory_search") == [(0,)]
        with pytest.raises(ProgrammingError, match="permission denied"):
            ask(f"SELECT * FROM public.{table}")


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["directory_search", "directory_place", "zip_place"])
@pytest.mark.parametrize("verb", ["DELETE FROM public.{0}", "INSERT INTO public.{0} DEFAULT VALUES"])
def test_a_practice_writes_nothing_of_the_directory(blackstone: Practice, table: str, verb: str) -> None:
    with inside(blackstone), pytest.raises(ProgrammingError, match="permission denied"):
        ask(verb.format(table))


@pytest.mark.django_db(transaction=True)
def test_a_database_without_it_gets_it_from_the_owner_alone() -> None:
    with superuser_here() as server:
        server.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
    with as_owner():
        assert standing() is None
        ensure_trigrams()
        ensure_trigrams()  # a second time finds it done
        assert standing() == SCHEMA


@pytest.mark.django_db(transaction=True)
def test_one_the_superuser_made_elsewhere_is_named_with_what_to_do() -> None:
    with superuser_here() as server:
        server.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
        server.execute(f"CREATE EXTENSION {TRIGRAMS} SCHEMA public")
    with as_owner(), pytest.raises(CommandError, match=f"ALTER EXTENSION pg_trgm SET SCHEMA {SCHEMA}"):
        ensure_trigrams()


@pytest.mark.django_db(transaction=True)
def test_a_server_without_the_package_is_told_which_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "TRIGRAMS", "pg_trgm_of_no_package")
    with as_owner(), pytest.raises(CommandError, match="postgresql-contrib"):
        ensure_trigrams()


def ask(statement: str) -> list[Any]:
    """Send a statement in a savepoint of its own."""
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()

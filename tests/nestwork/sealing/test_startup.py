"""No process starts under a login that could pass every seal, and private interfaces are pinned."""

import inspect
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from psycopg._cursor_base import BaseCursor
from psycopg.client_cursor import ClientCursorMixin

from nestwork.embedded.postgres import SUPERUSER
from nestwork.sealing import probes, startup
from nestwork.sealing.backend.base import DatabaseWrapper
from nestwork.sealing.backend.errors import UnsafeLoginError
from tests.database import administration


def wrapper_as(user: str, **changes: Any) -> DatabaseWrapper:
    """A second connection of this run under another login."""
    entry = {**connection.settings_dict, "USER": user, **changes}
    return DatabaseWrapper(entry, alias="other")


def test_psycopg_still_has_the_private_methods_the_seal_leans_on() -> None:
    sends = inspect.signature(ClientCursorMixin._execute_send).parameters
    assert list(sends) == ["self", "query", "force_extended", "binary"]
    assert sends["force_extended"].default is False
    assert list(inspect.signature(BaseCursor._start_query).parameters) == ["self", "query"]


@pytest.mark.django_db(transaction=True)
def test_a_superuser_is_refused_in_words() -> None:
    with pytest.raises(UnsafeLoginError, match="is a superuser: no seal would hold"):
        wrapper_as(SUPERUSER).ensure_connection()


@pytest.mark.django_db(transaction=True)
def test_a_login_that_passes_row_security_is_refused() -> None:
    with altered_web("BYPASSRLS", "NOBYPASSRLS"):
        startup._checked.clear()
        with pytest.raises(UnsafeLoginError, match="nw_web has BYPASSRLS"):
            wrapper_as("nw_web").ensure_connection()


@contextmanager
def altered_web(change: str, back: str) -> Iterator[None]:
    """Change the web login of the tests' own server for a moment."""
    connection.close()
    with administration() as server:
        server.execute(f"ALTER ROLE nw_web {change}")
    try:
        yield
    finally:
        with administration() as server:
            server.execute(f"ALTER ROLE nw_web {back}")


def test_an_old_server_is_refused_in_words() -> None:
    old = SimpleNamespace(connection=SimpleNamespace(info=SimpleNamespace(server_version=150012)))
    with pytest.raises(UnsafeLoginError, match="needs PostgreSQL 16 or newer; this server is PostgreSQL 15"):
        startup.check_login(old)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_would_live_for_ever_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="a connection's age has a cap"):
        wrapper_as("nw_web", CONN_MAX_AGE=None).ensure_connection()


@pytest.mark.django_db(transaction=True)
def test_every_hardening_holds_on_this_server(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_seal")
    assert f"{len(probes.PROBES)} of {len(probes.PROBES)} hardenings hold" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_missing_hardening_is_named_at_the_command_and_at_the_start(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with superuser_here() as server:
        server.execute("GRANT EXECUTE ON FUNCTION pg_catalog.ts_stat(text) TO PUBLIC")
    with pytest.raises(CommandError, match="bootstrap as superuser"):
        call_command("check_seal")
    assert "MISSING: SQL run by ts_stat" in capsys.readouterr().out
    startup._checked.clear()
    monkeypatch.setattr(logging.getLogger("nestwork"), "propagate", True)
    with caplog.at_level("WARNING"):
        connection.close()
        connection.ensure_connection()
    assert "lacks 1 hardenings of the seal: SQL run by ts_stat" in caplog.text


@contextmanager
def superuser_here() -> Iterator[psycopg.Connection[Any]]:
    """The superuser in this run's own database."""
    with administration() as server:
        parameters = {**server.info.get_parameters(), "dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(**parameters) as inside:
        yield inside

"""A fault of ours is logged with its kind and place, and with nothing of a child."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.module_loading import import_string

from nestwork.practices.active import inside
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in

NUMBER = "-".join(["NUMBER", "77001"])  # in two pieces: a line of this file in the log is not the value


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the configured formatter of the console writes about requests."""
    how = dict(settings.LOGGING["formatters"]["plain"])
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(import_string(how.pop("()"))(**how))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield text
    logger.removeHandler(handler)


def test_a_conflict_in_the_database_is_logged_without_the_record_number(
    client: Client, cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def conflict(*_: object, **__: object) -> None:
        with transaction.atomic():
            ChildFactory(record_number=NUMBER)

    with inside(cast.blackstone):
        ChildFactory(record_number=NUMBER)
        with pytest.raises(IntegrityError, match=NUMBER):  # what the database says
            conflict()
    sign_in(client, cast.coordinator, cast.blackstone)
    client.raise_request_exception = False
    monkeypatch.setattr("tenants.registry.web.views.read", conflict)
    assert client.get("/registry/").status_code == 500
    assert NUMBER not in log.getvalue()
    assert "IntegrityError" in log.getvalue()
    assert "the fault before it:" in log.getvalue()
    assert "registry/web/views.py" in log.getvalue()

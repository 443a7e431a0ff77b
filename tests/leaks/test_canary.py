"""Nothing about a child stands in the shared schema: canaries are planted in a practice and looked for in every row."""

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from nestwork.practices import clock
from tests.leaks.addresses import PRACTICE, addresses_of
from tests.network_resources.playbooks.things import adoption_id
from tests.people import Cast, sign_in, working_as

CANARY = "Zwyxcanary"
PHONE = "+14015550173"
RECORD = "CANARY-7310447"
BORN = date(2015, 3, 9)
# As a leak might write them: whole, in words, in capitals, only digits.
TRACES = (
    CANARY.lower(),
    RECORD.lower(),
    "7310447",
    "5550173",
    "555-0173",
    "2015-03-09",
    "03/09/2015",
    "20150309",
)


def plant(cast: Cast) -> Any:
    """Let a coordinator and a physician do all they do every day with a child of a name nobody else has."""
    from tenants.activity.services import log
    from tenants.consent.services import record_consent
    from tenants.patients import services as patients
    from tenants.registry.services import enroll, set_level
    from tenants.worklist.services import push

    adoption_id(cast)
    with working_as(cast.physician, cast.blackstone) as doctor:
        pass
    with working_as(cast.coordinator, cast.blackstone) as by:
        child = patients.add_child(
            by=by, given_name=CANARY, family_name=f"{CANARY}son", birth_date=BORN, record_number=RECORD
        )  # fmt: skip
        mother = patients.add_contact(by=by, name=f"{CANARY} Mother", phone=PHONE, child=child)
        patients.link_contact(child=child, contact=mother, by=by, relationship="mother")
        enroll(child=child, by=by, reason=f"{CANARY} was in hospital")
        set_level(child=child, by=by, level=3, reason=f"{CANARY} needs more")
        push(by=by, child=child, kind="follow_up", title=f"Ask {CANARY}", due_on=clock.today(), source="test")
        log(by=by, child=child, kind="call", outcome="talked", minutes=5, note=f"{CANARY} is better")
        record_consent(
            child=child, by=by, kind="release", recipient_kind="school", recipient_name=f"{CANARY} school",
            signed_on=clock.today(), signed_by_name=f"{CANARY} Mother", purpose=CANARY, labels=["general"],
        )  # fmt: skip
    with working_as(cast.physician, cast.blackstone):
        patients.set_confidential(child=child, by=doctor, is_confidential=True, reason=f"{CANARY} asked")
        patients.grant_child(child=child, person_id=cast.coordinator.pk, by=doctor)
    return child


# What a form may ask for, filled with what nobody outside the practice may learn.
TYPED = {
    **dict.fromkeys(("q", "words", "text", "reason", "note", "need", "name", "title", "purpose"), CANARY),
    "phone": PHONE,
    "birth_date": BORN.isoformat(),
    "record_number": RECORD,
}


def walk(cast: Cast, child: Any) -> None:
    """Open every page of the practice that needs no thing but the child, with her in the query, and send its form.

    What is added to the URL map is walked too: a search of the directory, a standard, a job, a referral.
    """
    pages = [
        reverse(one.name, urlconf=PRACTICE, kwargs=dict.fromkeys(one.words, child.pk))
        for one in addresses_of(PRACTICE)
        if set(one.words) <= {"child_id"} and one.name != "leave"
    ]
    assert len(pages) > 40
    for person in (cast.coordinator, cast.administrator):
        client = sign_in(Client(), person, cast.blackstone)
        for page in pages:
            assert client.get(page, {"child": str(child.pk), "q": CANARY}).status_code < 500, page
            client.post(page, {**TYPED, "child": str(child.pk)})


def shared_files() -> list[tuple[str, str]]:
    """What lies outside the database: uploaded files and the heads of the audit's seals."""
    places = (Path(settings.MEDIA_ROOT), Path(settings.AUDIT_HEADS))
    files = [file for place in places for file in (place, *place.rglob("*")) if file.is_file()]
    return [(str(file), file.read_bytes().decode("latin-1").lower()) for file in files]


def messages() -> list[tuple[str, str]]:
    """What waits in Valkey, the broker and cache of this run: ids only, never a word of a person."""
    found = []
    with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as valkey:
        for key in valkey.scan_iter():
            is_list = valkey.type(key) == b"list"
            parts = valkey.lrange(key, 0, -1) if is_list else [valkey.dump(key) or b""]
            found += [(key.decode(), text) for part in parts for text in _texts(part)]
    return found


def _texts(part: bytes) -> Iterator[str]:
    """The value, and what a message of Celery carries inside in base64."""
    text = part.decode("latin-1")
    yield text.lower()
    for body in re.findall(r'"body": "([A-Za-z0-9+/=]+)"', text):
        yield base64.b64decode(body).decode("latin-1").lower()


def shared_rows() -> list[tuple[str, str]]:
    """Every row of every table outside the practices, as text, with its table's name."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            " AND schemaname !~ '^(p_|tpl_|template)' ORDER BY 1, 2"
        )
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{schema}"."{table}" AS t')
            found += [(f"{schema}.{table}", row) for (row,) in cursor.fetchall()]
    return found


@pytest.mark.django_db(transaction=True)
def test_no_canary_reaches_the_shared_schema(
    cast: Cast, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    child = plant(cast)
    walk(cast, child)
    with as_owner():
        rows = shared_rows()
        tables = {table for table, _row in rows}
        assert {"public.practices_practice", "public.accounts_user", "public.network_audit_event"} <= tables
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{cast.blackstone.schema_name}".patients_child')
            assert cursor.fetchone() == (1,), (
                "the canary must have been planted for its absence to mean anything"
            )
    elsewhere = [*rows, *shared_files(), *messages()]
    leaks = [(place, trace) for place, text in elsewhere for trace in TRACES if trace in text.lower()]
    assert leaks == []
    # No id of the child either: the shared schema knows no row about a child.
    assert [table for table, row in rows if str(child.pk) in row] == []


@pytest.mark.django_db(transaction=True)
def test_the_shared_schema_has_no_column_that_invites_one(
    cast: Cast, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'"
        )
        columns = [name for (name,) in cursor.fetchall()]
    inviting = re.compile(r"child|patient|birth|diagnos|record_number|guardian_name")
    allowed = {"guardian"}  # django-guardian's generic tables: named after the library, kept empty
    assert [name for name in columns if inviting.search(name) and name.split("_")[0] not in allowed] == []

"""A closed practice lets nobody in, keeps everything, and can be opened again; its archive opens with the pass phrase."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from nestwork.practices import services
from nestwork.practices.active import inside
from nestwork.practices.archive import ArchiveError, open_archive
from nestwork.practices.models import Practice
from nestwork.practices.signals import practice_closed, practice_reopened
from nestwork.sealing.backend.errors import RoomRefusedError
from nestwork.sealing.describe import describe
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory

pytestmark = pytest.mark.django_db(transaction=True)

PASSPHRASE = "correct horse battery"


@pytest.fixture
def tidewater(as_owner: Any) -> Practice:
    """A practice of this test alone: roles belong to the server, not to the run's database, so the two practices of
    every run are never closed."""
    with as_owner():
        return services.open_practice(name="Tidewater Pediatrics", slug="tidewater")


def closed(practice: Practice, as_owner: Any) -> Practice:
    with as_owner():
        return services.close_practice(practice=practice)


def may(login: str, question: str, thing: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {question}(%s, %s, %s)", [login, thing, "SET" if "role" in question else "USAGE"]
        )
        return bool(cursor.fetchone()[0])


def test_no_process_takes_the_role_of_a_closed_practice(
    tidewater: Practice, harbor: Practice, as_owner: Any
) -> None:
    closed(tidewater, as_owner)
    with inside(tidewater), pytest.raises(OperationalError) as refused:
        Child.objects.count()
    assert isinstance(refused.value.__cause__, RoomRefusedError)
    assert "42501" in str(refused.value)
    with inside(harbor):
        assert Child.objects.count() == 0
    with as_owner():
        schema = tidewater.schema_name
        assert not may("nw_web", "pg_has_role", schema)
        assert not may("nw_worker", "pg_has_role", schema)
        assert not may("nw_release", "has_schema_privilege", schema)
        assert may("nw_sealer", "has_schema_privilege", schema), "its audit can still be verified"


def test_a_reopened_practice_has_its_children_and_its_rights(tidewater: Practice, as_owner: Any) -> None:
    with inside(tidewater):
        child = ChildFactory()
    closed(tidewater, as_owner)
    with as_owner():
        services.reopen_practice(practice=Practice.objects.get(slug="tidewater"))
        assert describe(tidewater.schema_name).fingerprint == tidewater.fingerprint
        assert may("nw_release", "has_schema_privilege", tidewater.schema_name)
    with inside(tidewater):
        assert list(Child.objects.all()) == [child]


def test_others_hear_of_it_in_the_same_transaction(tidewater: Practice, as_owner: Any) -> None:
    heard: list[Any] = []

    def refuse(sender: Any, practice: Practice, **_: Any) -> None:
        heard.append((practice.slug, practice.is_open, connection.in_atomic_block))
        raise RuntimeError("its sessions could not be ended")

    practice_closed.connect(refuse)
    try:
        with as_owner(), pytest.raises(RuntimeError):
            services.close_practice(practice=tidewater)
    finally:
        practice_closed.disconnect(refuse)
    assert heard == [("tidewater", False, True)]
    assert Practice.objects.get(slug="tidewater").is_open
    with inside(tidewater):
        assert Child.objects.count() == 0


def test_reopening_is_told_too(tidewater: Practice, as_owner: Any) -> None:
    heard: list[str] = []

    def listen(sender: Any, practice: Practice, **_: Any) -> None:
        heard.append(practice.slug)

    closed(tidewater, as_owner)
    practice_reopened.connect(listen)
    try:
        with as_owner():
            call_command("open_practice", reopen="tidewater")
    finally:
        practice_reopened.disconnect(listen)
    assert heard == ["tidewater"]


def test_the_host_of_a_closed_practice_says_so(client: Client, tidewater: Practice, as_owner: Any) -> None:
    closed(tidewater, as_owner)
    assert client.get("/", HTTP_HOST="tidewater.localhost").status_code == 410
    assert client.get("/", HTTP_HOST="nowhere.localhost").status_code == 404


def test_an_archive_holds_every_table_and_opens_with_the_pass_phrase_only(
    tidewater: Practice, as_owner: Any, tmp_path: Path
) -> None:
    with inside(tidewater):
        ChildFactory.create_batch(40)
    path = tmp_path / "tidewater.nestwork"
    with as_owner():
        services.close_practice(practice=tidewater, export=path, passphrase=PASSPHRASE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"Baptiste" not in path.read_bytes()
    inner = b"".join(open_archive(path, PASSPHRASE))
    assert b"Baptiste" in inner
    with tarfile.open(fileobj=io.BytesIO(inner)) as archive:
        manifest = json.loads(archive.extractfile("manifest.json").read())  # type: ignore[union-attr]  # a plain file
        tables = {name.split("/")[1] for name in archive.getnames() if name.startswith("tables/")}
    assert manifest["fingerprint"] == tidewater.fingerprint
    assert tables == set(manifest["tables"]) >= {"patients_child", "audit_event", "django_migrations"}
    with pytest.raises(ArchiveError, match="pass phrase is wrong"):
        list(open_archive(path, "some other phrase"))


def test_a_damaged_or_cut_archive_is_noticed(tidewater: Practice, as_owner: Any, tmp_path: Path) -> None:
    path = tmp_path / "tidewater.nestwork"
    with as_owner():
        services.close_practice(practice=tidewater, export=path, passphrase=PASSPHRASE)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1000])
    with pytest.raises(ArchiveError):
        list(open_archive(path, PASSPHRASE))
    path.write_bytes(whole[:-1000] + bytes(1000))
    with pytest.raises(ArchiveError):
        list(open_archive(path, PASSPHRASE))


def test_an_archives_rows_fit_into_a_new_practice(tidewater: Practice, as_owner: Any, tmp_path: Path) -> None:
    with inside(tidewater):
        ChildFactory.create_batch(7)
        before = set(Child.objects.values_list("pk", "given_name"))
    path = tmp_path / "tidewater.nestwork"
    with as_owner():
        services.close_practice(practice=tidewater, export=path, passphrase=PASSPHRASE)
        again = services.open_practice(name="Blackstone again", slug="tidewater-again")
        with tarfile.open(fileobj=io.BytesIO(b"".join(open_archive(path, PASSPHRASE)))) as archive:
            rows = archive.extractfile("tables/patients_child/000000.copy").read()  # type: ignore[union-attr]  # a plain file
        into = f'COPY "{again.schema_name}".patients_child FROM STDIN (FORMAT binary)'
        with connection.cursor() as cursor, cursor.copy(into) as copy:
            copy.write(rows)
    with inside(again):
        assert set(Child.objects.values_list("pk", "given_name")) == before


@pytest.mark.parametrize(
    ("passphrase", "there_already", "sentence"),
    [("short", False, "at least 12 letters"), (PASSPHRASE, True, "exists already")],
)
def test_without_a_good_archive_nothing_is_closed(
    tidewater: Practice,
    as_owner: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    passphrase: str,
    there_already: bool,
    sentence: str,
) -> None:
    path = tmp_path / "archive"
    if there_already:
        path.write_text("somebody's file")
    monkeypatch.setenv("NESTWORK_EXPORT_PASSPHRASE", passphrase)
    with as_owner(), pytest.raises(CommandError, match=sentence):
        call_command("close_practice", "tidewater", export=path)
    assert Practice.objects.get(slug="tidewater").is_open
    assert [file.name for file in tmp_path.iterdir()] == (["archive"] if there_already else [])


def test_the_commands_tell_how_to_go_on(
    tidewater: Practice,
    as_owner: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NESTWORK_EXPORT_PASSPHRASE", PASSPHRASE)
    with as_owner():
        call_command("close_practice", "tidewater", export=tmp_path / "tidewater")
        assert "open_practice --reopen tidewater" in capsys.readouterr().out
        call_command("open_archive", tmp_path / "tidewater", to=tmp_path / "tidewater.tar")
        assert tarfile.is_tarfile(tmp_path / "tidewater.tar")
        call_command("practices", verify=True)
        listing = capsys.readouterr().out
        assert "tidewater                closed" in listing
        with pytest.raises(CommandError, match="is closed already"):
            call_command("close_practice", "tidewater")
        with pytest.raises(CommandError, match="There is no practice"):
            call_command("close_practice", "nowhere")

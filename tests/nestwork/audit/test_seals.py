"""The sealer seals what was committed, and verify_audit names whatever does not fit."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import override_settings

from nestwork.access.permissions import Role
from nestwork.access.readers import person
from nestwork.audit.models import AuditEvent
from nestwork.audit.network.services import record as record_in_network
from nestwork.audit.seal.heads import read
from nestwork.audit.services import record
from nestwork.practices.active import inside
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from tests.database import as_login

pytestmark = pytest.mark.django_db(transaction=True)

type Hand = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def heads(tmp_path: Path) -> Iterator[Path]:
    """A file of heads of this test's own."""
    file = tmp_path / "heads"
    with override_settings(AUDIT_HEADS=file):
        yield file


def write_lines(practice: Practice, count: int) -> list[uuid.UUID]:
    """Lines of one coordinator, each committed; returns their ids in order."""
    ana = person(person_id=uuid.uuid4(), name="Ana Reyes", role=Role.COORDINATOR)
    with inside(practice):
        for number in range(count):
            record(by=ana, action="log call", child_id=uuid.uuid4(), detail={"number": number})
        return list(
            AuditEvent.objects.filter(action="log call").order_by("at", "id").values_list("id", flat=True)
        )


def seal() -> None:
    with as_login("sealer"):
        call_command("seal_audit", stdout=StringIO())


def verify(slug: str = "blackstone") -> str:
    """What verify_audit prints, followed by its last sentence when it ends with 1."""
    out = StringIO()
    with as_login("sealer"):
        try:
            call_command("verify_audit", practice=slug, stdout=out)
        except CommandError as error:
            return f"{out.getvalue()}{error} ({error.returncode})"
    return out.getvalue()


def as_the_owner(statement: str, *values: Any) -> None:
    """What somebody with the owner's password could do to Blackstone's tables or to the network's."""
    with as_login("owner"), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_sealed_lines_are_intact_and_the_head_stands_in_the_file(blackstone: Practice, heads: Path) -> None:
    write_lines(blackstone, 5)
    seal()
    assert verify() == "Blackstone Pediatrics: intact\n"
    (head,) = [head for head in read(heads) if head.chain == blackstone.schema_name]
    assert head.number == 1
    assert heads.stat().st_mode & 0o777 == 0o600


def test_nothing_new_makes_no_seal_and_new_lines_make_the_next(blackstone: Practice, heads: Path) -> None:
    write_lines(blackstone, 2)
    seal()
    seal()
    write_lines(blackstone, 1)
    seal()
    assert [head.number for head in read(heads) if head.chain == blackstone.schema_name] == [1, 2]
    assert "intact" in verify()


def test_a_line_committed_late_by_an_older_transaction_is_not_skipped(
    blackstone: Practice, heads: Path
) -> None:
    write_lines(blackstone, 2)
    seal()
    schema = blackstone.schema_name
    as_the_owner(  # dated before the seal, committed after it: what a transaction of ten minutes leaves
        f'INSERT INTO "{schema}".audit_event (id, at, role, action, subject, purpose, through, detail, shown) '
        "VALUES (gen_random_uuid(), %s, '', 'slow', '', '', '', '{}', '{}')",
        now() - timedelta(minutes=10),
    )
    seal()
    assert verify() == "Blackstone Pediatrics: intact\n"


@pytest.mark.parametrize(
    "change",
    [
        "action = 'nothing'",
        "person_id = gen_random_uuid()",
        "at = at - interval '1 second'",
        "child_id = NULL",
        "detail = '{}'",
        "shown = ARRAY[gen_random_uuid()]",
        "purpose = 'other'",
        "role = 'physician'",
        "through = 'api'",
        "subject = 'x'",
        "subject_id = gen_random_uuid()",
        "request_id = gen_random_uuid()",
    ],
)
def test_a_changed_line_is_named(blackstone: Practice, heads: Path, change: str) -> None:
    ids = write_lines(blackstone, 3)
    seal()
    as_the_owner(f'UPDATE "{blackstone.schema_name}".audit_event SET {change} WHERE id = %s', ids[1])
    assert f"Line {ids[1]} was changed after it was sealed (seal 1" in verify()
    assert verify("harbor") == "Harbor Children's Health: intact\n"


def test_a_removed_line_is_named(blackstone: Practice, heads: Path) -> None:
    ids = write_lines(blackstone, 3)
    seal()
    as_the_owner(f'DELETE FROM "{blackstone.schema_name}".audit_event WHERE id = %s', ids[0])
    found = verify()
    assert f"Line {ids[0]} was removed after it was sealed" in found
    assert "The audit is not intact: 1 findings. (1)" in found


def test_lines_put_in_another_order_break_their_seal(blackstone: Practice, heads: Path) -> None:
    write_lines(blackstone, 3)
    seal()
    as_the_owner(
        f'UPDATE "{blackstone.schema_name}".audit_seal SET event_ids = ARRAY[event_ids[2], event_ids[1], event_ids[3]], '
        "event_digests = ARRAY[event_digests[2], event_digests[1], event_digests[3]]"
    )
    assert "Seal 1 is broken: its lines or their order are not what was sealed" in verify()


def test_two_seals_exchanged_break_the_chain(blackstone: Practice, heads: Path) -> None:
    for _ in range(2):
        write_lines(blackstone, 1)
        seal()
    table = f'"{blackstone.schema_name}".audit_seal'
    as_the_owner(f"UPDATE {table} SET number = number + 10")
    as_the_owner(f"UPDATE {table} SET number = 13 - number")
    found = verify()
    assert "Seal 1 does not follow seal 0" in found
    assert "Seal 1 is broken" in found


def test_a_line_put_in_under_an_old_date_is_named_and_never_sealed(blackstone: Practice, heads: Path) -> None:
    write_lines(blackstone, 2)
    seal()
    late = uuid.uuid4()
    as_the_owner(
        f'INSERT INTO "{blackstone.schema_name}".audit_event '
        "(id, at, role, action, subject, purpose, through, detail, shown) "
        "VALUES (%s, %s, '', 'view', 'child', '', '', '{}', '{}')",
        late,
        now() - timedelta(days=3),
    )
    seal()
    found = verify()
    assert f"Line {late} is dated" in found
    assert "but was put in after that time had been sealed" in found


def test_a_line_that_stayed_without_a_seal_is_named(blackstone: Practice, heads: Path) -> None:
    ids = write_lines(blackstone, 1)
    as_the_owner(
        f'UPDATE "{blackstone.schema_name}".audit_event SET at = %s WHERE id = %s',
        now() - timedelta(hours=2),
        ids[0],
    )
    assert f"Line {ids[0]}" in verify()
    assert "has no seal: the sealer does not run" in verify()


def test_a_line_of_the_future_is_named(blackstone: Practice, heads: Path) -> None:
    ids = write_lines(blackstone, 1)
    as_the_owner(
        f'UPDATE "{blackstone.schema_name}".audit_event SET at = %s WHERE id = %s',
        now() + timedelta(days=2),
        ids[0],
    )
    seal()
    assert f"Line {ids[0]} is dated" in verify()
    assert "which is in the future" in verify()


def test_the_newest_seals_cut_off_with_their_lines_show_against_the_file(
    blackstone: Practice, heads: Path
) -> None:
    write_lines(blackstone, 1)
    seal()
    newest = write_lines(blackstone, 1)[-1]
    seal()
    as_the_owner(f'DELETE FROM "{blackstone.schema_name}".audit_seal WHERE number = 2')
    as_the_owner(f'DELETE FROM "{blackstone.schema_name}".audit_event WHERE id = %s', newest)
    assert "Seals 2 to 2 stand in the file of heads but were removed from the database" in verify()


def test_a_seal_taken_out_of_the_middle_shows(blackstone: Practice, heads: Path) -> None:
    for _ in range(3):
        write_lines(blackstone, 1)
        seal()
    as_the_owner(f'DELETE FROM "{blackstone.schema_name}".audit_seal WHERE number = 2')
    assert "Seals 2 to 2 were removed." in verify()


def test_a_chain_made_anew_with_the_stolen_key_shows_against_the_file(
    blackstone: Practice, heads: Path
) -> None:
    ids = write_lines(blackstone, 2)
    seal()
    as_the_owner(f'DELETE FROM "{blackstone.schema_name}".audit_seal')
    as_the_owner(f'DELETE FROM "{blackstone.schema_name}".audit_event WHERE id = %s', ids[0])
    before = heads.read_bytes()
    seal()  # the whole key, the whole database; but not the file
    heads.write_bytes(before)
    assert "Seal 1 differs from the file of heads: the chain was made anew" in verify()


def test_another_key_opens_no_seal(blackstone: Practice, heads: Path) -> None:
    write_lines(blackstone, 1)
    seal()
    with override_settings(AUDIT_SEAL_KEY="another key, long enough"):
        assert "Seal 1 is broken" in verify()


def test_without_the_key_nothing_is_sealed_or_checked(blackstone: Practice, heads: Path) -> None:
    with override_settings(AUDIT_SEAL_KEY=""):
        with pytest.raises(CommandError, match="no key for the seals"):
            seal()
        with pytest.raises(CommandError, match="no key for the seals"):
            call_command("verify_audit")


def test_a_head_that_a_crash_kept_from_the_file_is_written_by_the_next_run(
    blackstone: Practice, heads: Path
) -> None:
    write_lines(blackstone, 1)
    seal()
    whole = heads.read_bytes()
    heads.write_bytes(b"")
    seal()
    assert sorted(heads.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_the_networks_lines_are_sealed_too(blackstone: Practice, heads: Path) -> None:
    record_in_network(person_id=uuid.uuid4(), action="sign in")
    seal()
    assert "network" in {head.chain for head in read(heads)}
    as_the_owner("UPDATE public.network_audit_event SET action = 'nothing' WHERE action = 'sign in'")
    out = StringIO()
    with as_login("sealer"), pytest.raises(CommandError, match="1 findings"):
        call_command("verify_audit", stdout=out)
    assert "the network: 1 findings" in out.getvalue()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE \"{schema}\".audit_event SET action = 'nothing'",
        'DELETE FROM "{schema}".audit_event',
        'UPDATE "{schema}".audit_seal SET number = 9',
        'DELETE FROM "{schema}".audit_seal',
        "INSERT INTO \"{schema}\".audit_event (id, action) VALUES (gen_random_uuid(), 'forged')",
        'SELECT * FROM "{schema}".job',
        "SELECT * FROM public.accounts_user",
    ],
)
def test_the_sealer_itself_can_only_read_lines_and_add_seals(blackstone: Practice, statement: str) -> None:
    with as_login("sealer"), connection.cursor() as cursor:
        with pytest.raises(DatabaseError) as caught:
            cursor.execute(statement.format(schema=blackstone.schema_name))
        assert caught.value.__cause__.sqlstate == "42501"  # type: ignore[union-attr]  # psycopg's error

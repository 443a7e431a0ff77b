"""What the database itself refuses, whatever our code says: bad cells, bad steps, changes of what has left."""

import uuid

import pytest

from nestwork.sealing.seal import practice_models
from tests.people import Cast
from tests.reporting.disclosure.raw import STAMP, a_cell, a_line, a_release, raw, refusal
from tests.reporting.disclosure.stories import (
    BLACKSTONE,
    approved,
    count_in,
    counted,
    ready,
    rejected,
    requested,
)

pytestmark = pytest.mark.django_db(transaction=True)

RIGHT, CHECK, TWICE, STEP, STANDS, LOGIN, NOBODY = (
    "42501", "23514", "23505", "NW020", "NW021", "NW022", "NW023",
)  # fmt: skip


def test_no_bad_cell_enters_while_the_engine_works(cast: Cast) -> None:
    release, here = requested(cast).pk, cast.blackstone
    decided = (
        f"UPDATE figure_release SET state = 'approved', decided_at = {STAMP}, decided_by_name = 'x',"
        f" decided_by_id = '{uuid.uuid4()}'"
    )
    bad = [(a_cell(release, here, value=str(count)), CHECK) for count in range(1, 11)]
    bad += [
        (a_cell(release, here, value="-1"), CHECK),
        (a_cell(release, here, value="NULL"), CHECK),
        (a_cell(release, here, status="'hidden'"), CHECK),
        (a_cell(release, here, status="'hidden'", value="0"), CHECK),
        (a_cell(release, here, status="'hidden'", value="7"), CHECK),
        (a_cell(release, here, status="'not_counted'"), CHECK),
        (a_cell(release, here, status="'not_counted'", value="0"), CHECK),
        (a_cell(release, here, status="'nearly'", value="NULL"), CHECK),
        (a_cell(release, here, status="NULL"), "23502"),
        (a_cell(release, here, practice_id="NULL"), STEP),
        (a_cell(release, here, practice_role=f"'{cast.harbor.schema_name}'"), STEP),
        (a_cell(release, here, practice_role="'nw_admin'"), STEP),
        (a_cell(uuid.uuid4(), here), STANDS),
        (f"UPDATE figure_release SET state = 'ready', protected_at = {STAMP} WHERE id = '{release}'", STEP),
        (f"{decided} WHERE id = '{release}'", STEP),
        (f"UPDATE figure_release SET quarter_start = '2020-01-01' WHERE id = '{release}'", STANDS),
        (f"DELETE FROM figure_release WHERE id = '{release}'", RIGHT),
        (a_line(release, uuid.uuid4(), kind="'approved'"), LOGIN),
        (a_line(release, uuid.uuid4(), kind="'anything'"), LOGIN),
        (a_release(uuid.uuid4()), RIGHT),
    ]  # fmt: skip
    with raw("release") as engine:
        found = [(statement, refusal(engine, statement)) for statement, _code in bad]
        assert found == bad
        assert refusal(engine, a_cell(release, here)) == "done 1", "a good cell does enter"
        assert refusal(engine, a_cell(release, here)) == TWICE


def test_an_administrator_begins_and_decides_and_does_nothing_else(cast: Cast) -> None:
    release, kit = ready(cast).pk, cast.network_administrator.pk
    somebody = cast.facilitator.pk
    decide = "UPDATE figure_release SET decided_at = now(), decided_by_name = 'Kit', decided_by_id = '{}', {} WHERE id = '{}'"
    bad = [
        (a_release(kit, state="'ready'"), STEP),
        (a_release(kit, state="'approved'"), STEP),
        (a_release(somebody), NOBODY),
        (a_release(kit, quarter_start="'2099-01-01'"), STEP),
        (a_release(kit, quarter_start="'2026-02-01'"), STEP),
        (a_release(kit, quarter_start="date_trunc('quarter', now())::date"), STEP),
        (a_release(kit, measure="'children_by_need_level'"), TWICE),
        (a_release(kit, measure="'children_by_need_level'", quarter_start="'2025-01-01'"), TWICE),
        (a_cell(release, cast.blackstone), RIGHT),
        (f"UPDATE released_cell SET value = 7 WHERE release_id = '{release}'", RIGHT),
        (f"DELETE FROM released_cell WHERE release_id = '{release}'", RIGHT),
        ("SELECT practice_role FROM released_cell", RIGHT),
        ("SELECT blocks FROM figure_ledger", RIGHT),
        (a_line(release, kit, kind="'approved'"), RIGHT),
        (decide.format(somebody, "state = 'approved'", release), NOBODY),
        (decide.format(kit, "state = 'rejected'", release), CHECK),
        (decide.format(kit, "state = 'approved', measure = 'x'", release), STANDS),
        (f"UPDATE figure_release SET state = 'failed', failure = 'fault' WHERE id = '{release}'", STEP),
        (f"UPDATE figure_release SET state = 'computing' WHERE id = '{release}'", STEP),
        (f"UPDATE figure_release SET state = 'approved' WHERE id = '{release}'", NOBODY),
        ("DELETE FROM release_event", RIGHT),
    ]  # fmt: skip
    with raw("web", role="nw_admin", person=kit) as admin:
        found = [(statement, refusal(admin, statement)) for statement, _code in bad]
    assert found == bad
    with raw("web", role="nw_admin") as nobody:
        assert refusal(nobody, decide.format(kit, "state = 'approved'", release)) == NOBODY
    for other in (somebody, uuid.uuid4()):  # a facilitator and nobody at all, under the administrator's role
        with raw("web", role="nw_admin", person=other) as forged:
            assert refusal(forged, a_release(other)) == NOBODY
            assert refusal(forged, decide.format(other, "state = 'approved'", release)) == NOBODY
            rejected = decide.format(other, "state = 'rejected', reason = 'x'", release)
            assert refusal(forged, rejected) == NOBODY
    with raw("release") as engine:
        late = decide.format(kit, "state = 'approved'", release)
        assert refusal(engine, late) == LOGIN
        assert refusal(engine, a_cell(release, cast.blackstone, stratum="'9'")) == STANDS


def test_what_has_left_is_changed_by_nobody_not_even_the_owner(cast: Cast) -> None:
    release, kit = approved(cast).pk, cast.network_administrator.pk
    changes = [
        f"UPDATE figure_release SET decided_by_name = 'x' WHERE id = '{release}'",
        f"UPDATE figure_release SET state = 'rejected', reason = 'x' WHERE id = '{release}'",
        f"UPDATE figure_release SET state = 'computing' WHERE id = '{release}'",
        f"DELETE FROM figure_release WHERE id = '{release}'",
        "UPDATE released_cell SET value = 12 WHERE value = 24",
        "UPDATE released_cell SET status = 'shown', value = 11 WHERE status = 'hidden'",
        "UPDATE released_cell SET practice_name = 'x'",
        "DELETE FROM released_cell",
        "TRUNCATE released_cell",
        "TRUNCATE figure_release CASCADE",
        "TRUNCATE figure_ledger",
        "TRUNCATE release_event",
        "UPDATE figure_ledger SET blocks = '[]'",
        "DELETE FROM figure_ledger",
        "DELETE FROM release_event",
        "UPDATE release_event SET by_name = 'x'",
    ]
    with raw("owner") as owner:
        assert [refusal(owner, change) for change in changes] == [STANDS] * len(changes)
    for login, role in (("release", ""), ("web", "nw_admin"), ("web", "nw_state"), ("worker", "nw_library")):
        with raw(login, role=role, person=kit if role == "nw_admin" else "") as sender:
            for change in changes:
                assert refusal(sender, change) in {RIGHT, STANDS}, (login, role, change)
    with raw("release") as engine:
        assert refusal(engine, a_cell(release, cast.blackstone, stratum="'9'")) == STANDS
        assert refusal(engine, a_line(release, kit)) == STANDS


def test_no_other_count_is_laid_beside_a_table_that_was_rejected(cast: Cast) -> None:
    seen, kit = count_in(cast.blackstone, BLACKSTONE), cast.network_administrator.pk
    quarter = rejected(cast).quarter_start
    again = requested(cast).pk

    def line(generation: uuid.UUID) -> str:
        block = f'[{{"practice": "{cast.blackstone.pk}", "generation": "{generation}", "digest": "x"}}]'
        return a_line(again, kit, quarter_start=f"'{quarter}'", blocks=f"'{block}'")

    with raw("release") as engine:
        assert refusal(engine, line(uuid.uuid4())) == STANDS
        assert refusal(engine, line(seen)) == "done 1"


def test_a_table_is_seen_only_by_those_it_is_for(cast: Cast) -> None:
    counted(cast)
    count = "SELECT count(*) FROM released_cell"
    table = "SELECT DISTINCT practice_name FROM released_cell ORDER BY 1"

    def seen(statement: str, login: str, role: str) -> object:
        with raw(login, role=role) as sender:
            code = refusal(sender, statement)
            return sender.execute(statement.encode()).fetchall() if code.startswith("done") else code

    here, there = cast.blackstone.schema_name, cast.harbor.schema_name
    release = ready(cast)
    assert [seen(count, "web", role) for role in ("nw_state", here, there)] == [[(0,)], [(0,)], [(0,)]]
    assert seen("SELECT count(*) FROM figure_release", "web", "nw_state") == [(0,)]
    assert seen(count, "web", "nw_admin") == [(12,)]
    from reporting.disclosure import services
    from tests.nestwork.jobs.network.stories import at_work

    with at_work(cast.network_administrator) as by:
        services.approve(by=by, release_id=release.pk)
    assert seen(count, "web", "nw_state") == [(12,)]
    assert seen(table, "web", here) == [("Blackstone Pediatrics",)]
    assert seen(table, "worker", there) == [("Harbor Children's Health",)]
    for login, role in (("web", ""), ("worker", ""), ("web", "nw_library"), ("sealer", ""), ("release", "")):
        assert seen(count, login, role) == RIGHT, (login, role)
    for role in (here, "nw_library"):
        assert seen("SELECT * FROM figure_release", "web", role) == RIGHT
    for login, role in (("web", here), ("web", "nw_state"), ("web", "nw_admin"), ("worker", "")):
        assert seen("SELECT blocks FROM figure_ledger", login, role) == RIGHT
        assert seen("SELECT practice_role FROM released_cell", login, role) == RIGHT


def test_nobody_but_the_engine_reads_another_practices_counts(cast: Cast) -> None:
    count_in(cast.blackstone, {"1": 7})
    cells = f'SELECT count FROM "{cast.blackstone.schema_name}".rollup_cell'
    for login, role in (
        ("web", "nw_state"), ("web", "nw_library"), ("web", "nw_admin"), ("web", cast.harbor.schema_name),
        ("worker", cast.harbor.schema_name), ("worker", ""), ("worker", "nw_library"), ("web", ""), ("sealer", ""),
    ):  # fmt: skip
        with raw(login, role=role) as sender:
            assert refusal(sender, cells) == RIGHT, (login, role)
    with raw("release") as engine:
        assert engine.execute(cells.encode()).fetchall() == [(7,)]
        for table in sorted({model._meta.db_table for model in practice_models()} - {"rollup_cell"}):
            elsewhere = f'SELECT 1 FROM "{cast.blackstone.schema_name}"."{table}"'
            assert refusal(engine, elsewhere) == RIGHT, table
        for verb in (
            "UPDATE {} SET count = 0",
            "DELETE FROM {}",
            "TRUNCATE {}",
            "INSERT INTO {} DEFAULT VALUES",
        ):
            change = verb.format(f'"{cast.blackstone.schema_name}".rollup_cell')
            assert refusal(engine, change) == RIGHT, verb

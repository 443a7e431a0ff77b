"""The real servers: what is kept through every ending, and that none outlives the one who started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from nestwork.embedded.erasing import remove
from nestwork.embedded.errors import AlreadyRunningError
from nestwork.embedded.locks import held_alone
from nestwork.embedded.places import Places, find_places
from nestwork.embedded.postgres import SUPERUSER, complaint
from nestwork.embedded.processes import living_in
from nestwork.embedded.servers import Servers, running

HOLDER = """
import sys, time
from pathlib import Path
from nestwork.embedded.servers import running
with running(Path(sys.argv[1])) as servers:
    print(*(process.pid for process in servers.processes), flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Return a home whose path holds a space, an accent and quotes; everything it made is removed."""
    place = tmp_path / "Dr. Peña's “office” & more" / ".nestwork"
    yield place
    remove(place)


@pytest.fixture
def holder(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process that holds the running pair, with the servers' ids in `pids`."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout
        process.pids = [int(pid) for pid in process.stdout.readline().split()]  # type: ignore[attr-defined]  # ours
        yield process
        process.kill()
        wait_until_gone(find_places(home))


def write(servers: Servers) -> None:
    """Put a row and a key, both acknowledged."""
    with servers.connect() as database:
        database.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        database.execute("INSERT INTO kept VALUES ('kept')")
    with redis.Redis(unix_socket_path=servers.valkey_socket) as valkey:
        valkey.rpush("kept", "kept")


def count(servers: Servers) -> tuple[object, object]:
    """Count the rows and keys."""
    with servers.connect() as database, redis.Redis(unix_socket_path=servers.valkey_socket) as valkey:
        row = database.execute("SELECT count(*) FROM kept").fetchone()
        return row and row[0], valkey.llen("kept")


def processes_of(places: Places) -> set[int]:
    """Return the ids of the servers of these places that live now."""
    return {*living_in(places.postgresql, "postgres"), *living_in(places.valkey, "valkey-server")}


def wait_until_gone(places: Places) -> None:
    """Wait until no server of these places lives; fails after ten seconds."""
    end = time.monotonic() + 10
    while left := processes_of(places):
        assert time.monotonic() < end, f"still alive: {left}"


def write_from_outside(home: Path) -> None:
    """Write through the sockets of a pair that another process holds."""
    places = find_places(home)
    write(Servers(str(places.run), str(places.valkey_socket), places))


def test_data_survives_a_stop_and_no_process_stays(home: Path) -> None:
    with running(home) as servers:
        write(servers)
        assert processes_of(servers.places) != set()
    assert processes_of(servers.places) == set()
    with running(home) as servers:
        assert count(servers) == (1, 1)


def test_the_servers_take_no_network_connection_and_no_stranger(home: Path) -> None:
    with running(home) as servers:
        with servers.connect() as database:
            assert database.execute("SHOW listen_addresses").fetchone() == ("",)
            assert database.execute("SELECT session_user::text").fetchone() == (SUPERUSER,)
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            servers.connect(user="somebody")
        assert oct(servers.places.run.stat().st_mode & 0o777) == "0o700"
        assert oct(servers.places.postgresql.stat().st_mode & 0o777) == "0o700"


def test_a_second_start_is_refused_and_takes_nothing_away(home: Path) -> None:
    with running(home) as servers:
        with pytest.raises(AlreadyRunningError), running(home):
            pytest.fail("two pairs on one data folder")
        write(servers)
        assert count(servers) == (1, 1)


def test_the_telling_line_of_a_servers_output_is_found() -> None:
    assert complaint("initdb: removing contents\nFATAL:  could not write\n\n") == "FATAL:  could not write"
    assert complaint("only this\n\n") == "only this"
    assert complaint("") == "It gave no reason."


@pytest.mark.prove
@pytest.mark.parametrize("victims", [[0], [1], [0, 1]], ids=["postgres", "valkey", "both"])
def test_after_kill_9_of_a_server_the_next_start_has_everything(
    home: Path, holder: subprocess.Popen[str], victims: list[int]
) -> None:
    write_from_outside(home)
    for victim in victims:
        os.kill(holder.pids[victim], signal.SIGKILL)  # type: ignore[attr-defined]  # ours
    holder.kill()
    holder.wait()
    with running(home) as servers:
        assert count(servers) == (1, 1)


@pytest.mark.prove
def test_after_kill_9_of_the_launcher_the_servers_end_by_themselves(
    home: Path, holder: subprocess.Popen[str]
) -> None:
    write_from_outside(home)
    holder.kill()
    holder.wait()
    wait_until_gone(find_places(home))
    with running(home) as servers:
        assert count(servers) == (1, 1)


@pytest.mark.prove
def test_a_start_in_the_same_instant_as_the_kill_works(home: Path, holder: subprocess.Popen[str]) -> None:
    write_from_outside(home)
    for pid in holder.pids:  # type: ignore[attr-defined]  # ours
        os.kill(pid, signal.SIGKILL)
    holder.kill()
    holder.wait()
    with running(home) as servers:
        assert count(servers) == (1, 1)


@pytest.mark.prove
def test_a_backend_at_work_when_its_server_was_killed_does_not_block_the_next_start(
    home: Path, holder: subprocess.Popen[str]
) -> None:
    write_from_outside(home)
    places = find_places(home)
    busy = psycopg.connect(host=str(places.run), user=SUPERUSER, dbname="postgres", autocommit=True)
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 100000000000)")
    busy.pgconn.flush()
    os.kill(holder.pids[0], signal.SIGKILL)  # type: ignore[attr-defined]  # ours
    holder.kill()
    holder.wait()
    with running(home) as servers:
        assert count(servers) == (1, 1)
    busy.close()


@pytest.mark.prove
def test_a_stale_pid_file_that_names_a_living_stranger_is_no_server(home: Path) -> None:
    with running(home) as servers:
        write(servers)
        pid_file = servers.places.postgresql / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with running(home) as servers:
        assert count(servers) == (1, 1)


@pytest.mark.prove
def test_a_cut_off_first_start_starts_over(home: Path) -> None:
    places = find_places(home)
    places.make()
    half = places.room / ".postgresql-new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with running(home) as servers:
        write(servers)
        assert count(servers) == (1, 1)
    assert not half.exists()


@pytest.mark.prove
def test_nothing_is_erased_while_it_runs(home: Path) -> None:
    from nestwork.embedded.erasing import reset
    from nestwork.embedded.errors import EmbeddedError

    with running(home) as servers:
        write(servers)
        with pytest.raises(EmbeddedError, match="nothing was removed"):
            reset(home)
        assert count(servers) == (1, 1)
    reset(home)
    assert not servers.places.postgresql.exists()
    with held_alone(home / "lock"):
        pass

"""A pair of servers, PostgreSQL and Valkey, for as long as somebody needs them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from nestwork.embedded.errors import AlreadyRunningError, EmbeddedError
from nestwork.embedded.locks import held_alone, held_with_others, try_alone
from nestwork.embedded.places import Places, find_places
from nestwork.embedded.postgres import SUPERUSER, Postgres
from nestwork.embedded.programs import find_programs
from nestwork.embedded.valkey import Valkey, answers

_keepers: list[subprocess.Popen[bytes]] = []
LOOK_SECONDS = 0.3  # how often the keeper looks whether it is still needed


@dataclass(frozen=True)
class Servers:
    """Where a running pair is reached. Connections are built from keywords, never from a string: paths have spaces."""

    socket_dir: str
    valkey_socket: str
    places: Places
    processes: tuple[subprocess.Popen[bytes], ...] = ()

    def connect(
        self, *, user: str = SUPERUSER, database: str = "postgres"
    ) -> psycopg.Connection[tuple[object, ...]]:
        """Open a connection that commits each statement by itself."""
        return psycopg.connect(host=self.socket_dir, user=user, dbname=database, autocommit=True)


@contextmanager
def running(home: Path, *, fast: bool = False) -> Iterator[Servers]:
    """Start the pair of this home and stop it at the end; one flock guards both.

    `fast` is for tests: nothing is forced to the disk. Raises AlreadyRunningError when another process holds the lock.
    Call from the main thread: the servers end with the thread that started them.
    """
    places = find_places(home)
    with held_alone(places.home / "lock"), ExitStack() as stops:
        try:
            places.make()
            programs = find_programs(places)
        except OSError as error:
            raise EmbeddedError(
                f"{error.filename}: {error.strerror}. The servers were not started."
            ) from error
        valkey = Valkey(places, programs, fast=fast)
        postgres = Postgres(places, programs, fast=fast)
        stops.callback(postgres.stop)
        postgres.start()
        stops.callback(valkey.stop)
        valkey.start()
        processes = tuple(server.process for server in (postgres, valkey) if server.process is not None)
        yield Servers(str(places.run), str(places.valkey_socket), places, processes)


@contextmanager
def shared(home: Path) -> Iterator[Servers]:
    """Use the fast pair of this home together with other test runs.

    A keeper process starts the pair for the first who asks and ends it after the last one has gone, so a run that
    ends first takes nothing away from the others.
    """
    places = find_places(home)
    with held_with_others(places.home / "users"):
        _ensure_keeper(places)
        yield Servers(str(places.run), str(places.valkey_socket), places)


def keep(home: Path) -> None:
    """Be the keeper: hold the pair until nobody shares it any more or one of the servers ends."""
    try:
        with running(home, fast=True) as servers, _users(home) as users:
            while all(process.poll() is None for process in servers.processes):
                if try_alone(users):
                    return  # still holding the users' lock: a newcomer waits until the servers are gone
                time.sleep(LOOK_SECONDS)
    except AlreadyRunningError:
        return  # another keeper was quicker


@contextmanager
def _users(home: Path) -> Iterator[int]:
    descriptor = os.open(home / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    yield descriptor  # never closed by hand: the kernel lets go when this process has stopped its servers and ends


def _ensure_keeper(places: Places) -> None:
    end = time.monotonic() + 150
    keeper: subprocess.Popen[bytes] | None = None
    while not _answer(places):
        if time.monotonic() > end:
            raise EmbeddedError(f"The test servers did not start; see {places.home / 'keeper.log'}.")
        if keeper is None or keeper.poll() is not None:
            if keeper is not None and keeper.returncode != 0:
                words = (places.home / "keeper.log").read_text(errors="replace").strip().splitlines()
                raise EmbeddedError(
                    f"The test servers did not start: {words[-1] if words else 'no reason given'}"
                )
            keeper = _start_keeper(places)
        time.sleep(0.05)


def _start_keeper(places: Places) -> subprocess.Popen[bytes]:
    with (places.home / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "nestwork.embedded", "keep", str(places.home)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
        )
    _keepers.append(keeper)  # it outlives the call on purpose; dropping it would warn of a lost process
    return keeper


def _answer(places: Places) -> bool:
    """Tell whether both servers take connections now; a socket that a crash left behind does not."""
    if not answers(str(places.valkey_socket)):
        return False
    try:
        psycopg.connect(host=str(places.run), user=SUPERUSER, dbname="postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True

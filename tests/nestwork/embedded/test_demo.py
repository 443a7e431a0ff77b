"""`make demo` as a person meets it: first page, second start, a taken port, Ctrl-C, and every kind of kill.

One home is filled once. Each test uses the demonstration that runs, or starts it when the test before ended it: so
every kill is followed by a real start, and every start proves that the data is kept.
"""

import json
import os
import random
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nestwork.embedded.erasing import remove
from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import find_places
from nestwork.embedded.ports import bind
from nestwork.embedded.postgres import SUPERUSER
from tests.demo import Demo

pytestmark = pytest.mark.prove
ARGUMENTS = ("--practices", "1", "--children", "6")
ROLES = {
    "coordinator", "physician", "nurse", "practice_administrator", "parent_partner", "facilitator",
    "directory_steward", "state_reviewer", "network_administrator",
}  # fmt: skip
# What is killed, and the words of its command line.
VICTIMS = {
    "postgres": "postgres -D",
    "valkey": "valkey-server",
    "web": "gunicorn",
    "worker": "--queues=celery",
    "release": "--queues=release",
    "sealer": "seal_audit",
    "beat": "beat --schedule",
}


def quiet_port() -> int:
    """Return a free port below those the system lends out, so that other demonstrations here do not move ours."""
    for port in random.sample(range(20_000, 30_000), 50):
        try:
            bind(str(port)).close()
        except EmbeddedError:
            continue
        return port
    pytest.fail("no free port in fifty tries")


class House:
    """One home and the demonstration that runs in it, if any."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = quiet_port()
        self.demo: Demo | None = None
        self.first: dict[str, object] = {}

    def running(self) -> Demo:
        """Return the running demonstration; a new start has to show the data of the first one."""
        if self.demo is None or self.demo.process.poll() is not None:
            self.demo = Demo(self.home, *ARGUMENTS, NESTWORK_PORT=str(self.port)).ready()
            kept = self.kept()
            self.first = self.first or kept
            assert kept == self.first
            assert self.demo.page() in (200, 302)
        return self.demo

    def kept(self) -> dict[str, object]:
        """Return what must outlive every ending: the practice, its children, the sign-ins."""
        with self.superuser("nestwork") as database:
            [schema] = database.execute("SELECT schema_name::text FROM practices_practice").fetchone() or [""]
            children = database.execute(
                f'SELECT count(*) FROM "{schema}".patients_child'  # type: ignore[arg-type]  # our own schema's name
            ).fetchone()
        return {"schema": schema, "children": children, "sheet": (self.home / "demo.json").read_text()}

    def superuser(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        """Connect to the home's own server past the application."""
        return psycopg.connect(host=str(find_places(self.home).run), user=SUPERUSER, dbname=database)

    def processes(self) -> dict[int, str]:
        """Return every process that carries this home in its environment or lives in its data folders."""
        found = {}
        room = find_places(self.home).room
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            try:
                ours = f"NESTWORK_HOME={self.home}\0".encode() in (entry / "environ").read_bytes()
                lives = str((entry / "cwd").readlink()).startswith(f"{room}/")
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if words and (ours or lives):
                found[int(entry.name)] = words
        return found

    def wait_until_empty(self) -> None:
        """Wait until no process of this home lives; fails after thirty seconds."""
        end = time.monotonic() + 30
        while left := self.processes():
            assert time.monotonic() < end, f"still alive: {left}"

    def close(self) -> None:
        """End what still runs, after a failed test too, and remove the home."""
        if self.demo is not None:
            with self.demo.process as process:
                process.kill()
        self.wait_until_empty()
        remove(self.home)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return a home with a space and accents in its path."""
    made = House(tmp_path_factory.mktemp("made") / "été à côté" / ".nestwork")
    try:
        yield made
    finally:
        made.close()


def test_the_first_pages_answer_and_every_role_may_sign_in(house: House) -> None:
    demo = house.running()
    [practice] = demo.sheet["practices"]
    assert house.first["children"] == (6,)
    assert demo.page(host=f"{practice['slug']}.localhost") in (200, 302)
    assert demo.page(host="nobody.localhost") == 404
    people = demo.sheet["people"]
    assert {person["role"] for person in people} == ROLES
    assert sum(person["role"] == "facilitator" for person in people) >= 2
    for name in ("demo.json", "run.json", "secret.key", "seal.key", "release.key"):
        assert (demo.home / name).stat().st_mode & 0o777 == 0o600
    for person in people:
        assert person["email"] in demo.said
        assert person["password"] in demo.said


def test_every_process_signs_in_with_its_own_login_and_none_as_superuser(house: House) -> None:
    house.running().page()
    words = "\n".join(house.processes().values())
    assert [name for name, mark in VICTIMS.items() if mark not in words] == []
    with house.superuser("postgres") as database:
        seen = database.execute(
            "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = 'nestwork'"
        )
        logins = {row[0] for row in seen.fetchall()}
    assert logins <= {"nw_web", "nw_worker", "nw_release", "nw_sealer"}


def test_a_second_launcher_says_it_already_runs_and_disturbs_nothing(house: House) -> None:
    demo = house.running()
    second = Demo(house.home)
    said = second.process.communicate(timeout=60)[0]
    assert second.process.returncode == 0
    assert f"already runs in {house.home}: http://localhost:{demo.port}" in said
    assert demo.page() in (200, 302)


def test_a_taken_port_is_a_sentence_and_leaves_nothing(house: House, tmp_path: Path) -> None:
    port = house.running().port
    other = House(tmp_path / "other")
    refused = Demo(other.home, NESTWORK_PORT=str(port))
    said = refused.process.communicate(timeout=60)[0]
    assert refused.process.returncode == 1
    assert f"Port {port} is taken by another program" in said
    other.close()
    assert house.running().page() in (200, 302)


def test_a_second_start_does_nothing_twice(house: House) -> None:
    assert house.running().stop() == 0
    again = house.running()
    steps = [float(seconds) for seconds in re.findall(r"(?:date|fonts|practice) … ([\d.]+)s", again.said)]
    assert len(steps) == 3
    assert max(steps) < 0.5, "a step was done again although nothing had changed"


def test_a_newer_clone_tells_the_rest_of_the_story_in_an_older_network(house: House) -> None:
    def placed() -> int:
        with house.superuser("nestwork") as database:
            return int(str((database.execute("SELECT count(*) FROM zip_place").fetchone() or [0])[0]))

    demo = house.running()
    assert placed() > 0
    with house.superuser("nestwork") as database:
        database.execute("DELETE FROM zip_place")
    demo.stop()
    memory = find_places(house.home).room / "prepared.json"
    known = json.loads(memory.read_text())
    memory.write_text(json.dumps({**known, "network": f"1 6 http://localhost:{house.port}"}))
    house.running()  # also looks that nothing else has changed
    assert placed() > 0


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_ctrl_c_a_closed_terminal_and_a_shutdown_leave_no_process(
    house: House, wanted: signal.Signals
) -> None:
    demo = house.running()
    assert len(house.processes()) > 8
    assert demo.stop(wanted) == 0
    assert "its data is kept" in demo.said
    house.wait_until_empty()


@pytest.mark.parametrize("victim", VICTIMS)
def test_kill_9_of_any_process_stops_everything_in_words(house: House, victim: str) -> None:
    demo = house.running()
    pids = [pid for pid, words in house.processes().items() if VICTIMS[victim] in words]
    os.kill(min(pids), signal.SIGKILL)
    said = demo.process.communicate(timeout=90)[0]
    assert demo.process.returncode == 1
    assert "so everything was stopped" in said
    house.wait_until_empty()


def test_kill_9_of_the_launcher_leaves_no_process_and_the_next_start_recovers(house: House) -> None:
    demo = house.running()
    demo.process.kill()
    demo.process.communicate()
    house.wait_until_empty()
    assert house.running().stop() == 0


def test_real_servers_are_refused_before_anything_starts(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "home", DATABASE_WEB_URL="postgresql://nw_web@database/nestwork")
    said = demo.process.communicate(timeout=30)[0]
    assert demo.process.returncode == 1
    assert "never touches a real server, but DATABASE_WEB_URL is set" in said
    assert not (tmp_path / "home").exists()

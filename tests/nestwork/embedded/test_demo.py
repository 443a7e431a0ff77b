"""`make demo` as a person meets it: first page, second start, a taken port, Ctrl-C, and every kind of kill."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import psycopg
import pytest

from nestwork.embedded.erasing import remove
from nestwork.embedded.places import find_places
from nestwork.embedded.postgres import SUPERUSER

pytestmark = pytest.mark.prove
START_SECONDS = 240
ROLES = {
    "coordinator", "physician", "nurse", "practice_administrator", "parent_partner", "facilitator",
    "directory_steward", "state_reviewer", "network_administrator",
}  # fmt: skip


class Demo:
    """One running `python -m nestwork.embedded demo` and what it has said."""

    started: ClassVar[list["Demo"]] = []

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.home = home
        self.said = ""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("NESTWORK", "DJANGO"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nestwork.embedded", "demo", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            env={**kept, "NESTWORK_HOME": str(home), **environment},
        )  # fmt: skip
        self.started.append(self)

    def wait_for(self, words: str) -> None:
        """Read lines until one holds these words; fails when the demonstration ends before."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        pytest.fail(f"{words!r} was never said:\n{self.said}")

    def ready(self) -> "Demo":
        """Wait for the last line of the sign-ins."""
        self.wait_for("Ctrl-C stops everything")
        return self

    @property
    def port(self) -> int:
        """Return the port its pages are on."""
        return int(json.loads((self.home / "run.json").read_text())["port"])

    def page(self, host: str = "localhost", path: str = "/") -> int:
        """Ask for a page and return the answer's status."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as caller:
            caller.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            with caller.getresponse() as answer:
                return answer.status

    def stop(self, wanted: signal.Signals = signal.SIGINT) -> int:
        """Send a signal to the launcher alone and return its exit code."""
        self.process.send_signal(wanted)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


def processes_of(home: Path) -> dict[int, str]:
    """Return every process that carries this home in its environment or lives in its data folders."""
    found = {}
    room = find_places(home).room
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            ours = f"NESTWORK_HOME={home}\0".encode() in (entry / "environ").read_bytes()
            lives = str((entry / "cwd").readlink()).startswith(f"{room}/")
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if words and (ours or lives):
            found[int(entry.name)] = words
    return found


def wait_until_gone(home: Path) -> None:
    """Wait until no process of this home lives; fails after fifteen seconds."""
    end = time.monotonic() + 15
    while left := processes_of(home):
        assert time.monotonic() < end, f"still alive: {left}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a home with a space and an accent that one first start has filled."""
    place = tmp_path_factory.mktemp("made") / "été à côté" / ".nestwork"
    yield place
    remove(place)


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """End whatever a test left running, so that one failure does not fail the next tests."""
    yield
    while Demo.started:
        with Demo.started.pop().process as process:
            process.kill()


@pytest.fixture
def demo(home: Path) -> Iterator[Demo]:
    """Return the running demonstration of one practice and six children."""
    yield Demo(home, "--practices", "1", "--children", "6").ready()
    for other in Demo.started:
        other.process.kill()
    wait_until_gone(home)


def children(home: Path, schema: str) -> int:
    """Count a practice's children, as the superuser of the embedded server."""
    with psycopg.connect(host=str(find_places(home).run), user=SUPERUSER, dbname="nestwork") as database:
        row = database.execute(f'SELECT count(*) FROM "{schema}".patients_child').fetchone()  # type: ignore[arg-type]  # ours
        return int(row[0]) if row else 0


def schema(home: Path) -> str:
    """Return the schema of the only practice."""
    with psycopg.connect(host=str(find_places(home).run), user=SUPERUSER, dbname="nestwork") as database:
        row = database.execute("SELECT schema_name FROM practices_practice").fetchone()
        assert row
        return str(row[0])


def test_the_first_pages_answer_and_every_role_may_sign_in(demo: Demo) -> None:
    assert demo.page() in (200, 302)
    network = json.loads((demo.home / "demo.json").read_text())
    [practice] = network["practices"]
    assert demo.page(host=f"{practice['slug']}.localhost") in (200, 302)
    assert demo.page(host="nobody.localhost") == 404
    assert {person["role"] for person in network["people"]} == ROLES
    assert sum(person["role"] == "facilitator" for person in network["people"]) >= 2
    for name in ("demo.json", "run.json", "secret.key", "seal.key"):
        assert (demo.home / name).stat().st_mode & 0o777 == 0o600
    for person in network["people"]:
        assert person["email"] in demo.said
        assert person["password"] in demo.said
    assert demo.stop() == 0
    assert "its data is kept" in demo.said


def test_every_process_signs_in_with_its_own_login_and_none_as_superuser(demo: Demo) -> None:
    kinds = {
        "web": "gunicorn",
        "worker": "--queues=celery",
        "release": "--queues=release",
        "sealer": "seal_audit",
    }
    words = " ".join(processes_of(demo.home).values())
    assert all(mark in words for mark in [*kinds.values(), "beat"])
    demo.page()
    with psycopg.connect(host=str(find_places(demo.home).run), user=SUPERUSER, dbname="postgres") as database:
        seen = database.execute(
            "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = 'nestwork'"
        )
        logins = {row[0] for row in seen.fetchall()}
    assert logins <= {"nw_web", "nw_worker", "nw_release", "nw_sealer"}


def test_a_second_start_is_quick_and_keeps_the_data(demo: Demo) -> None:
    name = schema(demo.home)
    before = children(demo.home, name)
    passwords = json.loads((demo.home / "demo.json").read_text())["people"]
    assert before == 6
    assert demo.stop() == 0
    again = Demo(demo.home, "--practices", "1", "--children", "6").ready()
    assert schema(demo.home) == name
    assert children(demo.home, name) == before
    assert json.loads((demo.home / "demo.json").read_text())["people"] == passwords
    steps = [float(seconds) for seconds in re.findall(r"(?:date|fonts|practice) … ([\d.]+)s", again.said)]
    assert len(steps) == 3
    assert max(steps) < 0.5, "a step was done again although nothing had changed"
    assert again.stop() == 0


def test_a_second_launcher_says_it_already_runs_and_disturbs_nothing(demo: Demo) -> None:
    second = Demo(demo.home)
    said = second.process.communicate(timeout=60)[0]
    assert second.process.returncode == 0
    assert f"already runs in {demo.home}: http://localhost:{demo.port}" in said
    assert demo.page() in (200, 302)


def test_a_taken_port_is_a_sentence_and_leaves_nothing(demo: Demo, tmp_path: Path) -> None:
    other = Demo(tmp_path / "other", NESTWORK_PORT=str(demo.port))
    said = other.process.communicate(timeout=60)[0]
    assert other.process.returncode == 1
    assert f"Port {demo.port} is taken by another program" in said
    wait_until_gone(tmp_path / "other")
    remove(tmp_path / "other")


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_a_closed_terminal_and_a_shutdown_leave_no_process(demo: Demo, wanted: signal.Signals) -> None:
    assert len(processes_of(demo.home)) > 8
    assert demo.stop(wanted) == 0
    wait_until_gone(demo.home)


def test_kill_9_of_the_launcher_leaves_no_process_and_the_next_start_recovers(demo: Demo) -> None:
    name = schema(demo.home)
    demo.process.kill()
    demo.process.communicate()
    wait_until_gone(demo.home)
    again = Demo(demo.home, "--practices", "1", "--children", "6").ready()
    assert children(demo.home, name) == 6
    assert again.stop() == 0


@pytest.mark.parametrize(
    "victim", ["postgres -D", "valkey-server", "gunicorn", "--queues=celery", "seal_audit", "beat"]
)
def test_kill_9_of_any_process_stops_everything_in_words_and_the_next_start_recovers(
    demo: Demo, victim: str
) -> None:
    pids = [pid for pid, words in processes_of(demo.home).items() if victim in words]
    os.kill(min(pids), signal.SIGKILL)
    said = demo.process.communicate(timeout=60)[0]
    assert demo.process.returncode == 1
    assert "so everything was stopped" in said
    wait_until_gone(demo.home)
    again = Demo(demo.home, "--practices", "1", "--children", "6").ready()
    assert again.page() in (200, 302)
    assert again.stop() == 0


def test_real_servers_are_refused_before_anything_starts(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "home", DATABASE_WEB_URL="postgresql://nw_web@database/nestwork")
    said = demo.process.communicate(timeout=30)[0]
    assert demo.process.returncode == 1
    assert "never touches a real server, but DATABASE_WEB_URL is set" in said
    assert not (tmp_path / "home").exists()

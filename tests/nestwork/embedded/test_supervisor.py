"""The supervisor with real processes: their lines, their endings, their grandchildren."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.supervisor import STOP_SIGNALS, Command, Supervisor, how
from nestwork.embedded.terminal import Terminal

PATIENT = "import time\nprint('ready', flush=True)\ntime.sleep(600)"
STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + PATIENT
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"])
print(child.pid, flush=True)
child.wait()
"""


def python(name: str, source: str) -> Command:
    """Return a command that runs a piece of Python."""
    return Command(name, [sys.executable, "-c", source])


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    """Return a supervisor; whatever a test left running is ended, and this process's signals are as before."""
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    keeper = Supervisor(Terminal(steps=1), [])
    yield keeper
    keeper.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines shown since the last look."""
    return capsys.readouterr().out.splitlines()


def test_each_line_stands_under_its_process(
    supervisor: Supervisor, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []
    supervisor.start(python("web", "print('one')\nprint('zwölf')\n" + PATIENT))
    supervisor.start(python("beat", PATIENT))

    def all_ready() -> bool:
        seen.extend(lines(capsys))
        return sum(line.endswith("ready") for line in seen) == 2

    supervisor.watch(until=all_ready)
    assert sorted(seen) == ["beat    | ready", "web     | one", "web     | ready", "web     | zwölf"]


def test_a_process_that_ends_by_itself_is_named(supervisor: Supervisor) -> None:
    supervisor.start(python("worker", "raise SystemExit(3)"))
    with pytest.raises(EmbeddedError, match="The process worker ended with code 3"):
        supervisor.watch()


def test_a_server_that_ends_is_noticed() -> None:
    server = subprocess.Popen([sys.executable, "-c", "pass"])
    with pytest.raises(EmbeddedError, match="A database server ended with code 0"):
        Supervisor(Terminal(steps=1), [server]).watch()
    server.wait()


def test_stopping_ends_everybody(supervisor: Supervisor) -> None:
    children = [supervisor.start(python(name, PATIENT)) for name in ("web", "worker")]
    supervisor.stop()
    supervisor.stop()  # a second time is harmless
    assert [child.process.poll() for child in children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_who_does_not_listen_is_killed(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nestwork.embedded.supervisor.PATIENCE", 0.3)
    child = supervisor.start(python("worker", STUBBORN))
    supervisor.watch(until=lambda: "worker  | ready" in lines(capsys))
    supervisor.stop()
    assert child.process.poll() == -signal.SIGKILL


def test_grandchildren_go_too(supervisor: Supervisor, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []
    supervisor.start(python("worker", PARENT))
    supervisor.watch(until=lambda: bool(seen.extend(lines(capsys)) or seen))
    grandchild = int(seen[0].split("|")[1])
    supervisor.stop()
    end = time.monotonic() + 10
    while alive(grandchild):
        assert time.monotonic() < end


def alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_children_end_with_a_supervisor_that_was_killed() -> None:
    source = (
        "import sys\n"
        "from nestwork.embedded.supervisor import Command, Supervisor\n"
        "from nestwork.embedded.terminal import Terminal\n"
        "keeper = Supervisor(Terminal(steps=1), [])\n"
        "child = keeper.start(Command('web', [sys.executable, '-c', 'import time; time.sleep(600)']))\n"
        "print(child.process.pid, flush=True)\n"
        "keeper.watch()\n"
    )
    with subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True) as launcher:
        assert launcher.stdout
        child = int(launcher.stdout.readline())
        assert alive(child)
        launcher.kill()
    end = time.monotonic() + 10
    while alive(child):
        assert time.monotonic() < end


def test_endings_are_said_in_words() -> None:
    assert how(1) == "with code 1"
    assert how(-signal.SIGKILL) == "by signal SIGKILL"

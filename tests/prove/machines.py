"""Real processes for the kill tests: workers, beat, a Valkey of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nestwork.embedded.places import CLONE
from nestwork.embedded.processes import end_with_parent


class Machines:
    """Starts processes and ends every one of them with its children, by kill -9."""

    def __init__(self, folder: Path, broker: str) -> None:
        self.folder = folder
        self.broker = broker
        self._running: list[subprocess.Popen[bytes]] = []

    def worker(self, process: str = "worker") -> subprocess.Popen[bytes]:
        """A worker with two children under the worker's database login, or the release worker's for its queue."""
        options = [
            "worker",
            "--include=tests.prove.work",
            f"--queues={'release' if process == 'release' else 'celery'}",
            "--concurrency=2",
            "--without-mingle",
            "--without-gossip",
        ]
        return self._celery(
            "worker", *options, f"--hostname=prove{len(self._running)}@localhost", process=process
        )

    def beat(self) -> subprocess.Popen[bytes]:
        """The clock that sends the sweep every twenty seconds."""
        return self._celery("beat", "beat", f"--schedule={self.folder / 'beat'}", "--pidfile=")

    def script(self, text: str, process: str) -> subprocess.Popen[bytes]:
        """A Python script under one of the database logins."""
        return self._start([sys.executable, "-c", text], process, "script")

    def kill(self, machine: subprocess.Popen[bytes]) -> None:
        """kill -9 of the process and of its children at once."""
        os.killpg(machine.pid, signal.SIGKILL)
        machine.wait()

    def kill_all(self) -> None:
        """End whatever still runs."""
        for machine in self._running:
            if machine.poll() is None:
                self.kill(machine)

    def log(self) -> str:
        """What the processes wrote, for the message of a failed test."""
        return "\n".join(
            f"== {file.name}\n{file.read_text()[-4000:]}" for file in sorted(self.folder.glob("*.log"))
        )

    def _celery(self, name: str, *options: str, process: str = "worker") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "celery", "-A", "nestwork.celery", "-b", self.broker]
        return self._start([*command, *options, "--loglevel=INFO"], process, name)

    def _start(self, command: list[str], process: str, name: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nestwork.settings.test",
            "NESTWORK_PROCESS": process,
            "PYTHONPATH": os.pathsep.join([str(CLONE), str(CLONE / "platform")]),
        }
        with (self.folder / f"{name}{len(self._running)}.log").open("wb") as log:
            machine = subprocess.Popen(
                command,
                cwd=CLONE,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGKILL),  # noqa: PLW1509 - started from the main thread only
            )
        self._running.append(machine)
        return machine


def wait_until(condition: Callable[[], bool], machines: Machines, *, seconds: float = 90) -> None:
    """Look twenty times a second until the condition holds; fail with the logs when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s\n{machines.log()}")
        time.sleep(0.05)

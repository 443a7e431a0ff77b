"""Runs the application's processes beside each other, shows their lines, and leaves none behind."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.processes import end_with_parent
from nestwork.embedded.terminal import Terminal

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10  # seconds a process has to end by itself


class StopWished(BaseException):
    """The person or the system asked to stop."""


@dataclass(frozen=True)
class Command:
    """A process to run: its name in the log, its arguments, what its environment adds, sockets it inherits."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    pass_fds: tuple[int, ...] = ()


@dataclass
class Child:
    """A running process and the unfinished line it has written."""

    name: str
    process: subprocess.Popen[bytes]
    rest: bytes = b""


def listen_for_stop() -> None:
    """Turn the stop signals into StopWished.

    Set explicitly, because a script's `make demo &` starts with SIGINT ignored and Python would never notice it.
    """

    def wished(number: int, frame: FrameType | None) -> None:
        for each in STOP_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise StopWished(signal.Signals(number).name)

    for each in STOP_SIGNALS:
        signal.signal(each, wished)


class Supervisor:
    """Starts children in sessions of their own; call from the main thread only (they end with their starter)."""

    def __init__(self, terminal: Terminal, servers: Sequence[subprocess.Popen[bytes]]) -> None:
        self.terminal = terminal
        self.servers = servers
        self.children: list[Child] = []
        self.selector = selectors.DefaultSelector()
        self._hurry = False

    def start(self, command: Command) -> Child:
        """Start one process; its output comes through a pipe, line by line."""
        process = subprocess.Popen(
            list(command.arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - started from the main thread only
            pass_fds=command.pass_fds,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **command.environment},
        )
        child = Child(command.name, process)
        self.children.append(child)
        os.set_blocking(_output(child).fileno(), False)
        self.selector.register(_output(child), selectors.EVENT_READ, child)
        return child

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Show lines until `until` holds; raises EmbeddedError when a process or a server ends by itself."""
        while not until():
            self._show(0.2)
            for child in self.children:
                if (code := child.process.poll()) is not None:
                    self._show(0)
                    raise EmbeddedError(
                        f"The process {child.name} ended {how(code)}, so everything was stopped."
                    )
            for server in self.servers:
                if (code := server.poll()) is not None:
                    raise EmbeddedError(f"A database server ended {how(code)}, so everything was stopped.")

    def stop(self) -> None:
        """End all processes: asked first, killed after ten seconds or at a second signal, grandchildren last."""
        if not self.children:
            return
        for each in STOP_SIGNALS:
            signal.signal(each, lambda number, frame: setattr(self, "_hurry", True))
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()
        end = time.monotonic() + PATIENCE
        while any(child.process.poll() is None for child in self.children):
            if self._hurry or time.monotonic() > end:
                break
            self._show_quietly(0.1)
        for child in self.children:
            _kill_group(child)
            child.process.wait()
        self._show_quietly(0)
        self.selector.close()
        for child in self.children:
            _output(child).close()
        self.children = []

    def _show_quietly(self, seconds: float) -> None:
        try:
            self._show(seconds)
        except BrokenPipeError:
            time.sleep(seconds)  # nobody reads any more; stopping goes on

    def _show(self, seconds: float) -> None:
        if not self.selector.get_map():
            time.sleep(seconds)  # nothing to read from, and select would not wait
            return
        for key, _ in self.selector.select(seconds):
            child: Child = key.data
            text = _output(child).read()
            if not text:
                if text == b"":
                    self.selector.unregister(_output(child))
                continue
            *lines, child.rest = (child.rest + text).split(b"\n")
            for line in lines:
                self.terminal.line(child.name, line.decode(errors="replace").rstrip())


def how(code: int) -> str:
    """Say how a process ended."""
    return f"by signal {signal.Signals(-code).name}" if code < 0 else f"with code {code}"


def _output(child: Child) -> IO[bytes]:
    if child.process.stdout is None:
        raise RuntimeError("every child is started with a pipe")
    return child.process.stdout


def _kill_group(child: Child) -> None:
    try:
        os.killpg(child.process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # the group is gone; a Mac answers PermissionError for a zombie

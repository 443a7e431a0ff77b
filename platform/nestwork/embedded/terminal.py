"""What the person at the terminal sees: numbered steps with their time, and each process's lines under its name."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

COLOURS = {"web": 36, "worker": 32, "release": 35, "sealer": 33, "beat": 34, "demo": 1}
WIDTH = 7
STILL_SECONDS = 5  # how often a long step says that it is still at work


class Terminal:
    """Writes lines to standard output; colour and rewriting only where a person watches."""

    def __init__(self, *, steps: int) -> None:
        self.steps = steps
        self.done = 0
        self.live = sys.stdout.isatty()
        self.colour = self.live and "NO_COLOR" not in os.environ
        self._label = ""
        self._began = self._said = 0.0

    def line(self, source: str, text: str) -> None:
        """Write one line of a process under its name."""
        name = f"{source:<{WIDTH}}"
        if self.colour:
            name = f"\033[{COLOURS.get(source, 0)}m{name}\033[0m"
        self._write(f"{name} | {text}\n")

    def say(self, text: str = "") -> None:
        """Write a line of the launcher itself, without a name before it."""
        self._write(f"{text}\n")

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Show a numbered step; its time is written when it has ended."""
        self.done += 1
        self._label = f"{self.done}/{self.steps} {label} …"
        self._began = self._said = time.monotonic()
        if self.live:
            self._write(f"demo    | {self._label}")
        yield
        self._write(f"{self._again()}demo    | {self._label} {time.monotonic() - self._began:.1f}s\n")
        self._label = ""

    def detail(self, text: str) -> None:
        """Show what a step is doing now."""
        self._write(f"{self._again()}demo    |     {text}\n")
        self._said = time.monotonic()
        if self.live:
            self._write(f"demo    | {self._label}")

    def still(self) -> None:
        """Say, every few seconds, that a long step is still at work."""
        now = time.monotonic()
        if now - self._said < (1 if self.live else STILL_SECONDS):
            return
        self._said = now
        seconds = f"{now - self._began:.0f}s"
        if self.live:
            self._write(f"{self._again()}demo    | {self._label} {seconds}")
        else:
            self._write(f"demo    | {self._label} still at work, {seconds}\n")

    def _again(self) -> str:
        """Return what goes back to the start of a line that is being rewritten."""
        return "\r\033[K" if self.live else ""

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

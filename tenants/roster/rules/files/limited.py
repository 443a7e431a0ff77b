"""The parent's side: start the limited process, hand it the file, take its lines."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from tenants.roster.rules.files import limits
from tenants.roster.rules.problems import BrokenFileError, Fault


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known about a file before its first row."""

    kind: str
    encoding: str
    delimiter: str
    sheet: str
    epoch: str
    headings: list[str]


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class FileEnd:
    """The file was read to its end: so many rows, and these numbers were left out."""

    rows: int
    dropped: list[dict[str, Any]]


def read_limited(file: IO[bytes]) -> Iterator[FileFacts | RawRow | FileEnd]:
    """Stream a file through the limited process; raises BrokenFileError, also when the process had to be stopped."""
    file.seek(0)
    command = [sys.executable, "-s", "-m", "tenants.roster.rules.files.child_process"]
    child = subprocess.Popen(  # noqa: S603 - a fixed command; the upload is its standard input, never an argument
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        env=_environment(),
    )
    watchdog = threading.Timer(limits.WALL_SECONDS, child.kill)
    watchdog.start()
    try:
        yield from _lines(child)
    finally:
        watchdog.cancel()
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _environment() -> dict[str, str]:
    """Only the import path: no database, broker or secret of the parent's environment goes along."""
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}


def _lines(child: subprocess.Popen[bytes]) -> Iterator[FileFacts | RawRow | FileEnd]:
    if child.stdout is None:
        raise RuntimeError("the limited process was started without a pipe")
    for line in child.stdout:
        if not line.endswith(b"\n"):
            break  # stopped in the middle of a line
        said = json.loads(line)
        kind = said.pop("t")
        if kind == "row":
            yield RawRow(said["n"], said["c"])
        elif kind == "file":
            yield FileFacts(**said)
        elif kind == "end":
            yield FileEnd(**said)
            return
        else:
            raise BrokenFileError(Fault(said["fault"]), said["line"], said["detail"])
    raise BrokenFileError(Fault.TOOK_TOO_LONG)

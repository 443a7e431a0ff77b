"""The parent's side: start the limited process that reads an upload, hand it the file, take its lines."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any

from nestwork.uploads import limits
from nestwork.uploads.faults import BrokenFileError, Fault


def read_limited(reader: str, file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Stream a file through a module that reads it in the limited process (`python -m reader`).

    Yields each line the module said as a dict with its kind under "t"; the one of kind "end" is the last. Raises
    BrokenFileError when the module refused the file, and when the process had to be stopped.
    """
    file.seek(0)
    child = subprocess.Popen(  # noqa: S603 - a fixed command; the upload is its standard input, never an argument
        [sys.executable, "-s", "-m", reader],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        env=_environment(),
    )
    watchdog = threading.Timer(limits.WALL_SECONDS, child.kill)
    watchdog.start()
    try:
        yield from lines_of(child)
    finally:
        watchdog.cancel()
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def lines_of(child: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """What a limited process says, to its end or its refusal."""
    if child.stdout is None:
        raise RuntimeError("the limited process was started without a pipe")
    while line := child.stdout.readline(limits.LINE_BYTES):
        if not line.endswith(b"\n"):
            if len(line) == limits.LINE_BYTES:  # the process has a limit of memory, this one has none
                raise BrokenFileError(Fault.TOO_BIG)
            break  # stopped in the middle of a line
        said: dict[str, Any] = json.loads(line)
        if said["t"] == "refused":
            raise BrokenFileError(Fault(said["fault"]), said["line"], said["detail"])
        yield said
        if said["t"] == "end":
            return
    raise BrokenFileError(Fault.TOOK_TOO_LONG)


def _environment() -> dict[str, str]:
    """Only the import path: no database, broker or secret of the parent's environment goes along."""
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}

"""The limited process's side: bind its own hands, then read standard input and write one JSON line for each finding.

It inherits no database or Redis connection and no address of one, may not grow beyond its memory, may not run longer
than its seconds, and may not write a file. A reading module calls `serve` in its `main`; it imports neither Django nor
any room's models.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TextIO

from nestwork.uploads import limits
from nestwork.uploads.faults import BrokenFileError, Fault

type Lines = Callable[[BinaryIO], Iterator[dict[str, Any]]]


def serve(lines: Lines) -> None:
    """Read standard input with `lines` under the limits. Each dict names its kind under "t"; the last is "end"."""
    bind_limits()
    write_lines(lines, sys.stdin.buffer, sys.stdout)


def bind_limits() -> None:
    """Take away what reading a file does not need."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # ijson's parser in C dies of a number of more digits than Python reads; seconds and memory have limits of their own.
    sys.set_int_max_str_digits(0)
    if sys.platform == "linux":  # other systems refuse to bind the address space of a running process
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


def write_lines(lines: Lines, file: BinaryIO, out: TextIO) -> None:
    """One JSON line for each finding; a file that is not taken ends with a line of kind `refused`."""
    try:
        for said in lines(file):
            _say(out, said)
    except BrokenFileError as broken:
        _say(out, {"t": "refused", "fault": broken.fault.value, "line": broken.line, "detail": broken.detail})
    except MemoryError:
        _say(out, {"t": "refused", "fault": Fault.TOO_BIG.value, "line": 0, "detail": ""})


def _say(out: TextIO, said: dict[str, Any]) -> None:
    out.write(json.dumps(said, ensure_ascii=True, separators=(",", ":")) + "\n")

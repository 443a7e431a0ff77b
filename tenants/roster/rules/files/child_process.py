"""The limited process that reads an upload from its standard input and writes JSON lines.

It inherits no database or Redis connection and no address of one, may not grow beyond its memory, may not run longer
than its seconds, and may not write a file. Started by `limited.py`; imports neither Django nor any room's models.
"""

import json
import resource
import sys
from typing import BinaryIO, TextIO

from tenants.roster.rules.files import limits
from tenants.roster.rules.files.reader import open_roster
from tenants.roster.rules.problems import BrokenFileError, Fault


def bind_limits() -> None:
    """Take away what reading a file does not need."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # other systems refuse to bind the address space of a running process
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


def write_rows(file: BinaryIO, out: TextIO) -> None:
    """One line of facts, one line a row, one last line: `end` with what was dropped, or `refused`."""
    rows = 0
    try:
        roster = open_roster(file)
        sheet = roster.sheet
        facts = {"kind": sheet.kind, "encoding": sheet.encoding, "delimiter": sheet.delimiter}
        _say(out, "file", **facts, sheet=sheet.name, epoch=sheet.epoch, headings=roster.headings)
        for number, cells in roster.rows:
            rows += 1
            _say(out, "row", n=number, c=cells)
        _say(out, "end", rows=rows, dropped=roster.dropped.as_json())
    except BrokenFileError as broken:
        _say(out, "refused", fault=broken.fault.value, line=broken.line, detail=broken.detail)
    except MemoryError:
        _say(out, "refused", fault=Fault.TOO_BIG.value, line=0, detail="")


def _say(out: TextIO, what: str, **content: object) -> None:
    out.write(json.dumps({"t": what} | content, ensure_ascii=True, separators=(",", ":")) + "\n")


def main() -> None:
    """Read standard input to the end of the file it stands for."""
    bind_limits()
    write_rows(sys.stdin.buffer, sys.stdout)


if __name__ == "__main__":
    main()

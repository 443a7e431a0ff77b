"""The file of heads outside the database: whoever rewrites a whole chain cannot rewrite this with it."""

import fcntl
import os
from pathlib import Path
from typing import NamedTuple


class Head(NamedTuple):
    """One line of the file: which chain, which seal, when, and its head."""

    chain: str
    number: int
    sealed_at: str
    head: str


def append(path: Path, heads: list[Head]) -> None:
    """Append heads, one a line, and wait until the disk has them. Creates the file for its owner only."""
    if not heads:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.write(descriptor, "".join(f"{' '.join(map(str, head))}\n" for head in heads).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> list[Head]:
    """Every head in the file's order; a broken last line (the power went) is left out. Empty without a file."""
    if not path.exists():
        return []
    heads = []
    for line in path.read_text().splitlines():
        parts = line.split(" ")
        if len(parts) == 4 and parts[1].isdecimal() and len(parts[3]) == 64:
            heads.append(Head(parts[0], int(parts[1]), parts[2], parts[3]))
    return heads

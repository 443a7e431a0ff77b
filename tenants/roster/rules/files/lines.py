"""What the limited process says about a roster, as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from nestwork.uploads.limited import read_limited

READER = "tenants.roster.rules.files.child_process"


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


def roster_lines(file: IO[bytes]) -> Iterator[FileFacts | RawRow | FileEnd]:
    """Stream a roster through the limited process; raises BrokenFileError, also when it had to be stopped."""
    said = read_limited(READER, file)
    try:
        for line in said:
            yield as_value(line)
    finally:
        said.close()  # type: ignore[attr-defined]  # read_limited is a generator: this stops the process


def as_value(said: dict[str, Any]) -> FileFacts | RawRow | FileEnd:
    """One line of the process as a value."""
    kind = said["t"]
    if kind == "row":
        return RawRow(said["n"], said["c"])
    rest = {name: value for name, value in said.items() if name != "t"}
    return FileFacts(**rest) if kind == "file" else FileEnd(**rest)

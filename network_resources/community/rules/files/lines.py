"""What the limited process says about a directory file, as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from nestwork.uploads.limited import read_limited

READER = "network_resources.community.rules.files.child_process"


@dataclass(frozen=True, slots=True)
class Facts:
    """What kind of file it is: json, package or csv."""

    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something passed over: passed_over, broken_descriptor, one_page, no_rows; with the file's name."""

    note: str
    detail: str


@dataclass(frozen=True, slots=True)
class Headings:
    """A table of text begins. `table` is the HSDS table by its name, or empty."""

    file_name: str
    table: str
    headings: list[str]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the table that began last."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row in HSDS fields. `clashes` are fields the file tells in two ways."""

    table: str
    key: str
    written: dict[str, str]
    clashes: list[str]


@dataclass(frozen=True, slots=True)
class FlatRows:
    """The rows of one element of JSON, and the tables it speaks about."""

    file_name: str
    number: int
    rows: list[FlatRow]
    told: list[str]


@dataclass(frozen=True, slots=True)
class End:
    """The file was read to its end; these properties are none of the standard's."""

    unknown: dict[str, int]


type Line = Facts | Note | Headings | Cells | FlatRows | End


def directory_lines(file: IO[bytes]) -> Iterator[Line]:
    """Stream a directory file through the limited process; raises BrokenFileError, also when it had to be stopped."""
    said = read_limited(READER, file)
    try:
        for line in said:
            yield as_value(line)
    finally:
        said.close()  # type: ignore[attr-defined]  # read_limited is a generator: this stops the process


def as_value(said: dict[str, Any]) -> Line:
    """One line of the process as a value."""
    match said["t"]:
        case "row":
            return Cells(said["n"], said["c"])
        case "rows":
            return FlatRows(said["f"], said["n"], [FlatRow(*row) for row in said["rows"]], said["told"])
        case "table":
            return Headings(said["f"], said["table"], said["h"])
        case "note":
            return Note(said["note"], said["detail"])
        case "file":
            return Facts(said["kind"])
        case _:
            return End(said["unknown"])

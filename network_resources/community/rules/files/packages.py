"""A zip or single CSV as tables of text rows: a tabular data package, or a vendor's folder of CSV files."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast

from nestwork.uploads import limits
from nestwork.uploads.archive import check_archive
from nestwork.uploads.csv_rows import open_csv
from nestwork.uploads.faults import BrokenFileError, Fault

DESCRIPTOR = "datapackage.json"
_IN_ARCHIVE = {Fault.BROKEN_WORKBOOK, Fault.LOCKED_WORKBOOK, Fault.ARCHIVE_TOO_BIG}


@dataclass(slots=True)
class Member:
    """One file of a package: its name, the table that the descriptor gives it, and its bytes."""

    name: str
    resource: str
    file: BinaryIO


@dataclass(slots=True)
class Package:
    """An opened archive: its files that may hold rows, and what was passed over."""

    members: list[tuple[str, str]]  # name, resource
    passed_over: list[str]
    broken_descriptor: bool = False


def open_package(archive: zipfile.ZipFile) -> Package:
    """Which files of the archive hold rows."""
    names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    shown = [name for name in names if not _hidden(name)]
    resources, broken = _resources(archive, shown)
    rows = [name for name in shown if name.lower().endswith((".csv", ".json", ".ndjson"))]
    rows = [name for name in rows if not name.endswith(DESCRIPTOR)]
    left = [name for name in shown if name not in rows and not name.endswith(DESCRIPTOR)]
    return Package([(name, resources.get(_base(name), "")) for name in rows], left, broken)


def safe_archive(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, if it may be unpacked; raises BrokenFileError."""
    try:
        check_archive(file)
    except BrokenFileError as broken:
        fault = Fault.BROKEN_ARCHIVE if broken.fault in _IN_ARCHIVE else broken.fault
        raise BrokenFileError(fault, broken.line, broken.detail) from None
    return zipfile.ZipFile(file)


def csv_lines(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Headings first, then every row that is not blank, each with its line. Raises BrokenFileError."""
    sheet = open_csv(cast("BinaryIO", file))
    started = False
    for line, cells in sheet.rows:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) > limits.COLUMNS:
            raise BrokenFileError(Fault.TOO_MANY_COLUMNS, line)
        yield line, cells if started else [" ".join(cell.split()) for cell in cells]
        started = True


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _resources(archive: zipfile.ZipFile, names: list[str]) -> tuple[dict[str, str], bool]:
    """File name to resource name by the descriptor; a broken one is passed over, as file names say as much."""
    found = next((name for name in names if _base(name) == DESCRIPTOR), "")
    if not found:
        return {}, False
    try:
        told: Any = json.loads(archive.read(found))
        return {_base(str(one["path"])): str(one["name"]) for one in told["resources"]}, False
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}, True

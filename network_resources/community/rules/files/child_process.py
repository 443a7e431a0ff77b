"""The program that reads a directory file in the limited process; `directory_lines` starts it."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from nestwork.uploads.child import serve
from nestwork.uploads.faults import BrokenFileError, Fault
from network_resources.community.rules.files.flatten import Flat, flatten
from network_resources.community.rules.files.json_rows import is_page_of_several, json_rows
from network_resources.community.rules.files.packages import csv_lines, open_package, safe_archive
from network_resources.community.rules.hsds import table_of

_SPACES = b" \t\r\n\xef\xbb\xbf"
type Line = dict[str, Any]


def directory_rows(file: BinaryIO) -> Iterator[Line]:
    """Facts, rows as they come, and at the end what was passed over. The kind is told by the first bytes."""
    file.seek(0)
    start = file.read(64)
    if not start.strip(_SPACES):
        raise BrokenFileError(Fault.EMPTY_FILE)
    unknown: Counter[str] = Counter()
    if start.startswith(b"PK"):
        yield from _archive(file, unknown)
    elif start.lstrip(_SPACES)[:1] in (b"{", b"["):
        yield {"t": "file", "kind": "json"}
        yield from _json(file, "", "", unknown)
    else:
        yield {"t": "file", "kind": "csv"}
        yield from _csv(file, "", "")
    yield {"t": "end", "unknown": dict(unknown)}


def _archive(file: BinaryIO, unknown: Counter[str]) -> Iterator[Line]:
    archive = safe_archive(file)
    package = open_package(archive)
    if not package.members:
        raise BrokenFileError(Fault.NO_DIRECTORY)
    yield {"t": "file", "kind": "package"}
    for name in package.passed_over:
        yield {"t": "note", "note": "passed_over", "detail": name}
    if package.broken_descriptor:
        yield {"t": "note", "note": "broken_descriptor", "detail": ""}
    for name, resource in package.members:
        with archive.open(name) as member:
            if name.lower().endswith(".csv"):
                yield from _csv(cast("BinaryIO", member), name, resource)
            else:
                yield from _json(cast("BinaryIO", member), name, table_of(resource or name), unknown)


def _json(file: BinaryIO, name: str, hint: str, unknown: Counter[str]) -> Iterator[Line]:
    file.seek(0)
    if file.read(3) == b"\xef\xbb\xbf":
        file = io.BytesIO(file.read())
    if is_page_of_several(file):
        yield {"t": "note", "note": "one_page", "detail": name}
    number = 0
    for number, (table, row) in enumerate(json_rows(file, hint), start=1):
        if not isinstance(row, dict):
            raise BrokenFileError(Fault.NO_DIRECTORY, number)
        flat = Flat()
        flatten(table, row, flat, fallback=f"{name}#{number}")
        unknown.update(flat.unknown)
        rows = [
            [table, key, written, sorted(flat.clashes.get((table, key), ()))]
            for (table, key), written in flat.rows.items()
        ]
        yield {"t": "rows", "f": name, "n": number, "rows": rows, "told": sorted(flat.told)}
    if number < 2:
        yield {"t": "note", "note": "one_row" if number else "no_rows", "detail": name}


def _csv(file: BinaryIO, name: str, resource: str) -> Iterator[Line]:
    lines = csv_lines(file)
    headings = next(lines, None)
    if headings is None:
        yield {"t": "note", "note": "no_rows", "detail": name}
        return
    yield {"t": "table", "f": name, "table": table_of(resource) or table_of(name), "h": headings[1]}
    for line, cells in lines:
        yield {"t": "row", "n": line, "c": cells}


if __name__ == "__main__":
    serve(directory_rows)

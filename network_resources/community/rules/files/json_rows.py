"""HSDS JSON of any shape as a stream of (table, row): one row, a page with contents, a list, a line each."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from nestwork.uploads.faults import BrokenFileError, Fault
from network_resources.community.rules.hsds import TABLES, table_of
from network_resources.community.rules.keys import storable
from network_resources.community.rules.nesting import parts_of

_FILE_KEYS = (".csv", ".json")


def json_rows(file: BinaryIO, hint: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its table, an element at a time; raises BrokenFileError for what is no JSON or no directory."""
    file.seek(0)
    events = ijson.basic_parse(file, multiple_values=True)
    try:
        for event, value in events:
            if event == "start_array":
                yield from _typed(_elements(events), hint)
            elif event == "start_map":
                yield from _object(events, hint)
            else:
                raise BrokenFileError(Fault.NO_DIRECTORY, detail=storable(str(value)[:80]))
    except ijson.JSONError as wrong:
        raise BrokenFileError(Fault.BROKEN_JSON, detail=_first_line(wrong)) from None
    except ValueError:  # a number of more digits than are read
        raise BrokenFileError(Fault.BROKEN_JSON) from None


def is_page_of_several(file: BinaryIO) -> bool:
    """Whether the file says that it is one page of several, so that it cannot be the whole of a source."""
    file.seek(0)
    start = file.read(4096).replace(b" ", b"")
    return b'"total_pages":' in start and b'"total_pages":1,' not in start and b'"total_pages":0' not in start


def guess_table(row: dict[str, Any]) -> str:
    """The table whose fields and parts the row's keys are; nothing when too few are known."""
    told = set(row) - {"id"}
    best, score = "", (0, 0)
    for name, table in TABLES.items():
        known = set(table.fields) | set(parts_of(name)) - {"attributes", "metadata"}
        fits = (len(told & known), -len(known - told))
        needed = {one.name for one in table.fields.values() if one.stops and not one.kind.startswith("@")}
        if needed <= told and fits > score:
            best, score = name, fits
    return best


def _typed(rows: Iterator[Any], table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in rows:
        found = table or (guess_table(row) if isinstance(row, dict) else "")
        if not found:
            raise BrokenFileError(Fault.NO_DIRECTORY)
        yield found, row


def _object(events: Iterator[tuple[str, Any]], hint: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A row, a page, or a box of tables: what it is shows when its lists begin."""
    row: dict[str, Any] = {}
    streamed = False
    for kind, key in events:
        if kind == "end_map":
            break
        event, value = next(events)
        table = table_of(key) if key.endswith(_FILE_KEYS) else ""
        if event == "start_array" and (key == "contents" or table in TABLES):
            streamed = True
            yield from _typed(_elements(events), table or hint)
        else:
            row[key] = _built(event, value, events)
    if streamed:
        return
    boxes = {key: table_of(key) for key, value in row.items() if isinstance(value, list)}
    if "id" not in row and any(table in TABLES for table in boxes.values()):
        for key, table in boxes.items():
            if table in TABLES:
                yield from _typed(iter(row[key]), table)
        return
    yield from _typed(iter([row]), hint)


def _elements(events: Iterator[tuple[str, Any]]) -> Iterator[Any]:
    for event, value in events:
        if event == "end_array":
            return
        yield _built(event, value, events)


def _built(event: str, value: Any, events: Iterator[tuple[str, Any]]) -> Any:
    """The value that begins with this event."""
    if event not in ("start_map", "start_array"):
        return value
    builder = ijson.ObjectBuilder()
    builder.event(event, value)
    depth = 1
    while depth:
        event, value = next(events)
        depth += event.startswith("start_")
        depth -= event.startswith("end_")
        builder.event(event, value)
    return builder.value


def _first_line(wrong: Exception) -> str:
    return str(wrong).splitlines()[0][:200] if str(wrong) else ""

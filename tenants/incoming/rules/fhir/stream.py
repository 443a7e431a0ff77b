"""The resources of a file, one at a time: a bundle, a single resource, or one resource on each line (NDJSON)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

import ijson

from nestwork.uploads.faults import BrokenFileError, Fault
from tenants.incoming.rules.fhir.node import Node

BUNDLES = frozenset({"transaction", "batch", "collection", "searchset", "message", "document"})
_MARK = b"\xef\xbb\xbf"
_LINE = 4 * 1024 * 1024  # bytes of one line of NDJSON at most
_BLOCK = 64 * 1024
_ENDLESS = (ValueError, ArithmeticError)  # a number of more digits, or a greater power, than are read


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file is: "bundle", "resource" or "lines", and the bundle's own type."""

    kind: str
    start: int  # first byte after a byte order mark
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource and the address the bundle gives it."""

    node: Node
    full_url: str = ""
    kind: str = ""  # its resourceType


def open_fhir(file: BinaryIO) -> Opened:
    """What the file is; raises BrokenFileError for what is no FHIR we take in."""
    file.seek(0)
    start = len(_MARK) if file.read(len(_MARK)) == _MARK else 0
    file.seek(start)
    first = file.readline(_LINE)
    if not first.strip():
        first = _first_line(file)
    if not first:
        raise BrokenFileError(Fault.EMPTY_FILE)
    if first.endswith(b"\n") and _is_object(first) and _first_line(file):
        return Opened("lines", start)
    file.seek(start)
    try:
        kind, bundle = _head(file)
    except ijson.JSONError:
        raise _broken(file, start) from None
    except _ENDLESS:
        raise BrokenFileError(Fault.BROKEN_JSON) from None
    except ValueError:  # a number of more digits than are read
        raise BrokenFileError(Fault.BROKEN_JSON) from None
    if kind != "Bundle":
        return Opened("resource", start)
    if bundle not in BUNDLES:
        raise BrokenFileError(Fault.NOT_FHIR, 0, "Bundle.type")
    return Opened("bundle", start, bundle)


def entries(file: BinaryIO, opened: Opened) -> Iterator[Entry]:
    """Every resource in the order of the file; raises BrokenFileError where its JSON breaks."""
    file.seek(opened.start)
    if opened.kind == "lines":
        yield from _lines(file)
        return
    try:
        if opened.kind == "resource":
            yield _entry(Node(_one(file), ""), "")
        else:
            for at, value in enumerate(_items(file, "entry.item")):
                yield from _of_bundle(value, f"Bundle.entry[{at}]", 0)
    except ijson.JSONError:
        raise _broken(file, opened.start) from None
    except ValueError:  # a number of more digits than are read
        raise BrokenFileError(Fault.BROKEN_JSON) from None


def _items(file: BinaryIO, prefix: str) -> Iterator[Any]:
    try:
        yield from ijson.items(file, prefix, use_float=False)
    except _ENDLESS:
        raise BrokenFileError(Fault.BROKEN_JSON) from None


def _one(file: BinaryIO) -> dict[str, Any]:
    (value,) = _items(file, "")
    if not isinstance(value, dict):
        raise BrokenFileError(Fault.NOT_FHIR)
    return value


def _lines(file: BinaryIO) -> Iterator[Entry]:
    number = 0
    while raw := file.readline(_LINE):
        number += 1
        if not raw.strip():
            continue
        try:
            value = json.loads(raw, parse_float=Decimal)
        except (*_ENDLESS, RecursionError):
            raise BrokenFileError(Fault.BROKEN_JSON, number) from None
        if not isinstance(value, dict):
            raise BrokenFileError(Fault.WRONG_TYPE, number)
        if value.get("resourceType") == "Bundle":
            for at, inner in enumerate(Node(value, "Bundle", number).nodes("entry")):
                yield from _of_bundle(inner.data, f"Bundle.entry[{at}]", number)
        else:
            yield _entry(Node(value, "", number), "")


def _of_bundle(value: Any, path: str, line: int) -> Iterator[Entry]:
    if not isinstance(value, dict):
        raise BrokenFileError(Fault.WRONG_TYPE, line, path)
    entry = Node(value, path, line)
    resource = entry.node("resource")
    if resource is None:
        yield Entry(entry, "", "entry without a resource")
    else:
        yield _entry(resource, entry.text("fullUrl"))


def _entry(node: Node, full_url: str) -> Entry:
    """A resource under its own name: in a report, "Patient.birthDate" says more than "birthDate"."""
    kind = node.text("resourceType")
    if not kind:
        if node.path:
            node.refuse(Fault.MISSING_VALUE, "resourceType")
        raise BrokenFileError(Fault.NOT_FHIR, node.line, "resourceType")
    return Entry(node if node.path else Node(node.data, kind, node.line), full_url, kind)


def _head(file: BinaryIO) -> tuple[str, str]:
    """The resourceType and the bundle's type, which may stand behind the entries."""
    kind = bundle = ""
    events = ijson.parse(file)
    if next(events, ("", "", ""))[1] != "start_map":
        raise BrokenFileError(Fault.NOT_FHIR)
    for prefix, event, value in events:
        if prefix == "resourceType" and event == "string":
            kind = value
        elif prefix == "type" and event == "string":
            bundle = value
        if kind and (bundle or kind != "Bundle"):
            break
    if not kind:
        raise BrokenFileError(Fault.NOT_FHIR, 0, "resourceType")
    return kind, bundle


def check_entries(file: BinaryIO, opened: Opened) -> None:
    """Say why a bundle has no entry: there is none, or what stands there is no list."""
    file.seek(opened.start)
    events = ijson.parse(file) if opened.kind == "bundle" else iter(())
    if any(
        prefix == "entry" and event not in ("start_array", "end_array") for prefix, event, _value in events
    ):
        raise BrokenFileError(Fault.WRONG_TYPE, 0, "Bundle.entry")
    raise BrokenFileError(Fault.NO_RECORDS)


def _is_object(raw: bytes) -> bool:
    """Whether a line is an object of its own. An end of file that is cut off is not."""
    try:
        return isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return False


def _first_line(file: BinaryIO) -> bytes:
    while raw := file.readline(_LINE):
        if raw.strip():
            return raw
    return b""


def _broken(file: BinaryIO, start: int) -> BrokenFileError:
    """The line and byte at which the file stops being JSON: the block is found first, then the byte in it."""
    block = _blocks_read(file, start)
    file.seek(start)
    parser = ijson.basic_parse_coro(ijson.sendable_list())
    before = file.read(block * _BLOCK)
    last = file.read(_BLOCK)
    line, at = 1 + before.count(b"\n"), start + len(before)
    try:
        if before:  # nothing would mean the end
            parser.send(before)
        for number in range(len(last)):
            parser.send(last[number : number + 1])
            line += last[number] == ord("\n")
            at += 1
    except ijson.JSONError:
        at += 1
    return BrokenFileError(Fault.BROKEN_JSON, line, f"byte {at}")


def _blocks_read(file: BinaryIO, start: int) -> int:
    """How many whole blocks are good JSON."""
    file.seek(start)
    events = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events)
    good = 0
    try:
        while block := file.read(_BLOCK):
            parser.send(block)
            events.clear()
            good += 1
    except ijson.JSONError:
        return good
    return max(good - 1, 0)

"""A nested HSDS row to flat rows of its tables, each as text."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from network_resources.community.rules.hsds import LINKS, TABLES
from network_resources.community.rules.keys import source_key, storable
from network_resources.community.rules.nesting import Part, parts_of

_DEEPEST = 12
_DIGITS = 40


@dataclass(slots=True)
class Flat:
    """The rows of one nested row by table and key. `clashes` are fields told with two different words."""

    rows: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    clashes: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)  # "service.colour" to how often
    told: set[str] = field(default_factory=set)  # tables the file speaks about, also by an empty list


def as_text(value: Any) -> str:
    """A JSON value as text; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        if abs(value.adjusted()) > _DIGITS:
            return str(value)  # written out it would fill the memory
        return format(value.normalize(), "f") if value == value.to_integral_value() else str(value)
    return storable(str(value))


def flatten(table: str, row: dict[str, Any], flat: Flat, *, fallback: str = "", depth: int = 0) -> str:
    """Add the row and its parts; gives the row's key. A part without an id is named by its place in the whole."""
    key = source_key(as_text(row.get("id"))) or fallback
    flat.told.add(table)
    written = {"id": key}
    parts = parts_of(table)
    for name, value in row.items():
        if name in parts and isinstance(value, dict | list) and depth < _DEEPEST:
            _parts(table, key, parts[name], value, flat, written, depth)
        elif name in TABLES[table].fields and not isinstance(value, dict | list):
            written[name] = as_text(value)
        elif name != "id" and value not in (None, [], {}):
            flat.unknown[storable(f"{table}.{name}"[:120])] += 1
    add(flat, table, key, written)
    return key


def add(flat: Flat, table: str, key: str, written: dict[str, str]) -> None:
    """Put a row beside what was told of it before; what was told differently is noted, the first word stays."""
    known = flat.rows.setdefault((table, key), {})
    clashes = merge(known, written)
    if clashes:
        flat.clashes.setdefault((table, key), set()).update(clashes)


def merge(known: dict[str, str], more: dict[str, str]) -> set[str]:
    """Take over what was not told before; gives the fields that are told with other words."""
    clashes = set()
    for name, text in more.items():
        if not known.get(name):
            known[name] = text
        elif text and known[name] != text:
            clashes.add(name)
    return clashes


def _parts(
    table: str, key: str, part: Part, value: Any, flat: Flat, written: dict[str, str], depth: int
) -> None:
    flat.told.add(part.table)
    several = value if isinstance(value, list) else [value]
    for number, one in enumerate(several):
        if not isinstance(one, dict):
            continue
        row = dict(one)
        if part.names_whole:
            row.setdefault(part.names_whole, key)
            if part.table in LINKS:
                row[LINKS[part.table][1]] = table
        if part.table == "program" and written.get("organization_id"):
            row.setdefault("organization_id", written["organization_id"])
        fallback = f"{key}/{part.table}/{number}"
        named = flatten(part.table, row, flat, fallback=fallback, depth=depth + 1)
        if part.named_by_whole:
            written.setdefault(part.named_by_whole, named)

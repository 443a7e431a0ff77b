"""Change a profile by its form: what was chosen before, and what the form cannot say is kept as it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from network_resources.community.rules.hsds import TABLES
from network_resources.community.rules.profiles.guess import KEY, OTHER_ROWS, profile_of
from network_resources.community.rules.profiles.shape import How, stem

type Content = Mapping[str, Any]
type Chosen = tuple[str, str, Mapping[str, str]]  # a file's name, its table, heading to choice

SPLIT = ";"


def open_tables(tables: Sequence[Content], before: Content) -> list[tuple[int, Content]]:
    """The files whose columns a person may name, with their places: all but those read as the standard's own."""
    return [
        (at, table)
        for at, table in enumerate(tables)
        if not table["read"] or file_of(before, table["file"]) is not None
    ]


def file_of(content: Content, name: str) -> Content | None:
    """What the profile says of a file of this name, whatever folder it stands in."""
    return next(
        (one for one in content.get("files", ()) if stem(str(one.get("file", ""))) == stem(name)), None
    )


def chosen_in(file: Content) -> dict[str, str]:
    """Heading to choice, as the form shows it; a column that the form cannot say is not in it."""
    shown = {str(file.get("key", "")): KEY}
    for column in file.get("columns", ()):
        choice = _choice(str(file.get("table", "")), column)
        if choice:
            shown.setdefault(str(column.get("column", "")), choice)
    return shown


def told_in(content: Content) -> dict[str, str]:
    """What the profile says for all files, as the form shows it: split, status, empty."""
    columns = [one for file in content.get("files", ()) for one in file.get("columns", ())]
    services = [file for file in content.get("files", ()) if file.get("table") == "service"]
    return {
        "split": next((str(one["split"]) for one in columns if one.get("split")), SPLIT),
        "status": str(services[0].get("fill", {}).get("status", "")) if services else "active",
        "empty": "\n".join(map(str, content.get("empty", ()))),
    }


def changed_profile(
    before: Content, files: Sequence[Chosen], *, split: str, status: str, empty: Sequence[str]
) -> dict[str, Any]:
    """The profile after its form: a heading whose choice was not touched keeps all that was said of it."""
    made = profile_of(files, split=split, status=status, empty=empty)
    other_split = split if split != told_in(before)["split"] else ""
    chosen = {stem(name): told for name, _table, told in files}
    for file in made["files"]:
        old = file_of(before, file["file"])
        if old is not None and old.get("table") == file["table"]:
            file["columns"] = _columns(old, file["columns"], chosen[file["file"]], other_split)
            file["fill"] = {**_without_status(old), **file["fill"]}
    made["files"] += [one for one in before.get("files", ()) if stem(str(one.get("file", ""))) not in chosen]
    return {**made, **({"fill": before["fill"]} if before.get("fill") else {})}


def _columns(
    old: Content, made: Sequence[Content], chosen: Mapping[str, str], other_split: str
) -> list[Content]:
    """Column by column: as it was where nothing was chosen anew, else as chosen now."""
    shown = chosen_in(old)
    fresh = {one["column"]: one for one in made}
    kept = [
        {**one, "split": other_split} if other_split and one.get("split") else one
        for one in old.get("columns", ())
        if shown.get(one["column"], "") == chosen.get(one["column"], "")
    ]
    standing = {one["column"] for one in kept}
    return [*kept, *(one for heading, one in fresh.items() if heading not in standing)]


def _choice(table: str, column: Content) -> str:
    to, how = str(column.get("to", "")), str(column.get("as", How.TEXT))
    for name, (target, way) in OTHER_ROWS.items():
        if (to, how) == (target, way.value):
            return name
    of, _dot, field = to.partition(".")
    return field if of == table and table in TABLES and field in TABLES[table].fields else ""


def _without_status(file: Content) -> dict[str, str]:
    return {name: word for name, word in file.get("fill", {}).items() if name != "status"}

"""What a profile says, as values, and how one is read from JSON. Data only: a closed list of ways to read a cell."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from network_resources.community.rules.hsds import TABLES, table_of

FORMAT = 1


class How(StrEnum):
    """The ways to read a cell. The first group gives one value, the second rows of their own."""

    TEXT = "text"
    AGE = "age"  # 120 and more means no limit
    DATE = "date"
    WORDS = "words"  # by the list of words beside it
    YES_NO = "yes_no"
    LIST = "list"  # one row for each part
    PHONES = "phones"  # main: 401-555-0100, tdd: 401-555-0101
    ADDRESS = "address"  # a whole address in one cell
    TERMS = "terms"  # words of a classification
    LINK = "link"  # the name of a row above this one: a programme, an organization


OF_OTHER_ROWS = frozenset({How.LIST, How.PHONES, How.ADDRESS, How.TERMS, How.LINK})
LINKED = {"program": "program_id", "organization": "organization_id"}
OWNERS = {"service": "service_id", "location": "location_id", "organization": "organization_id"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its cells go and how they are read."""

    column: str
    table: str
    field: str
    how: How = How.TEXT
    label: str = ""  # stands before the cell where several columns fill one field
    split: str = ";"
    taxonomy: str = ""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    day_first: bool = False


@dataclass(frozen=True, slots=True)
class FileProfile:
    """One file: what a line of it is, and its columns."""

    file: str  # the file's name without its ending, in small letters
    table: str
    key: str  # the column that holds the id
    columns: tuple[Column, ...]
    fill: Mapping[str, str]  # field of the table to what an empty one is taken for


@dataclass(frozen=True, slots=True)
class Profile:
    """A vendor's files."""

    files: tuple[FileProfile, ...] = ()
    empty: frozenset[str] = frozenset()  # cells that say nothing, in small letters
    fill: Mapping[str, str] = dataclasses.field(
        default_factory=dict
    )  # "service.status" to a word, for every file

    def of_file(self, name: str) -> FileProfile | None:
        """The profile of a file by its name, whatever folder it stands in."""
        return next((one for one in self.files if one.file == stem(name)), None)


class ProfileError(Exception):
    """The content is no profile; `problems` are (path, what is wrong) pairs."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {words}" for path, words in problems))
        self.problems = problems


def stem(name: str) -> str:
    """A file's name without folder and ending, in small letters."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()


def read_profile(content: Any) -> Profile:
    """A profile from its JSON; raises ProfileError with everything that is wrong."""
    wrong: list[tuple[str, str]] = []
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ProfileError([("format", f"must be {FORMAT}")])
    files = [
        _file(f"files.{at}", one, wrong)
        for at, one in enumerate(content.get("files", []))
        if isinstance(one, dict)
    ]
    fill = _texts("fill", content.get("fill", {}), wrong)
    wrong += [(f"fill.{path}", "is no field") for path in fill if _target(path)[1] == ""]
    if wrong:
        raise ProfileError(wrong)
    empty = frozenset(str(word).strip().lower() for word in content.get("empty", []))
    return Profile(tuple(one for one in files if one), empty, fill)


def _file(path: str, content: dict[str, Any], wrong: list[tuple[str, str]]) -> FileProfile | None:
    table = str(content.get("table", ""))
    if table not in TABLES:
        wrong.append((f"{path}.table", f"{table!r} is no table"))
        return None
    columns = [
        _column(f"{path}.columns.{at}", table, one, wrong)
        for at, one in enumerate(content.get("columns", []))
        if isinstance(one, dict)
    ]
    fill = _texts(f"{path}.fill", content.get("fill", {}), wrong)
    wrong += [(f"{path}.fill.{name}", "is no field") for name in fill if name not in TABLES[table].fields]
    kept = tuple(one for one in columns if one)
    return FileProfile(stem(str(content.get("file", ""))), table, str(content.get("key", "")), kept, fill)


def _column(path: str, of: str, content: dict[str, Any], wrong: list[tuple[str, str]]) -> Column | None:
    table, name = _target(str(content.get("to", "")))
    how = str(content.get("as", How.TEXT))
    if how not in list(How):
        wrong.append((f"{path}.as", f"{how!r} is no way to read a cell"))
        return None
    if not table or (not name and How(how) not in OF_OTHER_ROWS):
        wrong.append((f"{path}.to", f"{content.get('to')!r} is no field"))
        return None
    if not _fits(of, table, How(how)):
        wrong.append((f"{path}.to", f"a line of {of} cannot fill {table} as {how}"))
        return None
    return Column(
        column=str(content.get("column", "")),
        table=table,
        field=name,
        how=How(how),
        label=str(content.get("label", "")),
        split=str(content.get("split", ";"))[:3] or ";",
        taxonomy=str(content.get("taxonomy", "")),
        words=_texts(f"{path}.words", content.get("words", {}), wrong),
        day_first=content.get("day_first") is True,
    )


def _fits(of: str, table: str, how: How) -> bool:
    if how is How.LINK:
        return table in LINKED and LINKED[table] in TABLES[of].fields
    if how in OF_OTHER_ROWS:
        return of in OWNERS and (table == "attribute" or OWNERS[of] in TABLES[table].fields)
    return table == of


def _target(path: str) -> tuple[str, str]:
    table, _dot, name = path.partition(".")
    if table not in TABLES or table_of(table) != table:
        return "", ""
    if name and name not in TABLES[table].fields:
        return "", ""
    return table, name


def _texts(path: str, content: Any, wrong: list[tuple[str, str]]) -> dict[str, str]:
    if not isinstance(content, dict):
        wrong.append((path, "must be pairs of words"))
        return {}
    return {str(name): str(value) for name, value in content.items()}

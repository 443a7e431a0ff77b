"""A line of a CSV file to rows of the standard: by a profile, or as it stands where its headings are the standard's."""

from dataclasses import dataclass, field

from network_resources.community.rules import hsds
from network_resources.community.rules.keys import source_key
from network_resources.community.rules.problems import Problem, Reason
from network_resources.community.rules.profiles import cells
from network_resources.community.rules.profiles.shape import (
    LINKED,
    OF_OTHER_ROWS,
    OWNERS,
    Column,
    FileProfile,
    How,
    Profile,
)


@dataclass(slots=True)
class MadeRow:
    """A row in HSDS fields with what was wrong with its line."""

    table: str
    key: str
    written: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


# names of fields in HSDS 1.x and 2.x, and words their rows leave unsaid
_RENAMED = {
    "organization": {"url": "website"},
    "language": {"language": "name"},
    "taxonomy_term": {"term": "name"},
    "service": {"last_modified_date": "last_modified"},
    "service_taxonomy": {"service_id": "link_id", "taxonomy_id": "taxonomy_term_id"},
}
_UNSAID = {"location": {"location_type": "physical"}, "address": {"address_type": "physical"}}


def is_standard(table: str, headings: list[str]) -> bool:
    """Whether a file can be read without a profile: its name is a table's and it has an id column."""
    return bool(table) and "id" in (heading.strip().lower() for heading in headings)


def standard_row(name: str, headings: list[str], line: list[str]) -> MadeRow:
    """A row whose headings are fields. `name` may be a table of an older version."""
    table, said = hsds.OLD_TABLES.get(name, (name, {}))
    renamed = {**_RENAMED.get(table, {}), **_RENAMED.get(name, {})}
    fields = hsds.TABLES[table].fields
    written = {} if set(fields) & {heading.lower() for heading in headings} == set() else dict(said)
    written |= {word: meant for word, meant in _UNSAID.get(table, {}).items() if word not in headings}
    for heading, cell in zip(headings, line, strict=False):
        plain = heading.strip().lower()
        into = plain if plain in fields or plain == "id" else renamed.get(plain, "")
        if into and cell.strip():
            written[into] = cell.strip()
    row = MadeRow(table, source_key(written.get("id", "")), written, _misplaced(headings, line))
    if not row.key:
        row.problems.append(Problem("id", Reason.NO_ID, stops=True))
    return row


def unknown_headings(table: str, headings: list[str]) -> list[str]:
    """Headings of a standard file that are no field."""
    now = hsds.OLD_TABLES.get(table, (table, {}))[0]
    known = set(hsds.TABLES[now].fields) | {"id"} | set(_RENAMED.get(now, {})) | set(_RENAMED.get(table, {}))
    return [heading for heading in headings if heading and heading.strip().lower() not in known]


def profiled_rows(
    profile: Profile, file: FileProfile, headings: list[str], line: list[str], number: int
) -> list[MadeRow]:
    """The row a line is, then the rows of its own that its cells give. A line that has slipped gives only the first."""
    told = {
        heading: cell.strip()
        for heading, cell in zip(headings, line, strict=False)
        if heading and cell.strip() and cell.strip().lower() not in profile.empty
    }
    key = source_key(told.get(file.key, ""))
    row = MadeRow(file.table, key or f"{file.file}#{number}", {"id": key}, _misplaced(headings, line))
    if not key:
        row.problems.append(Problem("id", Reason.NO_ID, stops=True))
    filled = [(column, told[column.column]) for column in file.columns if column.column in told]
    for column, cell in filled:
        if column.how not in OF_OTHER_ROWS:
            _fill(row.written, column, cells.value(cell, column))
    others = [
        made for column, cell in filled if column.how in OF_OTHER_ROWS for made in _rows_of(row, column, cell)
    ]
    for name, word in file.fill.items():
        row.written.setdefault(name, word)
    return [row] if row.problems else [row, *others]


def _fill(written: dict[str, str], column: Column, text: str) -> None:
    said = f"{column.label}: {text}" if column.label and text else text
    before = written.get(column.field, "")
    if said:
        written[column.field] = f"{before}\n{said}" if before else said


def _rows_of(row: MadeRow, column: Column, cell: str) -> list[MadeRow]:
    if column.how is How.LINK:
        return _linked(row, column, cell)
    if column.how is How.TERMS:
        return [made for part in cells.parts(cell, column) for made in _term(row, column, part)]
    if column.how is How.PHONES:
        return [_part(row, column, told["number"] + told["type"], told) for told in cells.phones(cell)]
    if column.how is How.ADDRESS:
        return [_part(row, column, "1", cells.address(cell) | {"country": "US", "address_type": "physical"})]
    return [_part(row, column, part, {column.field: part}) for part in cells.parts(cell, column)]


def _part(row: MadeRow, column: Column, name: str, told: dict[str, str]) -> MadeRow:
    key = source_key(f"{row.key}/{column.table}/{cells.slug(name)}")
    return MadeRow(column.table, key, {"id": key, OWNERS[row.table]: row.key, **told})


def _linked(row: MadeRow, column: Column, cell: str) -> list[MadeRow]:
    organization = row.written.get("organization_id", "")
    key = source_key(f"{column.table}/{organization}/{cells.slug(cell)}")
    row.written.setdefault(LINKED[column.table], key)
    told = {"id": key, "name": cell, "description": cell}
    if column.table == "program":
        told["organization_id"] = organization
    return [MadeRow(column.table, key, told)]


def _term(row: MadeRow, column: Column, word: str) -> list[MadeRow]:
    name = column.taxonomy or column.column
    taxonomy, term = (
        f"taxonomy/{cells.slug(name)}",
        source_key(f"taxonomy/{cells.slug(name)}/{cells.slug(word)}"),
    )
    attribute = source_key(f"{row.key}/attribute/{term}")
    said = {
        "id": attribute,
        "link_id": row.key,
        "link_entity": row.table,
        "taxonomy_term_id": term,
    }
    words = {"id": term, "name": word, "description": word, "taxonomy": name, "taxonomy_id": taxonomy}
    return [
        MadeRow("taxonomy", taxonomy, {"id": taxonomy, "name": name, "description": name}),
        MadeRow("taxonomy_term", term, words),
        MadeRow("attribute", attribute, said),
    ]


def _misplaced(headings: list[str], line: list[str]) -> list[Problem]:
    extra = [cell.strip() for at, cell in enumerate(line) if at >= len(headings) or not headings[at]]
    found = next((cell for cell in extra if cell), "")
    return [Problem("", Reason.MISPLACED, found[:200], stops=True)] if found else []

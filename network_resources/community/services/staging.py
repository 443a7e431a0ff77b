"""Keep a file's rows as text until they are imported. A row told in several places is kept once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import IO, Any

from nestwork.uploads.faults import BrokenFileError, Fault
from network_resources.community.models import DirectoryStaged, DirectoryUpload
from network_resources.community.rules.files.flatten import merge
from network_resources.community.rules.files.lines import (
    Cells,
    End,
    Facts,
    FlatRows,
    Headings,
    Note,
    directory_lines,
)
from network_resources.community.rules.problems import Problem, Reason
from network_resources.community.rules.profiles.lines import (
    MadeRow,
    is_standard,
    profiled_rows,
    standard_row,
    unknown_headings,
)
from network_resources.community.rules.profiles.shape import FileProfile, Profile

BATCH = 1000
_EXAMPLES = 3


class ProfileNeededError(Exception):
    """Nobody said yet what the columns of the file hold; `facts` has the headings and first rows."""

    def __init__(self, facts: dict[str, Any]) -> None:
        super().__init__("a profile is needed")
        self.facts = facts


@dataclass(slots=True)
class _Reading:
    """What is known while a file is read."""

    profile: Profile
    kind: str = ""
    notes: list[dict[str, str]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    unknown: Counter[str] = field(default_factory=Counter)
    tables: list[dict[str, Any]] = field(default_factory=list)  # CSV files: name, table, headings, examples
    file_name: str = ""
    headings: list[str] = field(default_factory=list)
    table: str = ""  # of a standard file
    by_profile: FileProfile | None = None

    def begin(self, line: Headings) -> None:
        """A CSV file begins."""
        self.file_name, self.headings = line.file_name, line.headings
        self.by_profile = self.profile.of_file(line.file_name) if self.profile.files else None
        standard = self.by_profile is None and is_standard(line.table, line.headings)
        self.table = line.table if standard else ""
        if self.table:
            self.unknown.update(f"{self.table}.{one}" for one in unknown_headings(self.table, line.headings))
        self.tables.append(
            {
                "file": line.file_name,
                "table": line.table,
                "headings": line.headings,
                "read": bool(self.table or self.by_profile),
                "examples": [],
                "rows": 0,
            }
        )

    def made(self, line: Cells) -> list[MadeRow]:
        """The rows that a line of the file is."""
        about = self.tables[-1]
        about["rows"] += 1
        if len(about["examples"]) < _EXAMPLES:
            about["examples"].append([cell[:120] for cell in line.cells])
        if self.by_profile is not None:
            return profiled_rows(self.profile, self.by_profile, self.headings, line.cells, line.line)
        return [standard_row(self.table, self.headings, line.cells)] if self.table else []

    def facts(self) -> dict[str, Any]:
        """What the upload keeps about the file."""
        return {
            "kind": self.kind,
            "notes": self.notes,
            "told": sorted(self.told),
            "unknown": dict(self.unknown.most_common(50)),
            "tables": self.tables,
        }


def stage(*, upload: DirectoryUpload, file: IO[bytes], profile: Profile) -> int:
    """Keep every row of the file; its facts go to `upload.facts`. Gives the number of rows.

    Raises BrokenFileError for an unreadable file and ProfileNeededError where a CSV file's columns are unknown to the
    standard and to the profile, and no other file of it can be read. Run in a transaction.
    """
    reading = _Reading(profile)
    kept = 0
    for batch in batched(_rows(directory_lines(file), reading), BATCH):
        kept += _keep(upload, batch, kept)
    upload.facts = reading.facts()
    if reading.tables and not any(table["read"] for table in reading.tables) and not kept:
        raise ProfileNeededError(upload.facts)
    if not kept:
        raise BrokenFileError(Fault.NO_ROWS)
    return kept


def _rows(lines: Iterable[object], reading: _Reading) -> Iterator[tuple[str, int, MadeRow]]:
    """File name, line and row for every row the file gives."""
    for line in lines:
        if isinstance(line, FlatRows):
            reading.told.update(line.told)
            for flat in line.rows:
                twice = [_twice(name) for name in flat.clashes]
                yield line.file_name, line.number, MadeRow(flat.table, flat.key, flat.written, twice)
        elif isinstance(line, Cells):
            for row in reading.made(line):
                reading.told.add(row.table)
                yield reading.file_name, line.line, row
        elif isinstance(line, Headings):
            reading.begin(line)
        elif isinstance(line, Note):
            reading.notes.append({"note": line.note, "detail": line.detail})
        elif isinstance(line, Facts):
            reading.kind = line.kind
        elif isinstance(line, End):
            reading.unknown.update(line.unknown)


def _keep(upload: DirectoryUpload, batch: Iterable[tuple[str, int, MadeRow]], position: int) -> int:
    """Write a batch; what was kept before of the same row is filled up. Gives the number of new rows."""
    made: dict[tuple[str, str], DirectoryStaged] = {}
    rows = list(batch)
    before = _kept_before(upload, [row for _file, _line, row in rows])
    changed: dict[tuple[str, str], DirectoryStaged] = {}
    for file_name, line, row in rows:
        name = (row.table, row.key)
        known = before.get(name) or made.get(name)
        if known is None:
            made[name] = DirectoryStaged(
                upload=upload,
                table=row.table,
                source_key=row.key,
                position=position + len(made),
                file_name=file_name[-200:],
                line=line,
                written=row.written,
                problems=[problem.as_json() | {"stops": problem.stops} for problem in row.problems],
            )
        elif _fill_up(known, row) and name in before:
            changed[name] = known
    DirectoryStaged.objects.bulk_create(made.values(), batch_size=BATCH)
    DirectoryStaged.objects.bulk_update(changed.values(), ["written", "problems"], batch_size=BATCH)
    return len(made)


def _kept_before(upload: DirectoryUpload, rows: Iterable[MadeRow]) -> dict[tuple[str, str], DirectoryStaged]:
    """What is kept of these rows, asked table by table: the index begins with file and table."""
    keys: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        keys[row.table].add(row.key)
    found: dict[tuple[str, str], DirectoryStaged] = {}
    for table, asked in keys.items():
        for kept in DirectoryStaged.objects.filter(upload=upload, table=table, source_key__in=asked):
            found[table, kept.source_key] = kept
    return found


def _fill_up(known: DirectoryStaged, row: MadeRow) -> bool:
    """Add what the row tells beyond what is kept; a contradiction becomes a problem of its field."""
    size = len(known.written)
    clashes = merge(known.written, row.written)
    noted = {problem["field"] for problem in known.problems}
    fresh = [_twice(name) for name in sorted(clashes - noted)]
    known.problems += [problem.as_json() | {"stops": False} for problem in fresh]
    return bool(fresh) or len(known.written) != size


def _twice(name: str) -> Problem:
    return Problem(name, Reason.TOLD_TWICE)

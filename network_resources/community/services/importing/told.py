"""A row of a source to be decided about, wherever it comes from: a file, or the quarantine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from network_resources.community.models import DirectoryQuarantine, DirectoryRecord, DirectoryStaged
from network_resources.community.rules.keys import digest
from network_resources.community.rules.problems import Problem, Reason
from network_resources.community.rules.rows import Checked


@dataclass(slots=True)
class Told:
    """What a source says of one row."""

    table: str
    key: str
    written: dict[str, str]
    problems: list[Problem] = field(default_factory=list)  # found while reading
    file_name: str = ""
    line: int = 0
    digest: str = ""

    @classmethod
    def staged(cls, row: DirectoryStaged) -> "Told":
        """A row of a file."""
        problems = [
            Problem(one["field"], Reason(one["reason"]), one["detail"], one["stops"]) for one in row.problems
        ]
        return cls(
            row.table, row.source_key, row.written, problems, row.file_name, row.line, digest(row.written)
        )

    @classmethod
    def quarantined(cls, row: DirectoryQuarantine) -> "Told":
        """A row that waited. What was wrong with its line was settled by whoever mended it, or still stands."""
        reading = {Reason.MISPLACED, Reason.TOLD_TWICE, Reason.NO_ID}
        problems = [
            Problem(one["field"], Reason(one["reason"]), one["detail"], one["reason"] != Reason.TOLD_TWICE)
            for one in row.problems
            if one["reason"] in reading
        ]
        return cls(row.table, row.source_key, row.written, problems, row.file_name, row.line, row.digest)


@dataclass(slots=True)
class Decision:
    """What becomes of a row. `act` is new, changed, unchanged, waiting or left_out."""

    told: Told
    act: str
    record: DirectoryRecord | None = None
    row_id: UUID | None = None
    checked: Checked = field(default_factory=Checked)
    changed: Mapping[str, Any] = field(default_factory=dict)  # field to its new value
    waits_for: list[str] = field(default_factory=list)
    earlier: list[DirectoryQuarantine] = field(default_factory=list)  # the row's own lines of the quarantine
    deferred: bool = False  # names a row of its own table that comes later
    returns: bool = False  # was withdrawn before

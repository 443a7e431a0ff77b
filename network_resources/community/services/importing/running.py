"""Import what a file's kept rows say, a batch and its checkpoint at a time, or count what an import would do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import transaction

from network_resources.community.models import (
    DirectoryChange,
    DirectorySource,
    DirectoryStaged,
    DirectoryUpload,
)
from network_resources.community.rules.hsds import SELF_NAMING, TABLES
from network_resources.community.rules.states import UploadState
from network_resources.community.selectors.touched import services_touched
from network_resources.community.services.history import Author
from network_resources.community.services.importing.deciding import Decider
from network_resources.community.services.importing.settling import settle
from network_resources.community.services.importing.told import Decision, Told
from network_resources.community.services.importing.withdrawing import no_longer_named, withdraw
from network_resources.community.services.importing.writing import carry_out
from network_resources.community.services.refresh import refresh_search

BATCH = 1000
ACTS = ("new", "changed", "unchanged", "waiting", "left_out")


class Work(Protocol):
    """What an import needs of whoever runs it: a job, or the command line."""

    saved: dict[str, Any]

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show how far the work is."""

    def checkpoint(self, saved: dict[str, Any]) -> None:
        """Note where to take up again, inside the transaction of the work itself."""

    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop."""


@dataclass(slots=True)
class Tally:
    """Counts by table and act, and what waits by table, field and reason."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, table: str, decisions: list[Decision]) -> None:
        """Count a batch."""
        self.counts.setdefault(table, Counter()).update(one.act for one in decisions)
        for one in decisions:
            if one.checked.problems and one.act != "waiting":
                self.counts[table]["values_waiting"] += 1
            self.reasons.update(
                f"{table}.{problem.field}:{problem.reason.value}" for problem in one.checked.problems
            )

    def as_json(self) -> dict[str, Any]:
        """For the upload's row."""
        counts = {table: dict(self.counts[table]) for table in TABLES if table in self.counts}
        return {"counts": counts, "reasons": dict(self.reasons.most_common(200))}

    @classmethod
    def of(cls, saved: dict[str, Any]) -> "Tally":
        """Taken up again from a checkpoint."""
        counts = {table: Counter(acts) for table, acts in saved.get("counts", {}).items()}
        return cls(counts, Counter(saved.get("reasons", {})))


def run_import(
    *, upload: DirectoryUpload, author: Author, work: Work, dry: bool = False
) -> dict[str, Any] | None:
    """Import the staged rows, or only count with `dry`. Gives the counts; None when it was cancelled or overtaken.

    Committed batches stay when it is cancelled or killed; a run after that goes on where the last one saved.
    """
    saved = {} if dry else dict(work.saved)
    tally, start = Tally.of(saved), (saved.get("visit", 0), saved.get("position", -1))
    decider = Decider(upload.source, upload)
    total = upload.staged.count()
    done = sum(sum(counts[act] for act in ACTS) for counts in tally.counts.values())
    for visit, table, rows, is_first in _batches(upload, start):
        if work.is_cancelled():
            return None
        told = [Told.staged(row) for row in rows]
        with transaction.atomic():
            if not dry and not _is_ours(upload):
                return None
            decisions = decider.decide(table, told, last_visit=not is_first)
            if is_first or table not in SELF_NAMING:
                tally.add(table, decisions)
                done += len(rows)
            if not dry:
                carry_out(
                    table=table, decisions=decisions, source=upload.source, upload=upload, author=author
                )
                work.checkpoint({"visit": visit, "position": rows[-1].position, **tally.as_json()})
        work.progress(min(done, total), total)
    _finish(upload, author, tally, work, total, dry=dry)
    return tally.as_json()


def _is_ours(upload: DirectoryUpload) -> bool:
    """Whether the file is still being imported. Files of one source are imported one batch after the other."""
    DirectorySource.objects.select_for_update().get(pk=upload.source_id)
    return DirectoryUpload.objects.select_for_update().get(pk=upload.pk).state == UploadState.IMPORTING


def _batches(
    upload: DirectoryUpload, start: tuple[int, int]
) -> Iterator[tuple[int, str, list[DirectoryStaged], bool]]:
    """Every table in its order; those whose rows name each other are visited twice."""
    visits = [(table, first) for table in TABLES for first in _times(table)]
    for visit, (table, is_first) in enumerate(visits):
        if visit < start[0]:
            continue
        position = start[1] if visit == start[0] else -1
        while True:
            staged = DirectoryStaged.objects.filter(upload=upload, table=table, position__gt=position)
            rows = list(staged.order_by("position")[:BATCH])
            if not rows:
                break
            position = rows[-1].position
            yield visit, table, rows, is_first


def _times(table: str) -> tuple[bool, ...]:
    """Whether each visit of the table is its first; a table visited once has only a last one."""
    return (True, False) if table in SELF_NAMING else (False,)


def _finish(
    upload: DirectoryUpload, author: Author, tally: Tally, work: Work, total: int, *, dry: bool
) -> None:
    told = upload.facts.get("told", []) if upload.is_whole else []
    for table in told:
        gone = (
            sum(map(len, no_longer_named(upload, table)))
            if dry
            else withdraw(upload=upload, table=table, author=author)
        )
        if gone:
            tally.counts.setdefault(table, Counter())["withdrawn"] += gone
    if dry:
        return
    settled = settle(source=upload.source, author=author)
    if settled:
        tally.counts.setdefault("settled", Counter())["rows"] += settled
    touched = services_touched(DirectoryChange.objects.filter(upload=upload))
    if touched is None or touched:
        refresh_search(touched, told=lambda _done, _all: work.progress(total, total))

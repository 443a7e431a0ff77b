"""A worker reads a kept file through the limited process, keeps its lines, and plans them: the dry run."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import transaction

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.uploads.faults import BrokenFileError
from nestwork.uploads.limited import read_limited
from nestwork.uploads.vault import unsealed_file
from tenants.incoming.models import RecordBatch, RecordFile
from tenants.incoming.rules.problems import Problems
from tenants.incoming.rules.readers import READERS
from tenants.incoming.rules.states import Batch, FileState
from tenants.incoming.services.checking import plan_file
from tenants.incoming.services.forgetting import forget_pieces

LINES = {Batch.PEOPLE: 200, Batch.CONTACTS: 500, Batch.FACTS: 1000}
_KINDS = {"patient": Batch.PEOPLE, "contact": Batch.CONTACTS, "fact": Batch.FACTS}
_KEY = 240
_SKIPPED = 400  # kinds of records that are not kept, named of a file; the others are counted together


def read_file(*, file: RecordFile, by: Reader) -> RecordFile:
    """Read the whole file and plan it, or refuse it whole; afterwards the sealed bytes are gone."""
    with transaction.atomic():
        locked = RecordFile.objects.select_for_update(of=("self",)).select_related("source").get(pk=file.pk)
        if locked.state != FileState.WAITING:
            return locked
        try:
            with transaction.atomic():
                _keep_lines(locked)
                locked.plan = plan_file(file=locked, by=by)
        except BrokenFileError as broken:
            locked.refresh_from_db(fields=["details", "records", "skipped", "dropped", "problems"])
            locked.state, locked.problem_count = FileState.REFUSED, 0
            locked.fault = {"fault": broken.fault.value, "line": broken.line, "detail": broken.detail}
        else:
            locked.state = FileState.CHECKED
        forget_pieces(locked)
        locked.save()
        detail = {"state": locked.state, "records": locked.records}
        record(by=by, action="records.read", subject="records.file", subject_id=locked.pk, detail=detail)
    return locked


def _keep_lines(file: RecordFile) -> None:
    with unsealed_file(upload_id=file.pk, pieces=_pieces(file)) as content:
        said = read_limited(READERS[file.format], content)
        try:
            _Keeper(file).keep(said)
        finally:
            said.close()  # type: ignore[attr-defined]  # read_limited is a generator: this stops the process


def _pieces(file: RecordFile) -> Iterator[tuple[int, bytes]]:
    """The sealed pieces, never more than one of them in memory."""
    for number in range(file.chunks.count()):
        yield number, bytes(file.chunks.get(number=number).sealed)


class _Keeper:
    """Sorts the lines of a reader: people, contacts and facts into batches, the rest onto the file."""

    def __init__(self, file: RecordFile) -> None:
        self.file = file
        self.waiting: dict[Batch, list[dict[str, Any]]] = {kind: [] for kind in Batch}
        self.number = 0
        self.problems = Problems()
        self.said: set[int] = set()  # of what was said already, as a number each: a large file has many
        self.repeats = False

    def keep(self, said: Iterator[dict[str, Any]]) -> None:
        """Every line to the end."""
        for line in said:
            kind = _KINDS.get(line["t"])
            if kind is None:
                self._note(line)
                continue
            short = _with_short_keys(line)
            mark = hash((kind, _id_of(short)))
            self.repeats = self.repeats or mark in self.said
            self.said.add(mark)
            self.waiting[kind].append(short)
            if len(self.waiting[kind]) >= LINES[kind]:
                self._flush(kind)
        for kind in Batch:
            self._flush(kind)
        if self.repeats:
            drop_repeated(self.file)
        self.file.problems, self.file.problem_count = self.problems.as_json(), self.problems.count

    def _flush(self, kind: Batch) -> None:
        if self.waiting[kind]:
            RecordBatch.objects.create(
                file=self.file, number=self.number, kind=kind, lines=self.waiting[kind]
            )
            self.number += 1
            self.waiting[kind] = []

    def _note(self, line: dict[str, Any]) -> None:
        match line["t"]:
            case "file":
                self.file.details = line["details"]
            case "problem":
                self.problems.add(line["resource"], line["why"], line.get("detail", ""), line["place"])
            case "skipped":
                self._skip(line["resource"], line["why"], line["count"])
            case "dropped":
                self.file.dropped[line["kind"]] = self.file.dropped.get(line["kind"], 0) + line["count"]
            case "end":
                self.file.records = line["records"]

    def _skip(self, resource: str, why: str, count: int) -> None:
        if len(self.file.skipped) < _SKIPPED:
            self.file.skipped.append([resource, why, count])
        else:
            self.file.skipped[-1] = ["…", why, self.file.skipped[-1][2] + count]


def drop_repeated(file: RecordFile) -> None:
    """What is said more than once in a file counts as said last, wherever in the file that is.

    Without this a later batch would correct an earlier one, and the same file again would correct it back and forth.
    """
    names = list(file.batches.order_by("-number").values_list("pk", flat=True))
    said: set[tuple[str, Any]] = set()
    for pk in names:
        batch = RecordBatch.objects.get(pk=pk)
        kept = []
        for line in reversed(batch.lines):
            name = (batch.kind, _id_of(line))
            if name not in said:
                said.add(name)
                kept.append(line)
        if len(kept) < len(batch.lines):
            batch.lines = kept[::-1]
            batch.save(update_fields=["lines"])


def _id_of(line: dict[str, Any]) -> tuple[str, str]:
    return line.get("kind", ""), line["key"]


def _with_short_keys(line: dict[str, Any]) -> dict[str, Any]:
    for name in ("key", "patient"):
        if len(line.get(name, "")) > _KEY:
            line[name] = sha256(line[name].encode("utf-8", "replace")).hexdigest()
    return line

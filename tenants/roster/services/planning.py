"""What each row would lead to. The dry run shows these plans; the import carries the same ones out."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tenants.patients.models import Child
from tenants.roster.models import QuarantinedRow, RosterSource, SourceRecord
from tenants.roster.rules.changes import UNSAID, UNSAID_BY_SOURCE, Changes, plan_changes
from tenants.roster.rules.fields import Field
from tenants.roster.rules.matching.compare import Comparison, Verdict, compare
from tenants.roster.rules.matching.index import MatchIndex
from tenants.roster.rules.matching.person import Person
from tenants.roster.rules.problems import Problem, Reason
from tenants.roster.rules.rows import ParsedRow, Reading, Value, mended_row
from tenants.roster.rules.states import Outcome, RowState
from tenants.roster.selectors.people import people, person_of_row
from tenants.roster.services.known import Known, Standing, load_known, settled_rows


@dataclass(slots=True)
class RowPlan:
    """What one row leads to, with everything needed to carry it out."""

    row: ParsedRow
    outcome: Outcome
    digest: str  # of the row as the file wrote it
    record: SourceRecord | None = None
    standing: Standing | None = None
    changes: Changes = field(default_factory=Changes)
    alike: list[tuple[Person, Comparison]] = field(default_factory=list)
    settled: QuarantinedRow | None = None
    is_repeat: bool = False  # the same row stood further up in the same file
    child_id: uuid.UUID = field(default_factory=uuid.uuid4)  # of the child a new row will become
    child: Child | None = None  # the new child, once it is taken in

    @property
    def waits(self) -> bool:
        """Whether something of the row goes into the quarantine."""
        return bool(self.row.problems) and self.outcome is not Outcome.DROPPED


class Planner:
    """Plans the rows of one file, one batch after the other, and remembers which keys it has seen."""

    def __init__(self, *, source: RosterSource, reading: Reading, index: MatchIndex) -> None:
        self.source = source
        self.reading = reading
        self.index = index
        self.seen: dict[str, tuple[int, str]] = {}  # key to row number and digest
        self.numbers: dict[str, str] = {}  # record number of a new child to its key
        self.row_of: dict[str, int] = {}  # id of a new child to its row number
        self.unrecognised = 0  # rows whose key could not be read

    def plan_batch(self, rows: Iterable[ParsedRow]) -> Iterator[RowPlan]:
        """Plans in the order of the rows. Read and carry out one after the other: each sees what came before."""
        written = [(row, row.digest()) for row in rows]
        settled = settled_rows(self.source, (digest for _row, digest in written))
        mended = [(_as_settled(row, settled.get(digest), self.reading), digest) for row, digest in written]
        known = load_known(self.source, (row for row, _digest in mended))
        for row, digest in mended:
            yield self._plan(row, digest, known, settled.get(digest))

    def note_seen(self, rows: Iterable[ParsedRow]) -> None:
        """Remember keys of rows that an earlier run has carried out already."""
        written = [(row, row.digest()) for row in rows]
        settled = settled_rows(self.source, (digest for _row, digest in written))
        for row, digest in written:
            self._note(_as_settled(row, settled.get(digest), self.reading), digest)

    def plan_one(self, row: ParsedRow, digest: str) -> RowPlan:
        """The plan of a single row, as after mending."""
        return self._plan(row, digest, load_known(self.source, [row]), None)

    def _plan(self, row: ParsedRow, digest: str, known: Known, settled: QuarantinedRow | None) -> RowPlan:
        first = self._note(row, digest)
        if settled is not None and settled.state == RowState.DROPPED:
            return RowPlan(row, Outcome.DROPPED, digest, settled=settled)
        if first is not None and first[1] == digest:
            return RowPlan(row, Outcome.UNCHANGED, digest, settled=settled, is_repeat=True)
        if first is not None:
            row.problems.append(Problem(Field.SOURCE_KEY, row.key, Reason.SAME_ID_TWICE, str(first[0])))
        record = known.records.get(row.key)
        standing = self._standing(row, record, known)
        if not row.can_be_taken:
            return RowPlan(row, Outcome.QUARANTINED, digest, record, standing, settled=settled)
        if standing is None:
            return self._newcomer(row, digest, settled)
        return self._known_child(row, digest, record, standing, settled)

    def _note(self, row: ParsedRow, digest: str) -> tuple[int, str] | None:
        """Remember the row's key; the row it first stood on when it is not the first."""
        if not row.has_key:
            self.unrecognised += 1
            return None
        first = self.seen.setdefault(row.key, (row.number, digest))
        return None if first == (row.number, digest) else first

    def _standing(self, row: ParsedRow, record: SourceRecord | None, known: Known) -> Standing | None:
        """The child the row speaks of: by the source's key, else by the practice's own record number."""
        mine = known.of_record(record) if record else None
        holder = known.by_number.get(str(row.values.get(Field.RECORD_NUMBER, "")))
        if holder is None or (mine is not None and holder.child.pk == mine.child.pk):
            return mine
        if mine is None and _is_same_child(row, holder):
            return holder
        number = str(row.values[Field.RECORD_NUMBER])
        row.problems.append(Problem(Field.RECORD_NUMBER, number, Reason.NUMBER_TAKEN))
        return mine

    def _newcomer(self, row: ParsedRow, digest: str, settled: QuarantinedRow | None) -> RowPlan:
        """A child not on record yet; from now on the rows below are compared with it too."""
        number = str(row.values.get(Field.RECORD_NUMBER, ""))
        if number and self.numbers.setdefault(number, row.key) != row.key:
            row.problems.append(Problem(Field.RECORD_NUMBER, number, Reason.NUMBER_TAKEN))
            return RowPlan(row, Outcome.QUARANTINED, digest, settled=settled)
        plan = RowPlan(row, Outcome.NEW, digest, settled=settled)
        person = person_of_row(row.values, key=str(plan.child_id))
        plan.alike = self.index.alike(person)
        self.index.add(person)
        self.row_of[person.key] = row.number
        return plan

    def _known_child(
        self,
        row: ParsedRow,
        digest: str,
        record: SourceRecord | None,
        standing: Standing,
        settled: QuarantinedRow | None,
    ) -> RowPlan:
        last = _last_values(record)
        changes = plan_changes(
            last=last,
            now=comparable(row.values),
            current=standing.values(),
            unsaid=UNSAID_BY_SOURCE if record else UNSAID,
        )
        is_back = record is not None and not record.is_on
        if is_back:
            outcome = Outcome.BACK
        elif changes.update:
            outcome = Outcome.CHANGED
        else:
            outcome = Outcome.UNCHANGED
        return RowPlan(row, outcome, digest, record, standing, changes, settled=settled)


def _as_settled(row: ParsedRow, settled: QuarantinedRow | None, reading: Reading) -> ParsedRow:
    """The row as a person mended it before, when this very row was mended before."""
    if settled is None or settled.state != RowState.MENDED:
        return row
    written = {Field(name): text for name, text in settled.mended.items()}
    return replace(mended_row(row.number, written, reading), dropped=row.dropped)


def _last_values(record: SourceRecord | None) -> dict[Field, Value]:
    return {Field(name): value for name, value in record.values.items()} if record else {}


def comparable(values: dict[Field, Value]) -> dict[Field, Value]:
    """The row's values without those that are only used at the first import: its key and the relationship."""
    left_out = {Field.SOURCE_KEY, Field.RELATIONSHIP, Field.STREET_2}
    told = {name: value for name, value in values.items() if name not in left_out}
    if Field.STREET in told and Field.STREET_2 in values:
        told[Field.STREET] = f"{told[Field.STREET]}, {values[Field.STREET_2]}"
    return told


def _is_same_child(row: ParsedRow, holder: Standing) -> bool:
    """Whether number and name or birth date agree: the practice's own number alone does not make it the child."""
    on_record = people([holder.child])[0]
    told = replace(person_of_row(row.values), record_number="")
    if compare(told, replace(on_record, record_number="")).verdict is Verdict.DIFFERENT:
        return False
    return told.birth_date == on_record.birth_date or told.family.casefold() == on_record.family.casefold()

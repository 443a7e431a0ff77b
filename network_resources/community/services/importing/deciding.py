"""What becomes of each row of a batch. Nothing is written here, so that a dry run is the same work."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from network_resources.community.models import (
    DirectoryQuarantine,
    DirectoryRecord,
    DirectorySource,
    DirectoryUpload,
)
from network_resources.community.rules import hsds
from network_resources.community.rules.keys import as_uuid, made_id, source_key
from network_resources.community.rules.problems import Problem, Reason
from network_resources.community.rules.rows import check
from network_resources.community.rules.states import RowState
from network_resources.community.services.importing.names import Name, Names
from network_resources.community.services.importing.rows import MODELS, as_json
from network_resources.community.services.importing.told import Decision, Told


class Decider:
    """Decides about the rows of one source."""

    def __init__(self, source: DirectorySource, upload: DirectoryUpload | None) -> None:
        self._source, self._upload = source, upload
        self.coming: dict[Name, UUID] = {}  # a dry run's rows that others may name
        self._fill: Mapping[str, str] = source.fill

    def decide(
        self, table: str, rows: Sequence[Told], *, last_visit: bool = True, again: bool = False
    ) -> list[Decision]:
        """One decision a row. On a first visit a row may name one of its own table that comes later.

        With `again` a row is looked at although the source said nothing new: what it waits for may have come.
        """
        keys = {told.key for told in rows}
        records = {
            record.source_key: record
            for record in DirectoryRecord.objects.filter(
                source=self._source, table=table, source_key__in=keys
            )
        }
        earlier: dict[str, list[DirectoryQuarantine]] = defaultdict(list)
        for row in DirectoryQuarantine.objects.filter(source=self._source, table=table, source_key__in=keys):
            earlier[row.source_key].append(row)
        made = [self._first(told, records.get(told.key), earlier[told.key], again) for told in rows]
        open_ones = [one for one in made if not one.act]
        self._resolve(table, open_ones, last_visit)
        self._identify(table, open_ones)
        for one in open_ones:
            self._finish(one)
        return made

    def _first(
        self, told: Told, record: DirectoryRecord | None, earlier: list[DirectoryQuarantine], again: bool
    ) -> Decision:
        own = next((row for row in earlier if row.digest == told.digest), None)
        if own is not None and own.state == RowState.DROPPED and own.stops_row:
            return Decision(told, "left_out", record, earlier=earlier)
        same = record is not None and record.digest == told.digest and record.withdrawn_at is None
        if same and not again and record is not None:
            return Decision(told, "unchanged", record, record.row_id, earlier=earlier)
        table = hsds.TABLES[told.table]
        written = self._filled(told.table, {**told.written, **_mended(told.written, earlier)})
        checked = check(table, written)
        left = _left_empty(told.written, earlier)
        mended = _mended(told.written, earlier)
        checked.problems += [one for one in told.problems if not _settled(one, own, mended)]
        checked.problems = [one for one in checked.problems if one.stops or one.field not in left]
        for one in told.problems:
            if not _settled(one, own, mended):
                checked.values.pop(one.field, None)
        return Decision(told, "", record, checked=checked, earlier=earlier)

    def _filled(self, table: str, written: dict[str, str]) -> dict[str, str]:
        for path, word in self._fill.items():
            of, _dot, name = path.partition(".")
            if of == table and not written.get(name, "").strip():
                written[name] = word
        return written

    def _resolve(self, table: str, open_ones: list[Decision], last_visit: bool) -> None:
        names = Names(self._source, self._upload, self.coming)
        names.look_up(name for one in open_ones for name in one.checked.names.values())
        for one in open_ones:
            for field, name in one.checked.names.items():
                found = names.row_id(name)
                if found is not None:
                    one.checked.values[field] = found
                elif not last_visit and name[0] == table and names.comes_later(name):
                    one.deferred = True
                else:
                    _unresolved(one, hsds.TABLES[table], field, name, names.waits(name))
            _need_owner(one, hsds.TABLES[table])

    def _identify(self, table: str, open_ones: list[Decision]) -> None:
        """The source's UUID where nobody else has it, else a made one."""
        fresh = {one.told.key: as_uuid(one.told.key) for one in open_ones if one.record is None}
        asked = [found for found in fresh.values() if found is not None]
        taken = set(MODELS[table]._default_manager.filter(pk__in=asked).values_list("pk", flat=True))
        for one in open_ones:
            if one.record is not None:
                one.row_id = one.record.row_id
                continue
            own = fresh[one.told.key]
            free = own is not None and own not in taken
            one.row_id = own if free else made_id(self._source.name, table, one.told.key)

    def _finish(self, one: Decision) -> None:
        if one.checked.waits_whole:
            one.act = "waiting"
            return
        one.returns = one.record is not None and one.record.withdrawn_at is not None
        kept = one.record.values if one.record is not None else {}
        one.changed = {
            name: value
            for name, value in one.checked.values.items()
            if one.record is None or as_json(value) != kept.get(name)
        }
        one.act = "new" if one.record is None else "changed" if one.changed or one.returns else "unchanged"
        if one.row_id is not None and one.record is None:
            self.coming[one.told.table, one.told.key] = one.row_id


def _unresolved(one: Decision, table: hsds.Table, field: str, name: Name, waits: bool) -> None:
    key = source_key(name[1])
    one.waits_for.append(f"{name[0]}:{key}")
    reason = Reason.ROW_WAITS if waits else Reason.NO_SUCH_ROW
    one.checked.leave_out(field, reason, name[1][:200], stops=table.fields[field].stops)


def _need_owner(one: Decision, table: hsds.Table) -> None:
    """A row that belongs to nothing waits whole; which of its names is wrong was said already."""
    if not table.owners or any(one.checked.values.get(name) for name in table.owners):
        return
    if any(one.checked.names.get(name) for name in table.owners):
        one.checked.problems = [
            Problem(
                problem.field, problem.reason, problem.detail, problem.field in table.owners or problem.stops
            )
            for problem in one.checked.problems
        ]
    elif not one.deferred:
        one.checked.problems.append(Problem("", Reason.NO_OWNER, stops=True))


def _mended(written: Mapping[str, str], earlier: list[DirectoryQuarantine]) -> dict[str, str]:
    """What a person wrote instead, for every field that still reads as it did then."""
    return {
        name: text
        for row in earlier
        if row.state == RowState.MENDED
        for name, text in row.mended.items()
        if _reads_same(written, row, name)
    }


def _left_empty(written: Mapping[str, str], earlier: list[DirectoryQuarantine]) -> set[str]:
    """Fields that a person decided to leave without their value, and that still read as they did then."""
    found: set[str] = set()
    for row in earlier:
        if row.state == RowState.DROPPED and not row.stops_row:
            found |= {
                problem["field"] for problem in row.problems if _reads_same(written, row, problem["field"])
            }
        elif row.state == RowState.MENDED:
            found |= {
                name for name, text in row.mended.items() if not text and _reads_same(written, row, name)
            }
    return found


def _reads_same(written: Mapping[str, str], row: DirectoryQuarantine, name: str) -> bool:
    return bool(written.get(name, "") == row.written.get(name, ""))


def _settled(problem: Problem, own: DirectoryQuarantine | None, mended: Mapping[str, str]) -> bool:
    """Whether a person has seen what was wrong with the line as a whole."""
    if problem.field:
        return problem.field in mended
    return own is not None and own.state == RowState.MENDED

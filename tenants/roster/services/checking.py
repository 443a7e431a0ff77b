"""The dry run: what every row would lead to, counted exactly, with the first rows to look at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from tenants.roster.models import Upload
from tenants.roster.rules.fields import Field
from tenants.roster.rules.rows import ParsedRow
from tenants.roster.rules.states import Outcome, UploadState
from tenants.roster.selectors.people import match_index
from tenants.roster.selectors.uploads import batch_numbers, parsed_batch, reading_of
from tenants.roster.services.leaving import leaving_facts
from tenants.roster.services.planning import Planner, RowPlan

_FIRST = 8  # rows shown of each kind


class _Tally:
    """Counts and first rows while the plans go by."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.counts: Counter[str] = Counter()
        self.first: dict[str, list[dict[str, Any]]] = {}
        self.dropped: Counter[str] = Counter()

    def add(self, plan: RowPlan) -> None:
        """Count one row under everything it leads to."""
        for kind in _kinds(plan):
            self.counts[kind] += 1
            shown = self.first.setdefault(kind, [])
            if len(shown) < _FIRST:
                shown.append(_shown(plan, self.planner.row_of))
        self.dropped.update(kind.value for kind in plan.row.dropped)


def check_upload(*, upload: Upload, by: Reader) -> None:
    """Plan the whole file without writing anything of it, and keep the plan to be looked at."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).select_related("source").get(pk=upload.pk)
        if locked.state != UploadState.CHECKING:
            return
        planner = Planner(source=locked.source, reading=reading_of(locked), index=match_index())
        tally = _Tally(planner)
        for rows in _batches(locked, planner):
            for plan in planner.plan_batch(rows):
                tally.add(plan)
        locked.plan = {
            "counts": dict(tally.counts),
            "first": tally.first,
            "dropped": dict(tally.dropped),
            "leaving": leaving_facts(locked, planner),
        }
        locked.state = UploadState.CHECKED
        locked.save(update_fields=["plan", "state"])
        record(
            by=by,
            action="roster.check",
            subject="roster.upload",
            subject_id=locked.pk,
            detail={"counts": dict(tally.counts)},
        )


def _batches(upload: Upload, planner: Planner) -> Iterator[list[ParsedRow]]:
    for number in batch_numbers(upload):
        yield parsed_batch(upload, number, planner.reading)


def _kinds(plan: RowPlan) -> list[str]:
    kinds = [plan.outcome.value]
    if plan.outcome is Outcome.NEW and plan.alike:
        kinds.append("alike")
    if plan.waits and plan.outcome is not Outcome.QUARANTINED:
        kinds.append("partly")
    if plan.changes.kept:
        kinds.append("kept")
    return kinds


def _shown(plan: RowPlan, row_of: Mapping[str, int]) -> dict[str, Any]:
    """What the page shows of one row; values stay inside the practice's own table and go when the file goes."""
    row, written = plan.row, plan.row.written
    given, family = written.get(Field.GIVEN_NAME, ""), written.get(Field.FAMILY_NAME, "")
    return {
        "row": row.number,
        "name": f"{given} {family}".strip() or written.get(Field.FULL_NAME, ""),
        "birth_date": written.get(Field.BIRTH_DATE, ""),
        "child": str(plan.standing.child.pk) if plan.standing else "",
        "changes": [[name.value, str(value)] for name, value in plan.changes.update.items()],
        "kept": [[one.field.value, str(one.in_file), str(one.on_record)] for one in plan.changes.kept],
        "problems": [problem.as_json() for problem in row.problems],
        "alike": [
            {"child": _name(person.key, row_of), "verdict": found.verdict.value, "twins": found.maybe_twins}
            for person, found in plan.alike[:3]
        ],
    }


def _name(key: str, row_of: Mapping[str, int]) -> str:
    """The id of a child on record, or the row of a child that this file would bring."""
    return f"row {row_of[key]}" if key in row_of else key

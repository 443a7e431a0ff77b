"""Mend a quarantined row, or the same wrong value in many, and take the rows in."""

from collections.abc import Mapping

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.roster.models import QuarantinedRow, RowOutcome
from tenants.roster.rules.fields import Field
from tenants.roster.rules.problems import Problem
from tenants.roster.rules.rows import ParsedRow, mended_row
from tenants.roster.rules.states import Outcome, RowState
from tenants.roster.selectors.people import match_index
from tenants.roster.selectors.quarantine import rows_with
from tenants.roster.selectors.uploads import reading_of
from tenants.roster.services.importing import carry_out
from tenants.roster.services.pairs import queue_pairs
from tenants.roster.services.planning import Planner
from tenants.roster.services.quarantining import locked_waiting, settle, text_of


def read_mended(row: QuarantinedRow, changed: Mapping[Field, str]) -> ParsedRow:
    """The row with what a person typed, read again; its problems say what is still wrong."""
    return mended_row(row.row_number, text_of(row, changed), reading_of(row.upload))


def mend_row(*, row: QuarantinedRow, by: Reader, changed: Mapping[Field, str]) -> list[Problem]:
    """Take the row in as mended. Returns what is still wrong; then nothing was saved and the row still waits.

    Raises AlreadySettledError.
    """
    by.require(Permission.IMPORT_ROSTER)
    with transaction.atomic():
        locked = locked_waiting(row)
        parsed = read_mended(locked, changed)
        if parsed.problems:
            return parsed.problems
        planner = Planner(source=locked.source, reading=reading_of(locked.upload), index=match_index())
        plan = planner.plan_one(parsed, locked.digest)
        if parsed.problems:
            return parsed.problems
        outcome = _take_in(plan_outcome=carry_out(plan, upload=locked.upload, planner=planner, by=by))
        if outcome.outcome == Outcome.QUARANTINED:
            transaction.set_rollback(True)
            return parsed.problems
        if plan.child is not None:
            queue_pairs([(plan.child, plan.alike)], by=by)
        locked.mended = {name.value: text for name, text in parsed.written.items()}
        locked.child = outcome.child
        settle(locked, RowState.MENDED, by)
    return []


def mend_alike(*, by: Reader, field: Field, value: str, instead: str) -> tuple[int, int]:
    """Put `instead` in the place of one wrong value in every waiting row that has it: rows taken in, rows left."""
    by.require(Permission.IMPORT_ROSTER)
    rows = rows_with(by, field=field, value=value)
    taken = sum(not mend_row(row=row, by=by, changed={field: instead}) for row in rows)
    return taken, len(rows) - taken


def _take_in(*, plan_outcome: RowOutcome) -> RowOutcome:
    plan_outcome.save(force_insert=True)
    return plan_outcome

"""The import: batch by batch, each in one transaction with its checkpoint, so that a crash repeats and loses nothing."""

from collections import Counter
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.roster.models import RowOutcome, Upload
from tenants.roster.rules.fields import Field
from tenants.roster.rules.problems import Problem, Reason
from tenants.roster.rules.states import Outcome, UploadState
from tenants.roster.selectors.people import match_index
from tenants.roster.selectors.uploads import batch_numbers, outcome_counts, parsed_batch, reading_of
from tenants.roster.services.applying import change_from_row, is_worth_saving
from tenants.roster.services.intake import take_in_plans
from tenants.roster.services.leaving import leaving_facts, leaving_records, mark_left
from tenants.roster.services.pairs import queue_pairs
from tenants.roster.services.planning import Planner, RowPlan
from tenants.roster.services.quarantining import put_in_quarantine


class Progress(Protocol):
    """What the import needs of the job that runs it."""

    saved: dict[str, Any]

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show how far it is."""

    def checkpoint(self, saved: dict[str, Any], /) -> None:
        """Note where to take up again, in the transaction of the work."""

    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop."""


def import_upload(*, upload_id: UUID, by: Reader, job: Progress) -> None:
    """Import a checked file. Run again after a crash, it goes on after the last batch that was saved."""
    upload = Upload.objects.select_related("source").get(pk=upload_id)
    if upload.state != UploadState.IMPORTING:
        return
    planner = Planner(source=upload.source, reading=reading_of(upload), index=match_index())
    start = int(job.saved.get("next", 0))
    for number in batch_numbers(upload):
        rows = parsed_batch(upload, number, planner.reading)
        if number < start:
            planner.note_seen(rows)
            continue
        if job.is_cancelled():
            _stop(upload, by)
            return
        with transaction.atomic():
            Upload.objects.select_for_update().get(pk=upload.pk)
            plans = list(planner.plan_batch(rows))
            _take_in_together(plans, upload=upload, planner=planner, by=by)
            made = [carry_out(plan, upload=upload, planner=planner, by=by) for plan in plans]
            queue_pairs([(plan.child, plan.alike) for plan in plans if plan.child is not None], by=by)
            RowOutcome.objects.bulk_create(made)
            job.checkpoint({"next": number + 1})
        job.progress(min(upload.rows, (number + 1) * 100), upload.rows)
    with transaction.atomic():
        _finish(upload, planner, by)
        job.checkpoint({"next": 1_000_000_000})


def _take_in_together(plans: list[RowPlan], *, upload: Upload, planner: Planner, by: Reader) -> None:
    """Take in the new children of a batch at once; when one of them is refused, each is tried alone afterwards."""
    new = [plan for plan in plans if plan.outcome is Outcome.NEW]
    try:
        with transaction.atomic():
            take_in_plans(new, source=planner.source, upload=upload, by=by)
    except (ValidationError, IntegrityError):
        for plan in new:
            plan.child = None


def carry_out(plan: RowPlan, *, upload: Upload, planner: Planner, by: Reader) -> RowOutcome:
    """Do what the plan says; what the record itself refuses goes into the quarantine, never half saved."""
    child: Child | None = plan.standing.child if plan.standing else None
    try:
        with transaction.atomic():
            child = _save(plan, upload=upload, planner=planner, by=by) or child
    except (ValidationError, IntegrityError) as refused:
        plan.row.problems.append(_as_problem(refused))
        plan.outcome = Outcome.QUARANTINED
    if plan.waits:
        put_in_quarantine(plan, upload=upload, child=child)
    return RowOutcome(
        upload=upload, row_number=plan.row.number, outcome=plan.outcome, child=child, detail=_detail(plan)
    )


def _save(plan: RowPlan, *, upload: Upload, planner: Planner, by: Reader) -> Child | None:
    source = planner.source
    if plan.outcome is Outcome.NEW:
        if plan.child is None:
            take_in_plans([plan], source=source, upload=upload, by=by)
        return plan.child
    if plan.outcome in (Outcome.CHANGED, Outcome.BACK):
        return change_from_row(plan, source=source, upload=upload, by=by)
    if plan.outcome is Outcome.UNCHANGED and is_worth_saving(plan):
        return change_from_row(plan, source=source, upload=upload, by=by)
    return None


def _as_problem(refused: ValidationError | IntegrityError) -> Problem:
    if isinstance(refused, ValidationError) and hasattr(refused, "error_dict"):
        name, sentences = next(iter(refused.message_dict.items()))
        field = Field(name) if name in list(Field) else None
        return Problem(field, "", Reason.NOT_SAVED, " ".join(sentences))
    return Problem(None, "", Reason.NOT_SAVED, "")


def _detail(plan: RowPlan) -> dict[str, Any]:
    """Names of fields and counts; the values stand in the child's history."""
    detail: dict[str, Any] = {}
    if plan.changes.update and plan.outcome is not Outcome.NEW:
        detail["changed"] = sorted(name.value for name in plan.changes.update)
    if plan.changes.kept:
        detail["kept"] = sorted(one.field.value for one in plan.changes.kept)
    if plan.row.dropped:
        detail["dropped"] = dict(Counter(kind.value for kind in plan.row.dropped))
    if plan.waits and plan.outcome is not Outcome.QUARANTINED:
        detail["waiting"] = sorted({str(problem.field) for problem in plan.row.problems})
    return detail


def _finish(upload: Upload, planner: Planner, by: Reader) -> None:
    locked = Upload.objects.select_for_update(of=("self",)).select_related("source").get(pk=upload.pk)
    facts = leaving_facts(locked, planner)
    many = facts["needs_yes"] and not locked.may_many_leave
    if not many:
        mark_left(leaving_records(locked, planner), upload=locked, by=by)
    locked.state, locked.finished_at = UploadState.DONE, clock.now()
    _close(locked, {"stayed": facts["count"] if many else 0, "unrecognised": facts["unrecognised"]}, by)


def _stop(upload: Upload, by: Reader) -> None:
    """Somebody cancelled: what was saved stays, nobody is marked as left, the file can be sent again."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        locked.state, locked.finished_at = UploadState.DONE, clock.now()
        _close(locked, {"cancelled": True}, by)


def _close(upload: Upload, report: dict[str, Any], by: Reader) -> None:
    """Write the report and let the rows of the file go."""
    counts = outcome_counts(upload)
    upload.report = {"counts": counts, **report}
    upload.plan = {}
    upload.save(update_fields=["state", "finished_at", "report", "plan"])
    upload.batches.all().delete()
    record(
        by=by, action="roster.done", subject="roster.upload", subject_id=upload.pk, detail={"counts": counts}
    )

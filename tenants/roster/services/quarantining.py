"""Rows wait in the quarantine until a person mends or drops them."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.roster.models import QuarantinedRow, Upload
from tenants.roster.rules.fields import Field
from tenants.roster.rules.states import RowState
from tenants.roster.services.planning import RowPlan


class AlreadySettledError(ValueError):
    """Somebody mended or dropped the row first."""


def put_in_quarantine(plan: RowPlan, *, upload: Upload, child: Child | None) -> QuarantinedRow:
    """Keep the row as the file wrote it; a row that waits already, from an earlier file, is brought up to date."""
    row = plan.row
    written = {name.value: text for name, text in row.written.items()}
    kept, _made = QuarantinedRow.objects.update_or_create(
        source=upload.source,
        digest=plan.digest,
        defaults={
            "upload": upload,
            "row_number": row.number,
            "problems": [problem.as_json() for problem in row.problems],
            "stops_row": not row.can_be_taken,
            "child": child,
            "state": RowState.WAITING,
        },
        create_defaults={
            "upload": upload,
            "row_number": row.number,
            "written": written,
            "problems": [problem.as_json() for problem in row.problems],
            "stops_row": not row.can_be_taken,
            "child": child,
        },
    )
    return kept


def drop_row(*, row: QuarantinedRow, by: Reader, reason: str) -> QuarantinedRow:
    """Leave the row out, for good: the same row in a later file is not asked about again."""
    by.require(Permission.IMPORT_ROSTER)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this row is left out.")})
    with transaction.atomic():
        locked = locked_waiting(row)
        locked.drop_reason = reason.strip()[:300]
        settle(locked, RowState.DROPPED, by)
    return locked


def wait_again(*, row: QuarantinedRow, by: Reader) -> QuarantinedRow:
    """Take back "leave out": the row waits again."""
    by.require(Permission.IMPORT_ROSTER)
    with transaction.atomic():
        locked = QuarantinedRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if locked.state == RowState.DROPPED:
            locked.drop_reason = ""
            settle(locked, RowState.WAITING, by)
    return locked


def locked_waiting(row: QuarantinedRow) -> QuarantinedRow:
    """The row, locked; raises AlreadySettledError when it waits no longer."""
    locked = (
        QuarantinedRow.objects.select_for_update(of=("self",))
        .select_related("source", "upload__source")
        .get(pk=row.pk)
    )
    if locked.state != RowState.WAITING:
        raise AlreadySettledError(locked.state)
    return locked


def settle(row: QuarantinedRow, state: RowState, by: Reader) -> None:
    """Close the row with its audit line."""
    row.state = state
    is_settled = state is not RowState.WAITING
    row.settled_at = clock.now() if is_settled else None
    row.settled_by_id = by.person_id if is_settled else None
    row.save()
    record(
        by=by,
        action=f"roster.row_{state}",
        subject="roster.row",
        subject_id=row.pk,
        child_id=row.child_id,
    )


def text_of(row: QuarantinedRow, changed: Mapping[Field, str]) -> dict[Field, str]:
    """The row's text with what a person typed in its place."""
    before = {Field(name): text for name, text in {**row.written, **row.mended}.items()}
    return {**before, **changed}

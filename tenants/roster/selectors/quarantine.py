"""Reads of the quarantine."""

import uuid
from collections import Counter

from django.db.models import Q, QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.patients.selectors import children_visible_to
from tenants.roster.models import QuarantinedRow
from tenants.roster.rules.states import RowState


def quarantined(reader: Reader, state: RowState = RowState.WAITING) -> QuerySet[QuarantinedRow]:
    """Rows in one state, oldest file first; never of a child this person may not open."""
    return _rows(reader).filter(state=state).order_by("put_at", "row_number")


def quarantined_row(reader: Reader, row_id: uuid.UUID) -> QuarantinedRow:
    """One row in any state; raises QuarantinedRow.DoesNotExist."""
    return _rows(reader).get(pk=row_id)


def _rows(reader: Reader) -> QuerySet[QuarantinedRow]:
    reader.require(Permission.IMPORT_ROSTER)
    visible = children_visible_to(reader).values("pk")
    rows = QuarantinedRow.objects.filter(Q(child__isnull=True) | Q(child__head_id__in=visible))
    return rows.select_related("source", "upload")


def waiting_count(reader: Reader) -> int:
    """How many rows wait."""
    return quarantined(reader).count()


def alike_problems(rows: list[QuarantinedRow]) -> Counter[tuple[str, str, str]]:
    """How many waiting rows have the same wrong value under the same field for the same reason."""
    return Counter(
        (problem["field"], problem["value"], problem["reason"])
        for row in rows
        for problem in row.problems
        if problem["field"] and problem["value"]
    )


def rows_with(reader: Reader, *, field: str, value: str) -> list[QuarantinedRow]:
    """Waiting rows whose field holds exactly this wrong value."""
    return [
        row
        for row in quarantined(reader)
        if any(problem["field"] == field and problem["value"] == value for problem in row.problems)
    ]

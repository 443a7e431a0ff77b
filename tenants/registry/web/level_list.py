"""Put the physician's list together, with a number of statements that does not grow with it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.staff.selectors import names
from tenants.registry import selectors
from tenants.registry.models import NeedLevel
from tenants.registry.selectors import Asked
from tenants.registry.web.proposal_words import ProposalView, decided_view, lead, proposal_view
from tenants.registry.web.request_words import RequestView, answered_view, request_view

PURPOSE = "need levels"


@dataclass(frozen=True, slots=True)
class Failed:
    """What was typed wrong, and in which row."""

    form: BaseForm
    row_id: uuid.UUID


def after(request: HttpRequest) -> HttpResponse:
    """The list again: swapped in place, or by a redirect where there is no script."""
    return show(request) if request.headers.get("HX-Request") else redirect("level_proposals")


def show(request: HttpRequest, failed: Failed | None = None) -> HttpResponse:
    """The whole page, or the part that htmx swaps."""
    reader = reader_of(request)
    proposals = list(selectors.open_proposals(reader).order_by("recorded_at"))
    asked = selectors.asked(selectors.open_requests(reader))
    children = [*(row.child for row in proposals), *(one.request.child for one in asked)]
    record_view(
        by=reader, page="level_proposals", shown=sorted({child.id for child in children}), purpose=PURPOSE
    )
    waiting_since = [row.recorded_at for row in (*proposals, *(one.request for one in asked))]
    may_decide = reader.may(Permission.CONFIRM_LEVEL)
    context: dict[str, Any] = {
        **_rows(reader, proposals, asked, failed),
        "form": failed.form if failed else None,
        "may_decide": may_decide,
        "may_score": reader.may(Permission.PROPOSE_LEVEL),
        "lead": lead(len(waiting_since), min(waiting_since, default=None)),
        "decided": [decided_view(row) for row in selectors.decided_today(reader)] if may_decide else [],
        "answered": [answered_view(row) for row in selectors.answered_today(reader)] if may_decide else [],
        "in_place": bool(request.headers.get("HX-Request")),
    }
    template = "registry/_proposals.html" if context["in_place"] else "registry/proposals.html"
    return render(request, template, context, status=422 if failed else 200)


def _rows(
    reader: Reader, proposals: list[NeedLevel], asked: list[Asked], failed: Failed | None
) -> dict[str, list[ProposalView] | list[RequestView]]:
    heads = {row.child.head_id for row in proposals} | {one.request.child.head_id for one in asked}
    levels, people = selectors.standing_levels(heads), names()
    methods = selectors.methods_of(row.scoring for row in proposals if row.scoring is not None)
    before, diagnoses = selectors.scorings_before(proposals, reader), selectors.diagnoses_of(heads, reader)
    late_after = selectors.answer_limit().late_after_days
    waiting = {row.child.head_id: row for row in proposals}
    failed_id = failed.row_id if failed else None
    return {
        "rows": [
            proposal_view(
                row,
                now=levels[row.child.head_id].level if row.child.head_id in levels else None,
                people=people,
                methods=methods,
                before=before,
                diagnoses=diagnoses.get(row.child.head_id, []),
                failed=row.id == failed_id,
                late_after=late_after,
            )
            for row in proposals
        ],
        "requests": [
            request_view(
                one,
                stands=levels.get(one.request.child.head_id),
                proposal=waiting.get(one.request.child.head_id),
                people=people,
                diagnoses=diagnoses.get(one.request.child.head_id, []),
                late_after=late_after,
                failed=one.request.id == failed_id,
            )
            for one in asked
        ],
    }

"""Need levels and scores of one child, as they came."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from tenants.patients.head import head_of
from tenants.registry import selectors
from tenants.registry.web.history_words import history_rows
from tenants.registry.web.request_words import story_views
from tenants.registry.web.score import PURPOSE, child_of


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def page(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Every proposal, decision and score, newest first."""
    reader = reader_of(request)
    child = child_of(request, child_id)
    if child is None:
        return redirect("break_glass", child_id=child_id)
    head = head_of(child, reader, "levels")
    levels = list(selectors.level_history(child, reader).select_related("scoring", "undoes", "child"))
    scorings = [row.scoring for row in levels if row.scoring is not None]
    rows = history_rows(
        levels, selectors.methods_of(scorings), selectors.scorings_before(levels, reader), head.staff
    )
    record_view(by=reader, page="child_levels", child_id=child.pk)
    context = {
        "child": child,
        "head": head,
        "rows": rows,
        "stands": selectors.level_of(child),
        "stories": story_views(
            selectors.requests_of(child, reader),
            {uuid.UUID(person): name for person, name in head.staff.items()},
            selectors.answer_limit().late_after_days,
        ),
        "waiting": [row for row in rows if row.waits],
        "may_score": reader.may(Permission.PROPOSE_LEVEL),
        "may_decide": reader.may(Permission.CONFIRM_LEVEL),
    }
    return render(request, "registry/history.html", context)

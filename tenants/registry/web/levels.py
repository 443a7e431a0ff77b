"""Proposals a physician decides on with one tap."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.staff.selectors import names
from nestwork.web import toast
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel
from tenants.registry.services import AlreadyDecidedError, CannotUndoError
from tenants.registry.web import presenters
from tenants.registry.web.forms import DecisionForm
from tenants.registry.web.proposal_words import ProposalView, decided_view, lead, proposal_view

PURPOSE = "need levels"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposed levels nobody has decided on, the longest waiting first."""
    return _show(request)


@require_POST
@practice_page(Permission.CONFIRM_LEVEL, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def decide(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Confirm or decline a proposal; the next one moves up."""
    reader = reader_of(request)
    try:
        proposal = selectors.proposal_for(reader, proposal_id)
    except NeedLevel.DoesNotExist as missing:
        return _gone(request, proposal_id, missing)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, form, proposal_id)
    try:
        row = _decide(proposal, reader, form)
    except AlreadyDecidedError:
        toast.say(request, _("Somebody else decided this a moment ago."))
        return _after(request)
    said = (
        presenters.level_saved(row, proposal.child.display_name)
        if form.confirms
        else _("Declined for %(who)s. The level stays as it was.") % {"who": proposal.child.display_name}
    )
    toast.say(request, said, presenters.undo_url(row))
    return _after(request)


@require_POST
@practice_page(Permission.CONFIRM_LEVEL, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def undo(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Take one's own decision of today back; the proposal waits again."""
    reader = reader_of(request)
    try:
        decision = selectors.decision_for(reader, decision_id)
    except NeedLevel.DoesNotExist as missing:
        raise Http404 from missing
    who = {"who": decision.child.display_name}
    try:
        services.undo_decision(decision=decision, by=reader)
    except CannotUndoError:
        toast.say(
            request, _("Not taken back: something newer was recorded for %(who)s. Score again instead.") % who
        )
    else:
        toast.say(request, _("Taken back for %(who)s.") % who)
    return _after(request)


def _decide(proposal: NeedLevel, reader: Reader, form: DecisionForm) -> NeedLevel:
    reason = form.cleaned_data["reason"]
    if not form.confirms:
        return services.decline_level(proposal=proposal, by=reader, reason=reason)
    plans = form.cleaned_data["plans_visits"]
    return services.confirm_level(proposal=proposal, by=reader, reason=reason, plans_visits=plans)


def _gone(request: HttpRequest, proposal_id: uuid.UUID, missing: Exception) -> HttpResponse:
    """A proposal that waits no more: answered or replaced while the list was open; 404 for any other id."""
    if not selectors.was_proposed(reader_of(request), proposal_id):
        raise Http404 from missing
    toast.say(request, _("Somebody else decided this a moment ago."))
    return _after(request)


def _after(request: HttpRequest) -> HttpResponse:
    """The list again: swapped in place, or by a redirect where there is no script."""
    return _show(request) if request.headers.get("HX-Request") else redirect("level_proposals")


def _show(
    request: HttpRequest, form: DecisionForm | None = None, failed_id: uuid.UUID | None = None
) -> HttpResponse:
    reader = reader_of(request)
    views = _views(reader, failed_id)
    record_view(
        by=reader,
        page="level_proposals",
        shown=sorted({view.proposal.child_id for view in views}),
        purpose=PURPOSE,
    )
    may_decide = reader.may(Permission.CONFIRM_LEVEL)
    context: dict[str, Any] = {
        "rows": views,
        "form": form,
        "may_decide": may_decide,
        "may_score": reader.may(Permission.PROPOSE_LEVEL),
        "lead": lead(len(views), views[0].proposal.recorded_at if views else None),
        "decided": [decided_view(row) for row in selectors.decided_today(reader)] if may_decide else [],
        "in_place": bool(request.headers.get("HX-Request")),
    }
    template = "registry/_proposals.html" if context["in_place"] else "registry/proposals.html"
    return render(request, template, context, status=422 if form else 200)


def _views(reader: Reader, failed_id: uuid.UUID | None) -> list[ProposalView]:
    rows = list(selectors.open_proposals(reader).order_by("recorded_at"))
    heads = [row.child.head_id for row in rows]
    levels, people = selectors.levels_of(heads), names()
    methods = selectors.methods_of(row.scoring for row in rows if row.scoring is not None)
    before, diagnoses = selectors.scorings_before(rows, reader), selectors.diagnoses_of(heads, reader)
    return [
        proposal_view(
            row,
            now=levels.get(row.child.head_id),
            people=people,
            methods=methods,
            before=before,
            diagnoses=diagnoses.get(row.child.head_id, []),
            failed=row.id == failed_id,
        )
        for row in rows
    ]

"""Proposals a physician decides on, and the cadence of contacts."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record_view
from nestwork.staff.selectors import names
from nestwork.web import toast
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel
from tenants.registry.services import AlreadyDecidedError
from tenants.registry.web import presenters
from tenants.registry.web.forms import CadenceForm, DecisionForm


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose="need levels")
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposed levels nobody has decided on."""
    return _show(request, None, 200)


@require_POST
@practice_page(Permission.CONFIRM_LEVEL, purpose="need levels")
def decide(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Confirm or decline a proposal."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    try:
        proposal = selectors.proposal_for(reader, proposal_id)
    except NeedLevel.DoesNotExist as missing:
        raise Http404 from missing
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422, proposal_id)
    verb = services.confirm_level if form.cleaned_data["decision"] == "confirm" else services.decline_level
    try:
        row = verb(proposal=proposal, by=reader, reason=form.cleaned_data["reason"])
    except AlreadyDecidedError:
        toast.say(request, _("Somebody else decided this a moment ago."))
        return redirect("level_proposals")
    if form.cleaned_data["decision"] == "confirm":
        toast.say(request, presenters.level_saved(row, proposal.child.display_name))
    else:
        toast.say(request, _("Declined. The level stays as it was."))
    return redirect("level_proposals")


@require_http_methods(["GET", "POST"])
@practice_page(Permission.PROPOSE_LEVEL, purpose="contact cadence")
def cadence(request: HttpRequest) -> HttpResponse:
    """How often each level is contacted; a change is a new row from today on."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    form = CadenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_cadence(by=reader, **form.cleaned_data)
        toast.say(request, _("Saved. Contacts asked for from now on follow it."))
        return redirect("cadence")
    rows = [(cadence, *presenters.cadence_words(cadence)) for cadence in _in_order()]
    status = 422 if form.is_bound else 200
    return render(request, "registry/cadence.html", {"rows": rows, "form": form}, status=status)


def _in_order() -> list[selectors.Cadence]:
    return sorted(selectors.cadences().values(), key=lambda row: -1 if row.level is None else row.level)


def _show(
    request: HttpRequest, form: DecisionForm | None, status: int, failed_id: uuid.UUID | None = None
) -> HttpResponse:
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    rows = list(selectors.open_proposals(reader).order_by("recorded_at"))
    levels = selectors.levels_of([row.child.head_id for row in rows])
    people = names()
    record_view(
        by=reader, page="level_proposals", shown=sorted({row.child_id for row in rows}), purpose="need levels"
    )
    views = [
        {
            "proposal": row,
            "now": levels.get(row.child.head_id),
            "by": people.get(row.proposed_by_id, "") if row.proposed_by_id else "",
            "failed": row.id == failed_id,
        }
        for row in rows
    ]
    context = {"rows": views, "form": form, "may_decide": reader.may(Permission.CONFIRM_LEVEL)}
    return render(request, "registry/proposals.html", context, status=status)

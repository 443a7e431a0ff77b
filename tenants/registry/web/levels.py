"""Proposals a physician decides on with one tap."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.web import toast
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel
from tenants.registry.services import AlreadyDecidedError, CannotUndoError
from tenants.registry.web import presenters
from tenants.registry.web.forms import DecisionForm
from tenants.registry.web.level_list import PURPOSE, Failed, after, show


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def proposals(request: HttpRequest) -> HttpResponse:
    """Questions to physicians and proposed levels nobody has decided on, the longest waiting first."""
    return show(request)


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
        return show(request, Failed(form, proposal_id))
    try:
        row = _decide(proposal, reader, form)
    except AlreadyDecidedError:
        toast.say(request, _("Somebody else decided this a moment ago."))
        return after(request)
    said = (
        presenters.level_saved(row, proposal.child.display_name)
        if form.confirms
        else _("Declined for %(who)s. The level stays as it was.") % {"who": proposal.child.display_name}
    )
    toast.say(request, said, presenters.undo_url(row))
    return after(request)


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
    return after(request)


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
    return after(request)

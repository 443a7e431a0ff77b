"""A physician answers what was asked; one tap, or a few words."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web import toast
from tenants.registry import selectors, services
from tenants.registry.models import PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Tap
from tenants.registry.services import CannotUndoError, NoAnswerNeededError, NoLevelStandsError
from tenants.registry.web.forms import AnswerForm
from tenants.registry.web.level_list import PURPOSE, Failed, after, show
from tenants.registry.web.request_words import SHORT


@require_POST
@practice_page(Permission.CONFIRM_LEVEL, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def answer(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Keep the answer; the request closes once nothing of it is left."""
    asked = _request(request, request_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, Failed(form, request_id))
    who = {"who": asked.child.display_name}
    try:
        answered = services.answer_request(
            request=asked, by=reader_of(request), tap=Tap(form.cleaned_data["tap"]),
            words=form.cleaned_data["words"],
        )  # fmt: skip
    except ValidationError as error:
        form.add_error("words", error.message_dict["words"])
        return show(request, Failed(form, request_id))
    except NoAnswerNeededError:
        toast.say(request, _("Somebody else answered or withdrew this a moment ago."))
    except NoLevelStandsError:
        toast.say(
            request,
            _("Not kept: no level stands yet, or a proposal waits. Decide on it, or score the child."),
        )
    else:
        words = ", ".join(str(SHORT[ask]) for ask in answered)
        toast.say(request, _("Answered for %(who)s: %(words)s.") % {**who, "words": words})
    return after(request)


@require_POST
@practice_page(Permission.CONFIRM_LEVEL, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def undo(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Take one's own answer of today on diagnoses back; the question waits again."""
    reader = reader_of(request)
    try:
        kept = selectors.answer_for(reader, answer_id)
    except PhysicianAnswer.DoesNotExist as missing:
        raise Http404 from missing
    who = {"who": kept.child.display_name}
    try:
        services.undo_answer(answer=kept, by=reader)
    except CannotUndoError:
        toast.say(request, _("Not taken back: the answer for %(who)s does not stand any more.") % who)
    else:
        toast.say(request, _("Taken back for %(who)s.") % who)
    return after(request)


@require_POST
@practice_page(Permission.PROPOSE_LEVEL, purpose=PURPOSE)
def withdraw(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Nobody needs the answer any more."""
    asked = _request(request, request_id)
    try:
        services.withdraw_request(request=asked, by=reader_of(request))
    except NoAnswerNeededError:
        toast.say(request, _("Somebody else answered or withdrew this a moment ago."))
    else:
        toast.say(request, _("The question was withdrawn. Its answers so far stay."))
    return redirect("child_levels", child_id=asked.child.head_id)


def _request(request: HttpRequest, request_id: uuid.UUID) -> PhysicianRequest:
    try:
        return selectors.request_for(reader_of(request), request_id)
    except PhysicianRequest.DoesNotExist as missing:
        raise Http404 from missing

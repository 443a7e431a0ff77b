"""One referral: where it stands, the form of its next step, and how it came there."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.practices import clock
from nestwork.staff.selectors import names
from nestwork.web import days, toast
from tenants.patients.head import head_of
from tenants.patients.models import ChildContact
from tenants.patients.rules import call_rank
from tenants.patients.selectors import contact_links
from tenants.referrals import selectors, services, words
from tenants.referrals.models import Referral
from tenants.referrals.rules.answers import StepRefusedError
from tenants.referrals.selectors import Standing
from tenants.referrals.services import AlreadyEndedError, CannotUndoError, StaleStepError
from tenants.referrals.web import presenters
from tenants.referrals.web.forms import CancelForm, StepForm

PURPOSE = "closing loops"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def page(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The referral with its next step and its history."""
    referral = _referral(request, referral_id)
    record_view(by=reader_of(request), page="referral", child_id=referral.child.head_id)
    return _show(request, selectors.standing(referral))


@require_POST
@practice_page(Permission.START_REFERRALS, purpose=PURPOSE)
def step(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Take the next step as reported."""
    referral, reader = _referral(request, referral_id), reader_of(request)
    now = selectors.standing(referral)
    if not now.is_open:
        return _ended(request, referral)
    form = _form(now, request.POST)
    if form.is_valid():
        try:
            taken = services.take_step(referral=referral, by=reader, report=form.report())
        except StepRefusedError as error:
            form.refuse(error)
        except (StaleStepError, AlreadyEndedError):
            return _ended(request, referral)
        else:
            after = selectors.standing(referral)
            undo_url = presenters.undo_url(taken) if services.may_be_undone(after, reader) else None
            toast.say(request, presenters.stepped(after), undo_url)
            return redirect("referral", referral_id=referral.pk)
    return _show(request, now, form)


@require_POST
@practice_page(Permission.START_REFERRALS, purpose=PURPOSE)
def not_reached(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Note a call that reached nobody; the step comes again."""
    referral = _referral(request, referral_id)
    note = request.POST.get("note", "")[:1000]
    after = request.POST.get("after", "")
    seen = int(after) if after.isascii() and after.isdigit() else None
    try:
        item = services.not_reached(referral=referral, by=reader_of(request), after=seen, note=note)
    except (StaleStepError, AlreadyEndedError):
        return _ended(request, referral)
    toast.say(
        request,
        _("Noted: nobody reached. It comes again %(day)s.") % {"day": days.day(item.due_on, clock.today())},
    )
    return redirect("referral", referral_id=referral.pk)


@require_POST
@practice_page(Permission.START_REFERRALS, purpose=PURPOSE)
def cancel(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """End the referral here, with a reason."""
    referral, reader = _referral(request, referral_id), reader_of(request)
    form = CancelForm(request.POST)
    if not form.is_valid():
        now = selectors.standing(referral)
        return _show(request, now, cancel_form=form) if now.is_open else _ended(request, referral)
    try:
        taken = services.cancel(referral=referral, by=reader, **form.cleaned_data)
    except AlreadyEndedError:
        return _ended(request, referral)
    toast.say(request, presenters.stepped(selectors.standing(referral)), presenters.undo_url(taken))
    return redirect("referral", referral_id=referral.pk)


@require_POST
@practice_page(Permission.START_REFERRALS, purpose=PURPOSE)
def undo(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Take one's own last step of today back."""
    referral = _referral(request, referral_id)
    number = request.GET.get("number", "")
    step_number = (
        int(number) if number.isascii() and number.isdigit() else 0
    )  # no step has it: refused in words
    try:
        services.undo(referral=referral, by=reader_of(request), number=step_number)
    except CannotUndoError as error:
        toast.say(request, str(words.UNDO_REFUSAL[str(error)]))
    else:
        toast.say(request, presenters.stepped(selectors.standing(referral)))
    return redirect("referral", referral_id=referral.pk)


def _referral(request: HttpRequest, referral_id: uuid.UUID) -> Referral:
    try:
        return selectors.referral_for(reader_of(request), referral_id)
    except Referral.DoesNotExist as missing:
        raise Http404 from missing


def _ended(request: HttpRequest, referral: Referral) -> HttpResponse:
    toast.say(request, _("Not saved: a colleague took a step a moment ago. This is how it stands now."))
    return redirect("referral", referral_id=referral.pk)


def _callable(now: Standing) -> list[ChildContact]:
    """Whom to ask, first first."""
    ranked = [(call_rank(link.relationship), link) for link in contact_links(now.child)]
    first = [(rank, link.order, link) for rank, link in ranked if rank is not None]
    return [link for _rank, _order, link in sorted(first, key=lambda one: one[:2])]


def _form(now: Standing, typed: Any = None) -> StepForm:
    return StepForm(typed, now=now, links=_callable(now), can_write=services.has_tried_enough(now.referral))


def _show(
    request: HttpRequest, now: Standing, form: StepForm | None = None, cancel_form: CancelForm | None = None
) -> HttpResponse:
    reader, referral = reader_of(request), now.referral
    may_step = now.is_open and reader.may(Permission.START_REFERRALS)
    steps = selectors.steps_of(referral)
    context = {
        "child": now.child,
        "head": head_of(now.child, reader, "referrals"),
        "card": presenters.card(now),
        "what_to_do": words.WHAT_TO_DO[now.next_step] if now.next_step else "",
        "nothing_left": not any(one.left_house for one in steps),
        "is_listed": selectors.is_listed(referral.service_id),
        "steps": presenters.history(steps, names()),
        "form": (form or _form(now)) if may_step else None,
        "cancel_form": cancel_form or CancelForm(),
        "undo_url": presenters.undo_url(now.step) if services.may_be_undone(now, reader) else "",
    }
    failed = form is not None or cancel_form is not None
    return render(request, "referrals/one.html", context, status=422 if failed else 200)

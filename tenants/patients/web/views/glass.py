"""Opening a confidential child without a grant, and judging it afterwards."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.staff.selectors import names
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.patients import selectors, services
from tenants.patients.attempts import attempt, posted
from tenants.patients.models import BreakGlass, Child
from tenants.patients.rules import BREAK_GLASS_MINUTES
from tenants.patients.web.forms import BreakGlassForm, ReviewForm
from tenants.patients.web.presenters import openings_shown


@require_http_methods(["GET", "POST"])
@practice_page(Permission.BREAK_GLASS, purpose="opening a confidential record", step_up=True)
def open_child(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Ask why, then open the record for an hour. Nothing about the child is shown before."""
    reader = reader_of(request)
    if selectors.children_visible_to(reader).filter(pk=child_id).exists():
        return redirect("child", child_id=child_id)
    try:
        child = selectors.sealed_child_for(reader, child_id)
    except Child.DoesNotExist as missing:
        raise Http404 from missing
    form = BreakGlassForm(posted(request))
    if form.is_valid():
        opened = attempt(form, lambda: services.break_glass(child=child, by=reader, **form.cleaned_data))
        if opened is not None:
            return redirect("child", child_id=child_id)
    return answer(request, "patients/break_glass.html", {"minutes": BREAK_GLASS_MINUTES}, form)


@require_GET
@practice_page(Permission.GRANT_CHILD, purpose="reviewing opened records")
def reviews(request: HttpRequest) -> HttpResponse:
    """Openings that wait for a judgement, oldest first, and those judged lately."""
    reader = reader_of(request)
    people = names()
    waiting = openings_shown(reader, selectors.openings_to_review(reader)[:100], people)
    judged = openings_shown(reader, selectors.openings_reviewed(reader)[:20], people)
    record_view(by=reader, page="glass_reviews", shown=[row.opening.child_id for row in waiting + judged])
    return render(request, "patients/reviews.html", {"waiting": waiting, "judged": judged})


@require_http_methods(["GET", "POST"])
@practice_page(Permission.GRANT_CHILD, purpose="reviewing opened records")
def review(request: HttpRequest, opening_id: uuid.UUID) -> HttpResponse:
    """Judge one opening."""
    reader = reader_of(request)
    try:
        opening = selectors.opening_to_review(reader, opening_id)
    except BreakGlass.DoesNotExist as missing:
        raise Http404 from missing
    form = ReviewForm(posted(request))
    if form.is_valid():
        done = attempt(form, lambda: services.review_opening(opening=opening, by=reader, **form.cleaned_data))
        if done is not None:
            toast.say(request, _("The review is on the record."))
            return redirect("glass_reviews")
    row = openings_shown(reader, [opening], names())[0]
    return answer(request, "patients/review.html", {"row": row}, form)

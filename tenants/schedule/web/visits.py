"""Visits: the practice's week, one child's, a new one, how one went."""

import uuid
from datetime import timedelta

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
from tenants.patients.attempts import attempt, child_or_404, note_view, posted
from tenants.patients.head import head_of
from tenants.schedule import selectors, services
from tenants.schedule.models import Appointment
from tenants.schedule.web import presenters
from tenants.schedule.web.forms import VisitForm, VisitStateForm

PURPOSE = "planning visits"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def week(request: HttpRequest) -> HttpResponse:
    """Visits of a week, `?on=` any day of it."""
    reader = reader_of(request)
    first = presenters.week_of(request.GET.get("on", ""))
    visits = list(selectors.appointments_between(reader, first, first + timedelta(days=6)))
    record_view(
        by=reader, page="visits", shown=[visit.child_id for visit in visits], filter={"week": str(first)}
    )
    context = {
        "days": presenters.by_day(presenters.visits_shown(visits, names()), first),
        "first": first,
        "before": first - timedelta(days=7),
        "after": first + timedelta(days=7),
        "total": len(visits),
    }
    return render(request, "schedule/week.html", context)


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def of_child(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """All visits of a child, latest first."""
    child = child_or_404(request, child_id)
    reader = reader_of(request)
    head = head_of(child, reader, "visits")
    lines = presenters.visits_shown(selectors.appointments_of(child)[:200], names())
    return render(request, "schedule/of_child.html", {"child": child, "head": head, "lines": lines})


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_SCHEDULE, purpose=PURPOSE)
def new(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Enter a visit to come."""
    child = child_or_404(request, child_id)
    form = VisitForm(posted(request))
    if form.is_valid():
        by = reader_of(request)
        done = attempt(form, lambda: services.add_appointment(by=by, child=child, **form.cleaned_data))
        if done is not None:
            toast.say(request, _("The visit is planned."))
            return redirect("child_visits", child_id=child.pk)
    return answer(request, "schedule/new.html", {"child": child}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_SCHEDULE, purpose=PURPOSE)
def change(request: HttpRequest, appointment_id: uuid.UUID) -> HttpResponse:
    """Say how a visit went."""
    reader = reader_of(request)
    try:
        visit = selectors.appointment_for(reader, appointment_id)
    except Appointment.DoesNotExist as missing:
        raise Http404 from missing
    form = VisitStateForm(posted(request))
    if form.is_valid():
        done = attempt(
            form, lambda: services.change_appointment(appointment=visit, by=reader, **form.cleaned_data)
        )
        if done is not None:
            toast.say(request, _("Saved."))
            return redirect("child_visits", child_id=visit.child_id)
    if request.method == "GET":
        note_view(request, visit.child)
    line = presenters.visits_shown([visit], names())[0]
    return answer(request, "schedule/change.html", {"child": visit.child, "line": line}, form)

"""The on-call roster, week by week."""

import uuid
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.staff.selectors import names
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.patients.attempts import attempt, posted
from tenants.schedule import selectors, services
from tenants.schedule.models import OnCallShift
from tenants.schedule.web import presenters
from tenants.schedule.web.forms import ShiftForm

PURPOSE = "keeping the on-call roster"


@require_http_methods(["GET", "POST"])
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def roster(request: HttpRequest) -> HttpResponse:
    """The week's roster; a shift is added below it by those who keep the schedule."""
    reader = reader_of(request)
    form = ShiftForm(posted(request))
    if request.method == "POST":
        reader.require(Permission.EDIT_SCHEDULE)
        if form.is_valid():
            done = attempt(form, lambda: services.add_shift(by=reader, **form.cleaned_data))
            if done is not None:
                toast.say(request, _("On the roster."))
                return redirect("on_call")
    first = presenters.week_of(request.GET.get("on", ""))
    people = names()
    shifts = selectors.shifts_between(first, first + timedelta(days=6))
    context = {
        "days": presenters.shifts_by_day(shifts, people, first),
        "first": first,
        "before": first - timedelta(days=7),
        "after": first + timedelta(days=7),
        "now": [people.get(person_id, "") for person_id in selectors.on_call_now()],
    }
    return answer(request, "schedule/on_call.html", context, form)


@require_POST
@practice_page(Permission.EDIT_SCHEDULE, purpose=PURPOSE)
def remove(request: HttpRequest, shift_id: uuid.UUID) -> HttpResponse:
    """Take a shift off the roster."""
    try:
        shift = selectors.shift(shift_id)
    except OnCallShift.DoesNotExist as missing:
        raise Http404 from missing
    services.remove_shift(shift=shift, by=reader_of(request))
    toast.say(request, _("Off the roster."))
    return redirect("on_call")

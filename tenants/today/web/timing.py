"""Log time, and see one's own minutes of today."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record_view
from nestwork.web import days, toast
from nestwork.web.forms import answer
from tenants.activity import services as activity_verbs
from tenants.activity.models import Entry
from tenants.activity.selectors import day_of, open_minutes
from tenants.patients.models import Child
from tenants.patients.selectors import child_for
from tenants.today import services
from tenants.today.web import here, own_time, phrases
from tenants.today.web.forms import MinutesForm, TimeForm
from tenants.today.web.here import Here


@require_http_methods(["GET", "POST"])
@practice_page(Permission.LOG_WORK, purpose="own time")
def time(request: HttpRequest) -> HttpResponse:
    """Own minutes today by kind, and a short form for work that no item asked for."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    child = _child(request, reader)
    form = TimeForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        entry = services.log_time(
            by=reader, kind=typed["kind"], minutes=typed["minutes"], note=typed["note"], child=child
        )
        text = _("Logged: %(minutes)s") % {"minutes": days.minutes(typed["minutes"])}
        toast.say(request, text, phrases.undo_url(entry.id, Here()))
        return redirect("time")
    day = day_of(reader)
    shown = sorted({entry.child_id for entry in day.entries if entry.child_id})
    record_view(by=reader, page="time", child_id=child.pk if child else None, shown=shown)
    context = {
        "child": child,
        "day": day,
        "bars": own_time.bars(day),
        "missing_minutes": own_time.missing_minutes(day),
        "done": own_time.done_today(day, Here()),
    }
    return answer(request, "today/time.html", context, form)


@require_POST
@practice_page(Permission.LOG_WORK, purpose="own time")
def minutes(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Say afterwards how long a piece of work took."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    try:
        entry = open_minutes(reader, entry_id)
    except Entry.DoesNotExist as missing:
        raise Http404 from missing
    form = MinutesForm(request.POST)
    if form.is_valid():
        activity_verbs.set_minutes(entry=entry, by=reader, minutes=form.cleaned_data["minutes"])
        toast.say(request, _("Minutes saved."))
    else:
        phrases.say_errors(request, form)
    return redirect("time")


def _child(request: HttpRequest, reader: Reader) -> Child | None:
    child_id = here.item_named(request.POST if request.method == "POST" else request.GET, "child")
    if child_id is None:
        return None
    try:
        return child_for(reader, child_id)
    except Child.DoesNotExist as missing:
        raise Http404 from missing

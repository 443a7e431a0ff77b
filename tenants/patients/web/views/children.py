"""Finding, adding and changing a child."""

import uuid

from django.http import HttpRequest, HttpResponse
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
from tenants.patients.attempts import attempt, child_or_404, posted
from tenants.patients.web.forms import ChildForm, DeathForm, SearchForm
from tenants.patients.web.presenters import Found, changes_shown, found_rows

PURPOSE = "care coordination"


@require_http_methods(["GET", "POST"])
@practice_page(Permission.SEE_CHILDREN, purpose="finding a child")
def find(request: HttpRequest) -> HttpResponse:
    """The answer to the search box. It is posted and answered at once: a name never stands in an address."""
    if request.method != "POST":
        return render(request, "patients/find.html", {"form": SearchForm()})
    form = SearchForm(request.POST)
    rows: list[Found] = []
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if text:
        reader = reader_of(request)
        rows = found_rows(reader, text)
        record_view(
            by=reader, page="child_search", shown=[row.child.pk for row in rows], filter={"searched": True}
        )
    context = {"rows": rows, "text": text, "is_full": len(rows) == selectors.SEARCH_LIMIT}
    return answer(request, "patients/find.html", context, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def new(request: HttpRequest) -> HttpResponse:
    """Add a child; possible doubles are shown before anything is saved."""
    form = ChildForm(posted(request))
    reader = reader_of(request)
    doubles = []
    if form.is_valid():
        doubles = selectors.doubles(
            reader, **{name: form.cleaned_data[name] for name in selectors.DOUBLE_FIELDS}
        )
        if not doubles or "anyway" in request.POST:
            child = attempt(form, lambda: services.add_child(by=reader, **form.cleaned_data))
            if child is not None:
                toast.say(request, _("%(name)s is on the record.") % {"name": child.display_name})
                return redirect("child", child_id=child.pk)
    return answer(request, "patients/new.html", {"doubles": doubles}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def edit(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Change the child's own fields; what they were is kept."""
    child = child_or_404(request, child_id)
    form = ChildForm(request.POST) if request.method == "POST" else ChildForm.of(child)
    if form.is_valid():
        by = reader_of(request)
        changed = attempt(form, lambda: services.change_child(child=child, by=by, **form.cleaned_data))
        if changed is not None:
            toast.say(request, _("Saved."))
            return redirect("child", child_id=child.pk)
    return answer(request, "patients/edit.html", {"child": child}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def died(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Record a death, or correct one recorded by mistake."""
    child = child_or_404(request, child_id)
    by = reader_of(request)
    if child.has_died and request.method == "POST":
        reason = request.POST.get("reason", "")
        form = DeathForm({"deceased_on": child.deceased_on, "reason": reason})
        form.is_valid()
        done = attempt(form, lambda: services.correct_death(child=child, by=by, reason=reason))
        text = _("Corrected. What was stopped is not started again by itself.")
    else:
        form = DeathForm(posted(request))
        done = (
            attempt(form, lambda: services.record_death(child=child, by=by, **form.cleaned_data))
            if (form.is_valid())
            else None
        )
        text = _("Recorded. All open items and planned visits are cancelled.")
    if done is not None:
        toast.say(request, text)
        return redirect("child", child_id=child.pk)
    return answer(request, "patients/died.html", {"child": child}, form)


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def history(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What was changed, by whom and when."""
    child = child_or_404(request, child_id)
    changes = changes_shown(selectors.changes_of(child)[:200], names())
    return render(request, "patients/history.html", {"child": child, "changes": changes})

"""How often each level is contacted."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web import toast
from tenants.registry import selectors, services
from tenants.registry.web import presenters
from tenants.registry.web.forms import CadenceForm, LimitForm


@require_http_methods(["GET", "POST"])
@practice_page(Permission.PROPOSE_LEVEL, purpose="contact cadence")
def cadence(request: HttpRequest) -> HttpResponse:
    """The cadence of each level; a change is a new row from today on."""
    form = CadenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_cadence(by=reader_of(request), **form.cleaned_data)
        toast.say(request, _("Saved. Contacts asked for from now on follow it."))
        return redirect("cadence")
    return _show(request, form)


@require_POST
@practice_page(Permission.PROPOSE_LEVEL, purpose="contact cadence")
def limit(request: HttpRequest) -> HttpResponse:
    """After how many days a question to a physician is late; a change is a new row from today on."""
    form = LimitForm(request.POST)
    if form.is_valid():
        services.set_answer_limit(by=reader_of(request), **form.cleaned_data)
        toast.say(request, _("Saved. It holds from today on."))
        return redirect("cadence")
    return _show(request, form)


def _show(request: HttpRequest, form: BaseForm) -> HttpResponse:
    rows = [(cadence, *presenters.cadence_words(cadence)) for cadence in _in_order()]
    held = selectors.answer_limit()
    context = {"rows": rows, "form": form, "limit": held, "limit_since": presenters.limit_words(held)}
    return render(request, "registry/cadence.html", context, status=422 if form.is_bound else 200)


def _in_order() -> list[selectors.Cadence]:
    return sorted(selectors.cadences().values(), key=lambda row: -1 if row.level is None else row.level)

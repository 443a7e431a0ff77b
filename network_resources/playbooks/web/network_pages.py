"""Pages of facilitators: the standards, one standard, a new one, the adoption grid."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.practices import clock
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.playbooks import services, starts
from network_resources.playbooks.models import Playbook
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.selectors import grid, versions
from network_resources.playbooks.web.forms import NextForm, StartForm
from network_resources.playbooks.web.presenters import grid_rows, sentences, shown_version

DRAFT = network_page(Permission.DRAFT_STANDARDS, purpose="standards")
TAKEN = "taken"


@DRAFT
@require_safe
def standards_page(request: HttpRequest) -> HttpResponse:
    """Every standard with its published version and its open draft."""
    rows = [(one, shown_version(one.newest), one.published, one.open) for one in versions.standards()]
    return render(request, "playbooks/standards.html", {"rows": rows})


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    """Begin a standard: from the library, an empty sheet or a file."""
    form = StartForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        version = _begin(request, form, key=form.cleaned_data["key"])
        if version is not None:
            return redirect("standard_edit", version_id=version)
    return answer(request, "playbooks/new.html", {}, form)


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def standard_page(request: HttpRequest, playbook_id: UUID) -> HttpResponse:
    """One standard: its versions, and beginning the next one."""
    try:
        one = versions.standard(playbook_id)
    except Playbook.DoesNotExist as error:
        raise Http404 from error
    form = NextForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        version = _begin(request, form, standard=one)
        if version is not None:
            return redirect("standard_edit", version_id=version)
    context = {
        "standard": one,
        "head": shown_version(one.newest),
        "rows": [shown_version(v) for v in one.versions],
    }
    return answer(request, "playbooks/standard.html", context, form)


@network_page(Permission.SEE_PRACTICES, purpose="standards")
@require_safe
def grid_page(request: HttpRequest) -> HttpResponse:
    """Practices and versions: since when, and what is planned. Nothing is counted here."""
    heads, rows = grid_rows(grid.adoption_grid(clock.today()))
    return render(request, "playbooks/grid.html", {"heads": heads, "rows": rows})


def _begin(request: HttpRequest, form: Form, *, key: str = "", standard: Any = None) -> UUID | None:
    """Begin the draft the form asks for; None with the reason in the form."""
    try:
        given = _given(form, standard)
        version = services.draft(
            by=reader_of(request),
            given=given,
            key=key,
            playbook_id=standard.playbook.pk if standard else None,
        )
    except services.KeyTakenError:
        taken = _("There is an open draft of this standard already. Open that one.")
        form.add_error(
            None if standard else "key", taken if standard else _("Another standard has this short name.")
        )
    except ContentError as error:
        form.add_error(
            "file" if form.cleaned_data["start"] == "file" else None, sentences(error.problems)[:20]
        )
    except Playbook.DoesNotExist:
        form.add_error("file", _("This file holds another kind of standard."))
    else:
        say(request, _("The draft was begun. Nobody but facilitators sees it."))
        return version.pk
    return None


def _given(form: Form, standard: Any) -> starts.Given:
    start = form.cleaned_data["start"]
    if start == "file":
        return starts.from_file(form.cleaned_data["file"].read())
    if start == "last":
        newest = standard.newest
        newest.playbook = standard.playbook
        return starts.from_version(newest)
    if start == "empty":
        return starts.empty(standard.playbook.kind)
    source, name = start.split(":", 1)
    return starts.from_seed(name) if source == "seed" else starts.empty(name)

"""Pages of the style guide.

Open to anyone where STYLEGUIDE_OPEN says so (demonstration and tests); elsewhere to any signed-in person. It shows no
data, but a real installation need not show strangers how it is built.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from nestwork.practices import clock
from nestwork.web import errors, toast
from nestwork.web.forms import answer
from nestwork.web.icons import ICONS
from nestwork.web.styleguide import forms, samples
from nestwork.web.styleguide.shell import SampleShell

ERROR_PAGES = {
    "400": errors.bad_request,
    "403": errors.forbidden,
    "404": errors.not_found,
    "429": errors.too_many,
    "500": errors.server_error,
    "csrf": errors.csrf_failure,
    "unknown_practice": errors.unknown_practice,
    "closed_practice": errors.closed_practice,
}

TOKENS = [
    "paper",
    "surface",
    "sunken",
    "line",
    "edge",
    "ink",
    "ink-2",
    "brand",
    "tint",
    "late",
    "late-b",
    "soon",
    "soon-b",
    "ok",
    "ok-b",
    "info",
    "info-b",
    "hosp",
    "hosp-b",
]


def _require_open(request: HttpRequest) -> None:
    user = getattr(request, "user", None)
    if not (getattr(settings, "STYLEGUIDE_OPEN", False) or (user is not None and user.is_authenticated)):
        raise Http404


def _show(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    _require_open(request)
    if "toast" in request.GET:
        toast.say(request, "Done: booking check for Valentina Ríos", reverse("styleguide_list"))
    return render(
        request,
        f"web/styleguide/{page}.html",
        {"shell": SampleShell(request), **context},
    )


def parts(request: HttpRequest) -> HttpResponse:
    """Every part in every state."""
    return _show(
        request,
        "parts",
        tokens=TOKENS,
        icons=sorted(ICONS),
        form=forms.SampleForm(),
        wrong_form=forms.with_mistakes(),
        outcome_form=forms.OutcomeForm(),
        upload_form=forms.SampleForm(auto_id="upload_%s"),
        twins=samples.TWINS,
        lanes=samples.LANES,
        glance=samples.GLANCE,
        steps=[("File", "done"), ("Columns", "done"), ("Check", "now"), ("Bring in", "next")],
    )


def today(request: HttpRequest) -> HttpResponse:
    """A sample Today with a call in progress."""
    started = clock.now() - timedelta(seconds=252)
    request.running_call = {"start": started, "url": "#row-2"}  # type: ignore[attr-defined]  # read by the shell
    return _show(
        request,
        "today",
        groups=[
            ("Reach them now", "late first, then families who can talk at this hour", samples.NOW),
            ("Later today", "sorted by when they can talk", samples.LATER),
            ("At your desk", "no phone needed", samples.DESK),
        ],
        outcome_form=forms.OutcomeForm(),
        questions=samples.QUESTIONS,
        visits=[
            (name, [n < ready for n in range(total)], ready, total) for name, ready, total in samples.VISITS
        ],
        time=[(name, spent, round(spent * 1.6)) for name, spent in samples.TIME],
        call_started=started,
    )


def child(request: HttpRequest) -> HttpResponse:
    """A sample child page."""
    return _show(
        request,
        "child",
        glance=samples.GLANCE,
        team=samples.TEAM,
        lately=samples.LATELY,
        steps=samples.GOAL_STEPS,
    )


def listing(request: HttpRequest) -> HttpResponse:
    """A sample list with filters, bulk actions and a table that stacks on the phone."""
    return _show(request, "list", children=samples.CHILDREN)


def in_place(request: HttpRequest) -> HttpResponseBase:
    """A form that answers in its place with htmx, and as a whole page without script."""
    _require_open(request)
    form = forms.MinutesForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        page = "web/styleguide/_in_place.html" if _is_fragment(request) else "web/styleguide/in_place.html"
        return answer(request, page, {"shell": SampleShell(request)}, form)
    toast.say(request, f"Saved: {form.cleaned_data['minutes']} minutes", reverse("styleguide_list"))
    if _is_fragment(request):
        return render(
            request, "web/styleguide/_in_place.html", {"form": forms.MinutesForm(), "with_toasts": True}
        )
    return redirect("styleguide_in_place")


def _is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def error(request: HttpRequest, page: str) -> HttpResponseBase:
    """One of the error pages, drawn as it really is (with status 200, so that it can be looked at)."""
    _require_open(request)
    if page not in ERROR_PAGES:
        raise Http404
    response = ERROR_PAGES[page](request)
    response.status_code = 200
    return response

"""The score sheet of a child."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.practices import clock
from nestwork.web import toast
from network_resources.playbooks.selectors.practice import AdoptedMethod, method_in_force
from tenants.patients import selectors as patients
from tenants.patients.head import head_of
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.filters import read
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import CannotScoreError, NotScored, why_not_scored
from tenants.registry.web import presenters, score_words
from tenants.registry.web.score_form import PLANS, PREFIX, ScoreForm, questions

PURPOSE = "need levels"


@require_http_methods(["GET", "POST"])
@practice_page(Permission.PROPOSE_LEVEL, purpose=PURPOSE)
def page(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Show the sheet with the last answers; work it out, or save it."""
    reader = reader_of(request)
    child = child_of(request, child_id)
    if child is None:
        return redirect("break_glass", child_id=child_id)
    adopted, last = method_in_force(), selectors.last_scoring(child, reader)
    refusal = _refusal(child)
    if adopted is None or refusal is not None:
        return _show(request, child, {"refusal": refusal, "no_method": adopted is None})
    form = _form(request, adopted, last, selectors.level_of(child))
    if request.method == "POST" and "work_out" not in request.POST and form.is_valid():
        saved = _save(child, reader, form, adopted)
        if saved is not None:
            toast.say(request, presenters.level_saved(saved, child.display_name))
            return _back(request, child)
    failed = request.method == "POST" and "work_out" not in request.POST
    return _show(request, child, _sheet(child, reader, form, adopted, last), 422 if failed else 200)


@require_POST
@practice_page(Permission.PROPOSE_LEVEL, purpose=PURPOSE)
def worked_out(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What the answers come to now, as a fragment; nothing is kept."""
    reader = reader_of(request)
    child, adopted = child_of(request, child_id), method_in_force()
    if child is None:
        raise Http404
    if adopted is None:
        return render(request, "registry/_worked_out.html", {"no_method": True})
    form = _form(request, adopted, None, None)
    context = {"result": _result(child, reader, form, adopted), "clears_errors": True}
    return render(request, "registry/_worked_out.html", context)


def child_of(request: HttpRequest, child_id: uuid.UUID) -> Child | None:
    """The child; None for a confidential one the reader may ask to open; 404 for a block and for no child."""
    reader = reader_of(request)
    try:
        return patients.child_for(reader, child_id)
    except Child.DoesNotExist as missing:
        if patients.is_sealed_to(reader, child_id):
            return None
        raise Http404 from missing


def _refusal(child: Child) -> str | None:
    today = clock.today()
    why = why_not_scored(birth_date=child.birth_date, has_died=child.has_died, on=today, today=today)
    # Somebody who is 22 by now may still be scored for a day before: the sheet opens and says so on saving.
    return score_words.not_scored(why) if why is NotScored.DIED else None


def _form(
    request: HttpRequest, adopted: AdoptedMethod, last: Scoring | None, stands: NeedLevel | None
) -> ScoreForm:
    fitting = selectors.answers_that_fit(adopted.method, last)
    plans = stands.plans_visits if stands else None
    initial = {PREFIX + axis: choice for axis, choice in fitting.items()}
    initial["plans_visits"] = next((word for word, means in PLANS.items() if means is plans), "")
    typed = request.POST or None
    if "work_out" in request.POST:  # nothing is saved, so nothing is wrong yet
        initial, typed = initial | request.POST.dict(), None
    return ScoreForm(typed, method=adopted.method, version_id=adopted.version_id, initial=initial)


def _save(child: Child, reader: Reader, form: ScoreForm, adopted: AdoptedMethod) -> NeedLevel | None:
    typed = form.cleaned_data
    try:
        return services.score_child(
            child=child,
            by=reader,
            version_id=adopted.version_id,
            answers=form.given(),
            reason=typed["reason"],
            effective_on=typed["effective_on"],
            plans_visits=typed["plans_visits"],
        )
    except CannotScoreError as error:
        form.add_error("effective_on", score_words.not_scored(error.why))
    return None


def _back(request: HttpRequest, child: Child) -> HttpResponse:
    """Where the person came from: the registry with its filters, else the child's levels."""
    if "list" not in request.POST:
        return redirect("child_levels", child_id=child.pk)
    return redirect(f"{presenters.address(read(QueryDict(request.POST['list'])))}#child-{child.pk}")


def _result(child: Child, reader: Reader, form: ScoreForm, adopted: AdoptedMethod) -> score_words.WorkedOut:
    return score_words.worked_out(
        adopted.method,
        form.given(),
        selectors.level_of(child),
        confirms=reader.may(Permission.CONFIRM_LEVEL),
    )


def _sheet(
    child: Child, reader: Reader, form: ScoreForm, adopted: AdoptedMethod, last: Scoring | None
) -> dict[str, Any]:
    method = adopted.method
    months = {axis.look_back_months or 12 for axis in method.axes}
    found = selectors.found_for(child, reader, months)
    fitting = selectors.answers_that_fit(method, last)
    return {
        "form": form,
        "adopted": adopted,
        "notes": method.notes.said(),
        "questions": list(questions(form, fitting, score_words.hints(method, found))),
        "result": _result(child, reader, form, adopted),
        "last": last,
        "fits": len(fitting) == len(method.axes),
        "counts": [(count, score_words.all_counts(found, count)) for count in sorted(months)],
        "health_url": score_words.url("child_health", child),
        "timeline_url": score_words.url("child_timeline", child),
        "confirms": reader.may(Permission.CONFIRM_LEVEL),
    }


def _show(request: HttpRequest, child: Child, context: dict[str, Any], status: int = 200) -> HttpResponse:
    reader = reader_of(request)
    record_view(by=reader, page="child_score", child_id=child.pk)
    back = request.POST.get("list", request.GET.get("list"))
    listed = None if back is None else urlencode(read(QueryDict(back)).as_query())
    context |= {"child": child, "head": head_of(child, reader, "levels"), "listed": listed}
    return render(request, "registry/score.html", context, status=status)

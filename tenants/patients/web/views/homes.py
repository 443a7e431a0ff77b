"""Where a child lives."""

import uuid
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.patients import selectors, services
from tenants.patients.attempts import attempt, child_or_404, posted
from tenants.patients.models import Child, Household, Residence
from tenants.patients.services import HOUSEHOLD_FIELDS
from tenants.patients.web.forms import EndForm, HomeForm

PURPOSE = "care coordination"


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def new(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """A new home, or one where a brother or sister lives; the others end or stand beside it."""
    child = child_or_404(request, child_id)
    by = reader_of(request)
    known = selectors.households_near(child, by)
    chosen = next((one for one in known if str(one.pk) == request.POST.get("known")), None)
    form = HomeForm(posted(request), use_required_attribute=not known)
    if request.method == "POST":
        if chosen is not None:
            form.fields["name"].required = False
        if form.is_valid():
            done = attempt(form, lambda: _moved(child, by, chosen, form.cleaned_data))
            if done is not None:
                toast.say(request, _("The home is on the record."))
                return redirect("child_family", child_id=child.pk)
    return answer(request, "patients/home.html", {"child": child, "known": known}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def edit(request: HttpRequest, child_id: uuid.UUID, residence_id: uuid.UUID) -> HttpResponse:
    """Change a home; it counts for every child who lives there."""
    child = child_or_404(request, child_id)
    residence = residence_or_404(child, residence_id)
    by = reader_of(request)
    form = HomeForm(request.POST) if request.method == "POST" else HomeForm.of(residence)
    form.fix()
    if form.is_valid():
        done = attempt(form, lambda: _changed(child, by, residence, form.cleaned_data))
        if done is not None:
            toast.say(request, _("Saved."))
            return redirect("child_family", child_id=child.pk)
    return answer(request, "patients/home.html", {"child": child, "residence": residence}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def end(request: HttpRequest, child_id: uuid.UUID, residence_id: uuid.UUID) -> HttpResponse:
    """The child no longer lives there."""
    child = child_or_404(request, child_id)
    residence = residence_or_404(child, residence_id)
    form = EndForm(posted(request))
    del form.fields["reason"]
    if form.is_valid():
        day, by = form.cleaned_data["ended_on"], reader_of(request)
        done = attempt(form, lambda: services.end_residence(residence=residence, by=by, ends_on=day))
        if done is not None:
            toast.say(request, _("The home is ended. The entry is kept."))
            return redirect("child_family", child_id=child.pk)
    return answer(request, "patients/end_home.html", {"child": child, "residence": residence}, form)


def residence_or_404(child: Child, residence_id: uuid.UUID) -> Residence:
    """A home of the child."""
    try:
        return selectors.residence_for(child, residence_id)
    except Residence.DoesNotExist as missing:
        raise Http404 from missing


def _moved(child: Child, by: Reader, known: Household | None, answers: dict[str, Any]) -> Residence:
    home = {name: value for name, value in answers.items() if name in HOUSEHOLD_FIELDS}
    stay = {name: value for name, value in answers.items() if name not in HOUSEHOLD_FIELDS}
    with transaction.atomic():
        household = known or services.add_household(by=by, **home)
        return services.set_residence(by=by, child=child, household=household, **stay)


def _changed(child: Child, by: Reader, residence: Residence, answers: dict[str, Any]) -> Residence:
    home = {name: value for name, value in answers.items() if name in HOUSEHOLD_FIELDS}
    stay = {name: answers[name] for name in ("is_main", "when_there")}
    with transaction.atomic():
        services.change_household(household=residence.household, by=by, child=child, **home)
        return services.change_residence(child=child, residence=residence, by=by, **stay)

"""The tab Health of a child's page: what is known, since when and from whom; add, correct, end, strike out."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.staff.selectors import names
from nestwork.web import toast
from tenants.clinical import selectors, services
from tenants.clinical.models import KINDS, ClinicalFact
from tenants.clinical.web import presenters, sections
from tenants.clinical.web.forms import FORMS, EndFactForm, FactForm, StrikeForm
from tenants.clinical.words import KINDS as KIND_WORDS
from tenants.patients.attempts import attempt, child_or_404, posted
from tenants.patients.head import head_of
from tenants.patients.models import Child

PURPOSE = "care coordination"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def health(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Diagnoses, medicines, allergies and everything else that is known, by kind. `?all=kind` shows every row."""
    reader = reader_of(request)
    child = child_or_404(request, child_id)
    head = head_of(child, reader, "health")
    shown = sections.of(child, reader, head.staff, whole=request.GET.get("all", ""))
    return render(request, "clinical/health.html", {"child": child, "head": head, "sections": shown})


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def new(request: HttpRequest, child_id: uuid.UUID, kind: str) -> HttpResponse:
    """Add a fact of a kind; `?condition=` proposes the principal diagnosis."""
    model = _model(kind)
    child, reader = child_or_404(request, child_id), reader_of(request)
    initial = {"condition": request.GET["condition"]} if "condition" in request.GET else None
    form = FORMS[kind](posted(request), child=child, reader=reader, initial=initial)
    if form.is_valid():
        typed = form.typed()
        if attempt(form, lambda: services.add(kind=model, child=child, by=reader, fields=typed)) is not None:
            toast.say(request, str(_("It is on the record.")))
            return redirect("child_health", child_id=child.pk)
    context = {"child": child, "form": form, "words": KIND_WORDS[kind], "kind": kind}
    return render(request, "clinical/new.html", context, status=422 if form.errors else 200)


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def fact(request: HttpRequest, child_id: uuid.UUID, kind: str, fact_id: uuid.UUID) -> HttpResponse:
    """One fact with its source and its history."""
    child, reader = child_or_404(request, child_id), reader_of(request)
    line = _line(child, reader, kind, fact_id)
    context = {"child": child, "shown": presenters.line_shown(line, _staff()), "words": KIND_WORDS[kind]}
    return render(request, "clinical/fact.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """What may follow on a fact: its page, its form, its verb and what is said afterwards."""

    template: str
    form: Callable[[QueryDict | None, ClinicalFact, Child, Reader], forms.Form]
    verb: Callable[[ClinicalFact, Reader, Any], ClinicalFact]
    said: str | Promise
    name: str


def _correction(fact: ClinicalFact, by: Reader, form: Any) -> ClinicalFact:
    reason = form.cleaned_data["reason_of_correction"]
    return services.correct(fact=fact, by=by, reason=reason, changes=form.typed())


def _correction_form(data: QueryDict | None, fact: ClinicalFact, child: Child, reader: Reader) -> FactForm:
    return FORMS[presenters.kind_of(fact)](data, child=child, reader=reader, fact=fact)


_CORRECT = Step(
    "clinical/correct.html",
    _correction_form,
    _correction,
    _("Corrected. The row as it was is kept."),
    "correct",
)
_END = Step(
    "clinical/end.html",
    lambda data, fact, child, reader: EndFactForm(data),
    lambda fact, by, form: services.end(fact=fact, by=by, **form.cleaned_data),
    _("It has ended and stands in the health history."),
    "end",
)
_STRIKE = Step(
    "clinical/strike.html",
    lambda data, fact, child, reader: StrikeForm(data),
    lambda fact, by, form: services.strike(fact=fact, by=by, **form.cleaned_data),
    _("Struck out. The row is kept in the history."),
    "strike",
)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def correct(request: HttpRequest, child_id: uuid.UUID, kind: str, fact_id: uuid.UUID) -> HttpResponse:
    """Correct a fact, with a reason."""
    return _follow(request, _CORRECT, child_id, kind, fact_id)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def end(request: HttpRequest, child_id: uuid.UUID, kind: str, fact_id: uuid.UUID) -> HttpResponse:
    """Say since when a fact is no longer so."""
    if kind not in KIND_WORDS or not KIND_WORDS[kind].end:
        raise Http404
    return _follow(request, _END, child_id, kind, fact_id)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def strike(request: HttpRequest, child_id: uuid.UUID, kind: str, fact_id: uuid.UUID) -> HttpResponse:
    """Say that a fact was never so."""
    return _follow(request, _STRIKE, child_id, kind, fact_id)


def _follow(
    request: HttpRequest, step: Step, child_id: uuid.UUID, kind: str, fact_id: uuid.UUID
) -> HttpResponse:
    """Show or take a step on a fact. Where somebody was faster, the form says so and keeps what was typed.

    It is then sent against the row that stands now, so that saving it again is a decision taken with both in view.
    """
    child, reader = child_or_404(request, child_id), reader_of(request)
    line = _line(child, reader, kind, fact_id)
    row = next(one for one in line if one.pk == fact_id)
    if request.method == "GET" and row.pk != line[-1].pk:
        return redirect("fact", child_id=child.pk, kind=kind, fact_id=fact_id)
    form = step.form(posted(request), row, child, reader)
    if form.is_valid() and attempt(form, lambda: step.verb(row, reader, form)) is not None:
        toast.say(request, str(step.said))
        return redirect("child_health", child_id=child.pk)
    newest = _line(child, reader, kind, fact_id)
    context = {
        "child": child,
        "form": form,
        "words": KIND_WORDS[kind],
        "shown": presenters.line_shown(newest, _staff()),
        "overtaken": newest[-1].pk != fact_id,
        "action": presenters.address(newest[-1], child, step.name),
    }
    return render(request, step.template, context, status=422 if form.errors else 200)


def _model(kind: str) -> type[ClinicalFact]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _line(child: Child, reader: Reader, kind: str, fact_id: uuid.UUID) -> list[ClinicalFact]:
    try:
        return selectors.line_of(_model(kind), child, reader, fact_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _staff() -> dict[str, str]:
    return {str(person_id): name for person_id, name in names().items()}

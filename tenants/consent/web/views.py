"""The consent pages of a child."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.practices import clock
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.consent import selectors, services
from tenants.consent.models import Consent
from tenants.consent.web import presenters
from tenants.consent.web.forms import ConsentForm, DisclosureForm, WithdrawForm
from tenants.patients.attempts import attempt, child_or_404, posted
from tenants.patients.head import head_of
from tenants.patients.selectors import contact_links

PURPOSE = "consent and disclosure"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def table(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What may leave about the child, and what left."""
    reader = reader_of(request)
    child = child_or_404(request, child_id)
    head = head_of(child, reader, "consent")
    context = {
        "child": child,
        "head": head,
        "consents": presenters.consents_shown(selectors.consents_of(child, reader), clock.today()),
        "left": presenters.disclosures_shown(selectors.disclosures_of(child, reader)[:100], head.staff),
    }
    return render(request, "consent/table.html", context)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.RECORD_CONSENT, purpose=PURPOSE)
def new(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Record a signature."""
    child = child_or_404(request, child_id)
    form = ConsentForm(posted(request), links=contact_links(child))
    if form.is_valid():
        by = reader_of(request)
        done = attempt(form, lambda: services.record_consent(by=by, child=child, **form.cleaned_data))
        if done is not None:
            toast.say(request, _("The consent is on the record."))
            return redirect("child_consent", child_id=child.pk)
    return answer(request, "consent/new.html", {"child": child}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.RECORD_CONSENT, purpose=PURPOSE)
def withdraw(request: HttpRequest, child_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """Record that a signature was taken back."""
    child = child_or_404(request, child_id)
    reader = reader_of(request)
    try:
        consent = selectors.consent_for(child, reader, consent_id)
    except Consent.DoesNotExist as missing:
        raise Http404 from missing
    form = WithdrawForm(posted(request))
    if form.is_valid():
        done = attempt(
            form, lambda: services.withdraw_consent(consent=consent, by=reader, **form.cleaned_data)
        )
        if done is not None:
            toast.say(request, _("The consent is taken back."))
            return redirect("child_consent", child_id=child.pk)
    row = presenters.consents_shown([consent], clock.today())[0]
    return answer(request, "consent/withdraw.html", {"child": child, "row": row}, form)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.RECORD_CONSENT, purpose=PURPOSE)
def left(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Record that something left, when it may."""
    child = child_or_404(request, child_id)
    reader = reader_of(request)
    form = DisclosureForm(posted(request), consents=selectors.consents_in_force(child, reader))
    if form.is_valid():
        done = attempt(form, lambda: services.record_disclosure(by=reader, child=child, **form.cleaned_data))
        if done is not None:
            toast.say(request, _("On the list of what left."))
            return redirect("child_consent", child_id=child.pk)
    return answer(request, "consent/left.html", {"child": child}, form)

"""For the pages of every room about a child: try a verb and put its refusal into the form; the child or a 404."""

import uuid
from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, QueryDict

from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from tenants.patients.models import Child
from tenants.patients.selectors import child_for

OWN_NAMES = frozenset(
    {"child_history", "child_visits", "child_consent", "child_referrals"}
)  # pages the audit calls by name


def attempt[Result](form: forms.BaseForm, verb: Callable[[], Result]) -> Result | None:
    """What the verb answers, or None with its refusal in the form, at the field where it belongs."""
    try:
        return verb()
    except ValidationError as refusal:
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal}
        for field, problem in by_field.items():
            form.add_error(field if field in form.fields else None, problem)
        return None


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form sent, also when every field was left empty; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def child_or_404(request: HttpRequest, child_id: uuid.UUID) -> Child:
    """The child, or the same 404 for none, for a block and for a confidential one.

    Every page about a child comes through here, forms too, so showing it writes its audit line here.
    """
    try:
        child = child_for(reader_of(request), child_id)
    except Child.DoesNotExist as missing:
        raise Http404 from missing
    if request.method == "GET":
        note_view(request, child)
    return child


def note_view(request: HttpRequest, child: Child) -> None:
    """Write that a page about the child was shown: under its own name where it has one, else as the child's form."""
    name = request.resolver_match.url_name if request.resolver_match else None
    page = name if name in OWN_NAMES else "child"
    record_view(
        by=reader_of(request), page=page, child_id=child.pk, filter={} if page == name else {"form": name}
    )

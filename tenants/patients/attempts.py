"""For the pages of every room about a child: try a verb and put its refusal into the form; the child or a 404."""

import uuid
from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, QueryDict

from nestwork.access.requests import reader_of
from tenants.patients.models import Child
from tenants.patients.selectors import child_for


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
    """The child, or the same 404 for none, for a block and for a confidential one."""
    try:
        return child_for(reader_of(request), child_id)
    except Child.DoesNotExist as missing:
        raise Http404 from missing

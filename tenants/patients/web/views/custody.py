"""Papers that say who decides."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.patients import selectors, services
from tenants.patients.attempts import attempt, child_or_404, posted
from tenants.patients.web.forms import CustodyForm


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose="care coordination")
def new(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Record a paper; `replaces` in the form names the one it takes the place of."""
    child = child_or_404(request, child_id)
    papers = list(selectors.custody_documents(child))
    replaced = next((one for one in papers if str(one.pk) == request.POST.get("replaces")), None)
    form = CustodyForm(posted(request), links=selectors.contact_links(child))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in CustodyForm.base_fields}
        by = reader_of(request)
        done = attempt(
            form,
            lambda: services.add_custody_document(
                by=by, child=child, rights=form.rights(), replaces=replaced, **given
            ),
        )
        if done is not None:
            toast.say(request, _("The paper is on the record."))
            return redirect("child_family", child_id=child.pk)
    return answer(request, "patients/custody.html", {"child": child, "papers": papers}, form)

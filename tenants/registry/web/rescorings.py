"""What came of scoring stored answers by another version."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.web import toast
from network_resources.playbooks.selectors.practice import method_in_force, method_of
from tenants.registry import selectors, services
from tenants.registry.models import Rescoring
from tenants.registry.web import presenters


@require_http_methods(["GET", "POST"])
@practice_page(Permission.SEE_CHILDREN, purpose="rescoring")
def page(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """How many levels the version proposed to change, and what physicians said; POST scores once more."""
    reader = reader_of(request)
    found = selectors.rescored(reader, version_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        job = services.start_rescoring(by=reader, version_id=version_id)
        toast.say(request, _("Started. Answers scored before make no second proposal."))
        return redirect("job", job_id=job.pk)
    record_view(by=reader, page="rescoring", purpose="rescoring")
    used = method_in_force()
    context = {
        "found": found,
        "method": method_of(version_id),
        "may_start": reader.may(Permission.ADOPT_STANDARDS)
        and used is not None
        and used.version_id == version_id,
        "unscored_url": presenters.unscored_url(),
    }
    return render(request, "registry/rescoring.html", context)


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose="rescoring")
def of_job(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """From a finished job to what came of it."""
    try:
        return redirect("rescoring", version_id=selectors.rescoring_of_job(job_id).version_id)
    except Rescoring.DoesNotExist as missing:
        raise Http404 from missing

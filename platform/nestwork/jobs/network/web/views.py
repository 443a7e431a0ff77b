"""The pages of the network's jobs: one's own (all of them for an administrator), one with its progress, Cancel."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import network_page
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.jobs.network import selectors, services
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.people import acting
from nestwork.jobs.network.web.presenters import present
from nestwork.web.toast import say

PER_PAGE = 25


@require_GET
@network_page(None)
def job_list(request: HttpRequest) -> HttpResponse:
    """The jobs this person may see, the newest first."""
    reader = reader_of(request)
    with acting(reader):
        page = Paginator(selectors.jobs(reader), PER_PAGE).get_page(request.GET.get("page"))
        people = selectors.names(reader)
        rows = [present(job, reader=reader, names=people) for job in page]
    return render(request, "jobs/list.html", {"rows": rows, "page": page})


@require_GET
@network_page(None)
def job_page(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job; htmx fetches only the progress part every two seconds while it is open."""
    reader = reader_of(request)
    part = "jobs/progress.html" if getattr(request, "htmx", None) else "jobs/job.html"
    shown = present(_job(job_id, reader), reader=reader, names=selectors.names(reader))
    return render(request, part, {"job": shown, "list_url": reverse("network_jobs")})


@require_POST
@network_page(None)
def job_cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Ask the job to stop and go back to its page."""
    reader = reader_of(request)
    job = services.cancel(job=_job(job_id, reader), by=reader)
    say(request, _("Stopping.") if job.is_open else _("Stopped. What was saved before is kept."))
    return redirect("network_job", job_id=job_id)


def _job(job_id: UUID, reader: Reader) -> NetworkJob:
    try:
        with acting(reader):
            return selectors.job_by_id(job_id, reader)
    except NetworkJob.DoesNotExist:
        raise Http404 from None

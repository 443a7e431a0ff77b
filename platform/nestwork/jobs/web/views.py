"""The pages of jobs: the list, one job with its progress, and Cancel."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.jobs import selectors, services
from nestwork.jobs.models import Job
from nestwork.jobs.web.presenters import JobView, present
from nestwork.staff.selectors import names
from nestwork.web.toast import say

PER_PAGE = 25


@require_GET
@practice_page(Permission.SEE_JOBS)
def job_list(request: HttpRequest) -> HttpResponse:
    """Every job of the practice, the newest first."""
    page = Paginator(selectors.jobs(), PER_PAGE).get_page(request.GET.get("page"))
    staff, reader = names(), reader_of(request)
    rows = [present(job, reader=reader, names=staff) for job in page]
    return render(request, "jobs/list.html", {"rows": rows, "page": page})


@require_GET
@practice_page(Permission.SEE_JOBS)
def job_page(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job; htmx fetches only the progress part every two seconds while it is open."""
    part = "jobs/progress.html" if getattr(request, "htmx", None) else "jobs/job.html"
    return render(request, part, {"job": _shown(request, job_id), "list_url": reverse("jobs")})


@require_POST
@practice_page(Permission.SEE_JOBS)
def job_cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Ask the job to stop and go back to its page."""
    job = services.cancel(job=_job(job_id), by=reader_of(request))
    say(request, _("Stopping.") if job.is_open else _("Stopped. What was saved before is kept."))
    return redirect("job", job_id=job_id)


def _job(job_id: UUID) -> Job:
    try:
        return selectors.job_by_id(job_id)
    except Job.DoesNotExist:
        raise Http404 from None


def _shown(request: HttpRequest, job_id: UUID) -> JobView:
    return present(_job(job_id), reader=reader_of(request), names=names())

"""Pages of organizations: the list, one to change, a new one, a new service of one."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.community.models import Organization
from network_resources.community.selectors import keeping as reads
from network_resources.community.services import keeping as verbs
from network_resources.community.web.keep import presenters
from network_resources.community.web.keep.forms import RowForm
from network_resources.community.web.keep.listings import row_form, save


@require_GET
@network_page(Permission.KEEP_DIRECTORY)
def organizations(request: HttpRequest) -> HttpResponse:
    """Organizations by name."""
    words = request.GET.get("words", "")[:80]
    page = Paginator(reads.organizations(reader_of(request), words), 50).get_page(request.GET.get("page"))
    return render(request, "community/keep/organizations.html", {"page": page, "words": words})


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def organization(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """One organization, its services and its history."""
    found = _organization(request, organization_id)
    form = row_form(request, found)
    if request.method == "POST" and form.is_valid() and save(request, form, found):
        say(request, _("Saved: %(name)s.") % {"name": found.name})
        return redirect("directory_organization", organization_id=found.pk)
    services = found.services.order_by("name")[:200]
    context = {
        "organization": found,
        "services": [{"service": one, "status": presenters.status_tag(one.status)} for one in services],
        "history": [presenters.change_view(change) for change in reads.history_of(found)[:50]],
    }
    return answer(request, "community/keep/organization.html", context, form)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def add_organization(request: HttpRequest) -> HttpResponse:
    """A new organization, written by hand."""
    data = request.POST if request.method == "POST" else None
    form = RowForm(data, table="organization", values={})
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.add_organization(by=reader_of(request), values=form.written())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            say(request, _("Added: %(name)s.") % {"name": made.name})
            return redirect("directory_organization", organization_id=made.pk)
    return answer(request, "community/keep/add.html", {"organization": None}, form)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def add_service(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """A new service of an organization, written by hand."""
    found = _organization(request, organization_id)
    data = request.POST if request.method == "POST" else None
    form = RowForm(data, table="service", values={"status": "active"})
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.add_service(by=reader_of(request), organization=found, values=form.written())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            say(request, _("Added: %(name)s.") % {"name": made.name})
            return redirect("directory_listing", service_id=made.pk)
    return answer(request, "community/keep/add.html", {"organization": found}, form)


def _organization(request: HttpRequest, organization_id: UUID) -> Organization:
    try:
        return reads.organization(reader_of(request), organization_id)
    except Organization.DoesNotExist:
        raise Http404 from None

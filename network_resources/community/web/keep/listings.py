"""Pages of listings: the steward's list, a service, its telephones, needs, locations and history."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.community.models import DirectoryRow, Location, Service
from network_resources.community.selectors import keeping as reads
from network_resources.community.selectors.keeping import Filter
from network_resources.community.services import keeping as verbs
from network_resources.community.web.keep import presenters
from network_resources.community.web.keep.forms import FilterForm, NeedsForm, PhonesForm, RowForm


@require_GET
@network_page(Permission.KEEP_DIRECTORY)
def listings(request: HttpRequest) -> HttpResponse:
    """Services with filters; what waits and what was sent beside them."""
    reader = reader_of(request)
    sources = [(str(source.pk), source.name) for source in reads.sources(reader)]
    form = FilterForm(request.GET, sources=sources)
    told = form.cleaned_data if form.is_valid() else {}
    asked = Filter(
        words=told.get("words", ""),
        status=told.get("status", ""),
        source=UUID(told["source"]) if told.get("source") else None,
        waiting=bool(told.get("waiting")),
        not_checked_since=told.get("not_checked_since"),
    )
    page = Paginator(reads.services(reader, asked), 50).get_page(request.GET.get("page"))
    rows = [{"service": service, "status": presenters.status_tag(service.status)} for service in page]
    context = {"rows": rows, "page": page, "form": form, "waiting": reads.waiting_count(reader)}
    return render(request, "community/keep/listings.html", context)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def listing(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One service: its fields to change, and everything beside them."""
    service = service_or_404(request, service_id)
    form = row_form(request, service)
    if request.method == "POST" and form.is_valid() and save(request, form, service):
        say(request, _("Saved: %(name)s.") % {"name": service.name})
        return redirect("directory_listing", service_id=service.pk)
    return answer(request, "community/keep/listing.html", _context(service), form)


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def checked(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Somebody made sure today that the listing is true."""
    verbs.mark_checked(service=service_or_404(request, service_id), by=reader_of(request))
    say(request, _("Marked as checked today."))
    return redirect("directory_listing", service_id=service_id)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def phones(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The service's telephone numbers."""
    service = service_or_404(request, service_id)
    known = [
        {"number": one.number, "extension": one.extension, "description": one.description}
        for one in reads.phones_of(service)
    ]
    form = PhonesForm(request.POST if request.method == "POST" else None, phones=known)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.set_phones(service=service, by=reader_of(request), phones=form.phones())
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            say(request, _("The telephone numbers are saved."))
            return redirect("directory_listing", service_id=service.pk)
    return answer(request, "community/keep/phones.html", {"service": service}, form)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def needs(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The needs the service is filed under."""
    service = service_or_404(request, service_id)
    filed = {"needs": reads.needs_of(service)}
    form = NeedsForm(request.POST if request.method == "POST" else None, initial=filed)
    if request.method == "POST" and form.is_valid():
        verbs.set_needs(service=service, by=reader_of(request), needs=form.cleaned_data["needs"])
        say(request, _("The needs are saved."))
        return redirect("directory_listing", service_id=service.pk)
    return answer(request, "community/keep/needs.html", {"service": service}, form)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def place(request: HttpRequest, location_id: UUID) -> HttpResponse:
    """One location: its name, and whether it is confidential."""
    try:
        location: Location = reads.location(reader_of(request), location_id)
    except Location.DoesNotExist:
        raise Http404 from None
    form = row_form(request, location)
    if request.method == "POST" and form.is_valid() and save(request, form, location):
        say(request, _("The location is saved."))
        return redirect("directory_place_kept", location_id=location.pk)
    return answer(request, "community/keep/place.html", {"location": location}, form)


def service_or_404(request: HttpRequest, service_id: UUID) -> Service:
    """The service, or the page for nothing."""
    try:
        return reads.service(reader_of(request), service_id)
    except Service.DoesNotExist:
        raise Http404 from None


def row_form(request: HttpRequest, row: DirectoryRow) -> RowForm:
    """The form of a row, filled with what stands there."""
    values = reads.written_values(row)
    data = request.POST if request.method == "POST" else None
    return RowForm(data, table=row.hsds_table, values=values, revision=row.revision)


def save(request: HttpRequest, form: RowForm, row: DirectoryRow) -> bool:
    """Save what was typed, or show what is wrong with it on the form."""
    try:
        verbs.change_row(
            row=row, by=reader_of(request), changed=form.written(), revision=form.cleaned_data["revision"]
        )
    except ValidationError as refused:
        form.add_error(None, refused)
    except verbs.StaleError:
        form.add_error(None, _("Somebody else changed this a moment ago. What you typed still stands here: look at the page again before you save it."))  # fmt: skip
    else:
        return True
    return False


def _context(service: Service) -> dict[str, object]:
    return {
        "service": service,
        "status": presenters.status_tag(service.status),
        "phones": reads.phones_of(service),
        "needs": _need_names(reads.needs_of(service)),
        "locations": reads.locations_of(service),
        "sources": reads.sources_of(service.pk),
        "waiting": [
            {"row": row, "problems": [presenters.problem_view(one) for one in row.problems]}
            for row in reads.waiting_of(service.pk)
        ],
        "history": [presenters.change_view(change) for change in reads.history_of(service)[:50]],
    }


def _need_names(keys: list[str]) -> list[str]:
    names = dict(NeedsForm.base_fields["needs"].choices)  # type: ignore[attr-defined]  # a choice field
    return [str(names.get(key, key)) for key in keys]

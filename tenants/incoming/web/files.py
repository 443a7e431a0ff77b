"""Pages of incoming records: history, sending a file, its dry run, start, report."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record_view
from nestwork.practices import clock
from nestwork.staff.selectors import names
from nestwork.web.forms import answer
from nestwork.web.toast import say
from tenants.incoming.models import RecordFile
from tenants.incoming.rules.states import WORKING, Came, FileState
from tenants.incoming.sample import sample_bundle
from tenants.incoming.selectors import files as reads
from tenants.incoming.services import files as verbs
from tenants.incoming.web import presenters
from tenants.incoming.web.forms import StartForm, UploadForm
from tenants.incoming.wording import CAME, refused_because

PER_PAGE = 25


@require_GET
@practice_page(Permission.IMPORT_RECORDS)
def home(request: HttpRequest) -> HttpResponse:
    """Every file that came."""
    reader, staff = _reader(request), names()
    page = Paginator(reads.files(reader), PER_PAGE).get_page(request.GET.get("page"))
    record_view(by=reader, page="records.files")
    rows = [
        {
            "file": file,
            "state": presenters.state_tag(file),
            "kind": presenters.format_words(file),
            "by": staff.get(file.uploaded_by_id or file.pk, ""),
        }
        for file in page
    ]
    return render(request, "incoming/home.html", {"rows": rows, "page": page})


@require_http_methods(["GET", "POST"])
@practice_page(Permission.IMPORT_RECORDS)
def send(request: HttpRequest) -> HttpResponse:
    """What may be sent, and the form for it."""
    reader = _reader(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = verbs.receive(
                by=reader, file=form.cleaned_data["file"], source_name=form.cleaned_data["source"]
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("records_file", file_id=file.pk)
    return answer(request, "incoming/send.html", {"sources": reads.sources(reader)}, form)


@require_GET
@practice_page(Permission.IMPORT_RECORDS)
def sample(request: HttpRequest) -> HttpResponse:
    """A made-up bundle to try it with."""
    return HttpResponse(
        sample_bundle(clock.today()),
        content_type="application/fhir+json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="made-up-records.json"'},
    )


@require_GET
@practice_page(Permission.IMPORT_RECORDS)
def file_page(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Where the file stands: being worked on, refused, its dry run, or its report."""
    file = file_or_404(request, file_id)
    is_left = verbs.is_left(file)
    if getattr(request, "htmx", None):
        if file.state in WORKING and not is_left:
            return render(request, "incoming/working.html", {"file": file})
        return HttpResponse(headers={"HX-Refresh": "true"})
    record_view(by=_reader(request), page="records.file", filter={"file": str(file.pk)})
    context = {
        "file": file,
        "state": presenters.state_tag(file),
        "steps": presenters.steps(file),
        "working": file.state in WORKING and not is_left,
        "is_left": is_left,
        "may_start": file.state == FileState.CHECKED or is_left,
        "choice": presenters.choice(file),
        "strangers": presenters.strangers(file),
        "refused": refused_because(file),
        "facts": presenters.file_facts(file),
        "people": presenters.people_lines(file, reads.with_news(_reader(request), file)),
        "alike": presenters.counts_of(file).get("alike", 0),
        "columns": presenters.columns_of(file),
        "lines": presenters.fact_lines(file),
        "problems": presenters.problems(file),
        "skipped": presenters.skipped(file),
        "dropped": presenters.dropped_sentences(file),
    }
    return render(request, "incoming/file.html", context)


@require_POST
@practice_page(Permission.IMPORT_RECORDS)
def start(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Import the checked file; the job's page shows how far it is."""
    file, form = file_or_404(request, file_id), StartForm(request.POST)
    form.is_valid()
    said = {name: form.cleaned_data.get(name) for name in ("enrolls", "takes_in")}
    try:
        started = verbs.start_import(
            file=file, by=_reader(request), enrolls=bool(said["enrolls"]), takes_in=said["takes_in"]
        )
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("records_file", file_id=file.pk)
    return redirect("job", job_id=started.job_id)


@require_POST
@practice_page(Permission.IMPORT_RECORDS)
def set_aside(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Do not import the file."""
    try:
        verbs.set_aside(file=file_or_404(request, file_id), by=_reader(request))
        say(request, _("The file was set aside. Nothing of it was taken."))
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
    return redirect("records")


@require_GET
@practice_page(Permission.IMPORT_RECORDS)
def of_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """From a job to its file."""
    try:
        file = reads.file_of_job(_reader(request), job_id)
    except RecordFile.DoesNotExist:
        raise Http404 from None
    return redirect("records_file", file_id=file.pk)


@require_GET
@practice_page(Permission.IMPORT_RECORDS)
def children(request: HttpRequest, file_id: UUID, came: str) -> HttpResponse:
    """The children that a file brought, changed or told something of."""
    reader, file = _reader(request), file_or_404(request, file_id)
    if came not in presenters.LISTED:
        raise Http404
    page = Paginator(reads.outcomes(reader, file, Came(came)), 50).get_page(request.GET.get("page"))
    shown = [row.child_id for row in page]
    record_view(by=reader, page="records.children", shown=shown, filter={"file": str(file.pk), "came": came})
    told = reads.facts_told(file, [row.child.head_id for row in page])
    rows = [
        {"child": row.child, "detail": presenters.child_words(row.detail, told.get(row.child.head_id, []))}
        for row in page
    ]
    label, explained = CAME[came]
    context = {"file": file, "rows": rows, "page": page, "label": label, "explained": explained}
    context["is_news"] = came == Came.NEWS
    return render(request, "incoming/children.html", context)


def file_or_404(request: HttpRequest, file_id: UUID) -> RecordFile:
    """The file, or the page for nothing."""
    try:
        return reads.file_for(_reader(request), file_id)
    except RecordFile.DoesNotExist:
        raise Http404 from None


def _reader(request: HttpRequest) -> Reader:
    """Whoever opens the page; the door above saw to it that somebody does."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    return reader

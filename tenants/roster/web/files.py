"""Pages of files: history, upload, columns, dry run, start, report."""

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
from nestwork.staff.selectors import names
from nestwork.web.forms import answer
from nestwork.web.toast import say
from tenants.roster.models import Upload
from tenants.roster.rules.states import OPEN_TO_COLUMNS, Mode, Outcome, UploadState
from tenants.roster.sample import sample_csv
from tenants.roster.selectors import matches as match_reads
from tenants.roster.selectors import quarantine as quarantine_reads
from tenants.roster.selectors import uploads as reads
from tenants.roster.services import uploads as verbs
from tenants.roster.web import presenters
from tenants.roster.web.forms import ColumnsForm, StartForm, UploadForm
from tenants.roster.wording import EXPLAINED, OUTCOMES

PER_PAGE = 25
_WORKING = {UploadState.WAITING, UploadState.CHECKING, UploadState.IMPORTING}


@require_GET
@practice_page(Permission.IMPORT_ROSTER)
def home(request: HttpRequest) -> HttpResponse:
    """Every file that came, and what waits for a person."""
    reader, staff = reader_of(request), names()
    page = Paginator(reads.uploads(reader), PER_PAGE).get_page(request.GET.get("page"))
    record_view(by=reader, page="roster.history")
    rows = [
        {
            "upload": upload,
            "state": presenters.state_tag(upload),
            "by": staff.get(upload.uploaded_by_id or upload.pk, ""),
        }
        for upload in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "waiting": quarantine_reads.waiting_count(reader),
        "pairs": match_reads.waiting_count(reader) if reader.may(Permission.RESOLVE_MATCHES) else 0,
    }
    return render(request, "roster/home.html", context)


@require_http_methods(["GET", "POST"])
@practice_page(Permission.IMPORT_ROSTER)
def upload_page(request: HttpRequest) -> HttpResponse:
    """What a roster is, and the form to send one."""
    reader = reader_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = verbs.receive(
                by=reader,
                file=form.cleaned_data["file"],
                source_name=form.cleaned_data["source"],
                mode=Mode(form.cleaned_data["mode"]),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("roster_file", upload_id=upload.pk)
    return answer(request, "roster/upload.html", {"sources": reads.sources(reader)}, form)


@require_GET
@practice_page(Permission.IMPORT_ROSTER)
def sample(request: HttpRequest) -> HttpResponse:
    """A small roster to fill in: headings we know and two made-up rows."""
    return HttpResponse(
        sample_csv(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="roster-sample.csv"'},
    )


@require_GET
@practice_page(Permission.IMPORT_ROSTER)
def file_page(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Where the file stands: being worked on, refused, its dry run, or its report."""
    reader, upload = reader_of(request), upload_or_404(request, upload_id)
    if getattr(request, "htmx", None):
        if upload.state in _WORKING:
            return render(request, "roster/working.html", {"upload": upload})
        return HttpResponse(headers={"HX-Refresh": "true"})
    if upload.state == UploadState.COLUMNS:
        return redirect("roster_columns", upload_id=upload.pk)
    record_view(by=reader, page="roster.file", filter={"upload": str(upload.pk)})
    return render(request, "roster/file.html", _file_context(upload, reader))


@require_http_methods(["GET", "POST"])
@practice_page(Permission.IMPORT_ROSTER)
def columns_page(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Say what each column holds; the guess or the saved profile stands there already."""
    reader, upload = reader_of(request), upload_or_404(request, upload_id)
    if upload.state not in OPEN_TO_COLUMNS:
        return redirect("roster_file", upload_id=upload.pk)
    form = _columns_form(request, upload)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.choose_columns(
                upload=upload,
                by=reader,
                columns=form.chosen(),
                day_first=bool(form.cleaned_data["day_first"]),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("roster_file", upload_id=upload.pk)
    record_view(by=reader, page="roster.columns", filter={"upload": str(upload.pk)})
    rows = reads.first_rows(upload, 3)
    columns = [
        {
            "field": form[f"column-{at}"],
            "examples": [cells[at] for _n, cells in rows if at < len(cells) and cells[at]],
        }
        for at, _heading in enumerate(reads.headings_of(upload))
    ]
    context = {
        "upload": upload,
        "steps": presenters.steps(upload),
        "columns": columns,
        "dropped": presenters.dropped_sentences(upload),
        "has_profile": bool(upload.source.columns),
    }
    return answer(request, "roster/columns.html", context, form)


@require_POST
@practice_page(Permission.IMPORT_ROSTER)
def start(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Import the checked file; the job's page shows how far it is."""
    upload = upload_or_404(request, upload_id)
    form = StartForm(request.POST)
    form.is_valid()
    try:
        started = verbs.start_import(
            upload=upload, by=reader_of(request), may_many_leave=form.cleaned_data["may_many_leave"]
        )
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("roster_file", upload_id=upload.pk)
    return redirect("job", job_id=started.job_id)


@require_POST
@practice_page(Permission.IMPORT_ROSTER)
def set_aside(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Do not import the file."""
    upload = upload_or_404(request, upload_id)
    try:
        verbs.set_aside(upload=upload, by=reader_of(request))
        say(request, _("The file was set aside. Nothing of it was taken."))
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
    return redirect("roster")


@require_GET
@practice_page(Permission.IMPORT_ROSTER)
def of_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """From a job to its file."""
    try:
        upload = reads.upload_of_job(reader_of(request), job_id)
    except Upload.DoesNotExist:
        raise Http404 from None
    return redirect("roster_file", upload_id=upload.pk)


@require_GET
@practice_page(Permission.IMPORT_ROSTER)
def rows_page(request: HttpRequest, upload_id: UUID, outcome: str) -> HttpResponse:
    """The children of one line of the report."""
    reader, upload = reader_of(request), upload_or_404(request, upload_id)
    if outcome not in list(Outcome):
        raise Http404
    page = Paginator(reads.outcomes(reader, upload, Outcome(outcome)), 50).get_page(request.GET.get("page"))
    shown = [row.child_id for row in page if row.child_id]
    record_view(
        by=reader, page="roster.rows", shown=shown, filter={"upload": str(upload.pk), "outcome": outcome}
    )
    rows = [{"row": row, "detail": presenters.detail_words(row.detail)} for row in page]
    context = {
        "upload": upload,
        "rows": rows,
        "page": page,
        "label": OUTCOMES[outcome],
        "explained": EXPLAINED[outcome],
    }
    return render(request, "roster/rows.html", context)


def upload_or_404(request: HttpRequest, upload_id: UUID) -> Upload:
    """The file, or the page for nothing."""
    try:
        return reads.upload_for(reader_of(request), upload_id)
    except Upload.DoesNotExist:
        raise Http404 from None


def reader_of(request: HttpRequest) -> Reader:
    """Whoever opens the page; the door above saw to it that somebody does."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    return reader


def _columns_form(request: HttpRequest, upload: Upload) -> ColumnsForm:
    columns, _known = reads.profile_columns(upload)
    if upload.columns:
        columns = dict(reads.reading_of(upload).columns)
    return ColumnsForm(
        request.POST if request.method == "POST" else None,
        headings=reads.headings_of(upload),
        guessed=columns,
        day_first=upload.day_first or upload.source.day_first,
    )


def _file_context(upload: Upload, reader: Reader) -> dict[str, object]:
    report = upload.report or upload.plan
    return {
        "upload": upload,
        "state": presenters.state_tag(upload),
        "steps": presenters.steps(upload),
        "working": upload.state in _WORKING,
        "refused": presenters.refused(upload) if upload.fault else "",
        "facts": presenters.file_facts(upload) if upload.facts else [],
        "dropped": presenters.dropped_sentences(upload),
        "counts": presenters.count_views(report.get("counts", {}), report.get("first", {}), reader),
        "leaving": upload.plan.get("leaving", {}),
        "leaving_children": presenters.leaving_children(upload, reader),
        "day_first_rows": presenters.day_first_rows(upload),
    }

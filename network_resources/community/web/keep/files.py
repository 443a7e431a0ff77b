"""Pages of directory files: history, sending, preview, start, report."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.community.models import DirectoryUpload
from network_resources.community.rules.states import UploadState
from network_resources.community.selectors import keeping as reads
from network_resources.community.services import uploads as verbs
from network_resources.community.services.profiles import profiles_to_choose
from network_resources.community.web.keep import presenters
from network_resources.community.web.keep.file_forms import FileForm, StatusForm

_WORKING = {UploadState.WAITING, UploadState.IMPORTING}


@require_GET
@network_page(Permission.KEEP_DIRECTORY)
def files(request: HttpRequest) -> HttpResponse:
    """Every file that came."""
    reader = reader_of(request)
    page = Paginator(reads.uploads(reader), 25).get_page(request.GET.get("page"))
    rows = [{"upload": upload, "state": presenters.state_tag(upload)} for upload in page]
    context = {"rows": rows, "page": page, "waiting": reads.waiting_count(reader)}
    return render(request, "community/keep/files.html", context)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def send(request: HttpRequest) -> HttpResponse:
    """The form to send a file."""
    reader = reader_of(request)
    form = FileForm(request.POST or None, request.FILES or None, profiles=profiles_to_choose(reader))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            upload = verbs.receive(
                by=reader,
                file=told["file"],
                source_name=told["source"],
                is_whole=bool(told["is_whole"]),
                profile=told["profile"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("directory_file", upload_id=upload.pk)
    return answer(request, "community/keep/send.html", {"sources": reads.sources(reader)}, form)


@require_GET
@network_page(Permission.KEEP_DIRECTORY)
def file_page(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Where the file stands: being worked on, refused, what it would do, or its report."""
    upload = upload_or_404(request, upload_id)
    if getattr(request, "htmx", None):
        if upload.state in _WORKING and not verbs.is_left(upload, reader_of(request)):
            return render(request, "community/keep/working.html", {"upload": upload})
        return HttpResponse(headers={"HX-Refresh": "true"})
    if upload.state == UploadState.PROFILE:
        return redirect("directory_columns", upload_id=upload.pk)
    return render(request, "community/keep/file.html", _file_context(upload, reader_of(request)))


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def start(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Import the file; the job's page shows how far it is."""
    try:
        upload = verbs.start_import(upload=upload_or_404(request, upload_id), by=reader_of(request))
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("directory_file", upload_id=upload_id)
    return redirect("network_job", job_id=upload.job_id)


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def empty_status(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Say what a service without a status is, and check the file anew."""
    form = StatusForm(request.POST)
    upload = upload_or_404(request, upload_id)
    if form.is_valid():
        try:
            verbs.take_empty_status_for(
                upload=upload, by=reader_of(request), status=form.cleaned_data["status"]
            )
        except ValidationError as refused:
            say(request, " ".join(refused.messages))
    return redirect("directory_file", upload_id=upload_id)


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def set_aside(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Do not import the file."""
    try:
        verbs.set_aside(upload=upload_or_404(request, upload_id), by=reader_of(request))
        say(request, _("The file was set aside. Nothing of it was taken."))
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
    return redirect("directory_files")


@require_GET
@network_page(Permission.KEEP_DIRECTORY)
def of_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """From a job to its file."""
    try:
        upload = reads.upload_of_job(reader_of(request), job_id)
    except DirectoryUpload.DoesNotExist:
        raise Http404 from None
    return redirect("directory_file", upload_id=upload.pk)


def upload_or_404(request: HttpRequest, upload_id: UUID) -> DirectoryUpload:
    """The file; raises Http404."""
    try:
        return reads.upload(reader_of(request), upload_id)
    except DirectoryUpload.DoesNotExist:
        raise Http404 from None


def _file_context(upload: DirectoryUpload, reader: Reader) -> dict[str, object]:
    report = upload.report or upload.plan
    missing = presenters.without_status(upload.plan) if upload.state == UploadState.PREVIEW else 0
    is_left = verbs.is_left(upload, reader)
    return {
        "upload": upload,
        "state": presenters.state_tag(upload),
        "steps": presenters.steps(upload),
        "working": upload.state in _WORKING and not is_left,
        "is_left": is_left,
        "refused": presenters.refused(upload) if upload.fault else "",
        "counts": presenters.counts(report),
        "reasons": presenters.reasons(report),
        "notes": presenters.notes(upload),
        "missing_status": missing,
        "may_name_columns": presenters.may_name_columns(upload),
        "status_form": StatusForm(initial={"status": upload.source.fill.get("service.status", "")}),
        "taken_as": upload.source.fill.get("service.status", ""),
    }

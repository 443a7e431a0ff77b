"""Pages where the steward says what the columns of a file hold, or takes columns that were saved."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.community.models import DirectoryUpload
from network_resources.community.rules.hsds import TABLES
from network_resources.community.rules.profiles import again
from network_resources.community.rules.profiles.guess import guess_file_table
from network_resources.community.rules.states import UploadState
from network_resources.community.services import uploads as verbs
from network_resources.community.services.profiles import profile_named, profiles_to_choose
from network_resources.community.web.keep import presenters
from network_resources.community.web.keep.file_forms import ProfileForm, ReadingForm, TableForm
from network_resources.community.web.keep.files import upload_or_404


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def columns(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Say what each column of each file holds, also from the preview; it is saved for the source."""
    upload = upload_or_404(request, upload_id)
    if not presenters.may_name_columns(upload):
        return redirect("directory_file", upload_id=upload.pk)
    posted = request.method == "POST"
    forms = _table_forms(request, upload)
    told = again.told_in(upload.profile.content) if upload.profile else None
    reading = ReadingForm(request.POST if posted else None, initial=told)
    changed = {form.prefix for _t, form in forms if posted and _table_now(form) != form.table}
    if changed or "retable" in request.POST:
        forms = [(table, _unbound(form) if form.prefix in changed else form) for table, form in forms]
    elif posted and all(form.is_valid() for _t, form in forms) and reading.is_valid():
        _save_profile(request, upload, forms, reading.cleaned_data)
        return redirect("directory_file", upload_id=upload.pk)
    context = {
        "upload": upload,
        "steps": presenters.steps(upload, UploadState.PROFILE),
        "tables": _columns_view(forms),
        "saved": _profile_form(request, upload),
    }
    return answer(request, "community/keep/columns.html", context, reading)


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def profile(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Read the file with saved columns, or with those that come with Nestwork."""
    upload, reader = upload_or_404(request, upload_id), reader_of(request)
    try:
        chosen = profile_named(by=reader, name=request.POST.get("profile", ""))
        verbs.choose_profile(upload=upload, by=reader, profile=chosen)
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
    return redirect("directory_file", upload_id=upload_id)


def _table_forms(request: HttpRequest, upload: DirectoryUpload) -> list[tuple[dict[str, Any], TableForm]]:
    """A form for each file whose columns may be named: bound where one was posted, else as chosen before or guessed."""
    before = upload.profile.content if upload.profile else {}
    made = []
    for at, table in again.open_tables(upload.facts["tables"], before):
        prefix, named = f"file-{at}", again.file_of(before, table["file"])
        about, data = _table_about(upload, table, named), None
        if request.method == "POST":
            about, data = request.POST.get(f"{prefix}-known", about), request.POST
        about = about if about in TABLES else ""
        chosen = again.chosen_in(named) if named is not None and named["table"] == about else None
        form = TableForm(data, prefix=prefix, table=about, headings=table["headings"], chosen=chosen)
        made.append((dict(table), form))
    return made


def _table_about(upload: DirectoryUpload, table: Any, named: Any) -> str:
    """The table a file is about: as its profile says; before anything was read, the guess."""
    if named is not None:
        return str(named["table"])
    return "" if upload.state == UploadState.PREVIEW else guess_file_table(table["file"], table["headings"])


def _table_now(form: TableForm) -> str:
    """The table chosen on the page, which may be another than the one whose columns it shows."""
    return str(form.data.get(f"{form.prefix}-table", ""))


def _unbound(form: TableForm) -> TableForm:
    """The form for the table chosen now, with fresh guesses."""
    now = _table_now(form)
    return TableForm(prefix=str(form.prefix), table=now if now in TABLES else "", headings=form.headings)


def _profile_form(request: HttpRequest, upload: DirectoryUpload) -> ProfileForm | None:
    """The saved columns to choose from; nothing where there are none."""
    found = profiles_to_choose(reader_of(request))
    return (
        ProfileForm(profiles=found, initial=upload.profile.name if upload.profile else "") if found else None
    )


def _columns_view(forms: list[tuple[dict[str, Any], TableForm]]) -> list[dict[str, Any]]:
    shown = []
    for table, form in forms:
        named = [at for at, heading in enumerate(table["headings"]) if heading]
        columns = [
            {
                "field": form[f"column-{number}"],
                "examples": [row[at] for row in table["examples"] if at < len(row) and row[at]],
            }
            for number, at in enumerate(named)
            if form.table
        ]
        shown.append({"about": table, "form": form, "columns": columns, "known": form.table})
    return shown


def _save_profile(
    request: HttpRequest,
    upload: DirectoryUpload,
    forms: list[tuple[dict[str, Any], TableForm]],
    told: dict[str, str],
) -> None:
    content = again.changed_profile(
        upload.profile.content if upload.profile else {},
        [(table["file"] or "", form.cleaned_data["table"], form.chosen()) for table, form in forms],
        split=told["split"],
        status=told["status"],
        empty=[word.strip() for word in told["empty"].splitlines() if word.strip()],
    )
    try:
        verbs.read_with(upload=upload, by=reader_of(request), content=content)
    except ValidationError as refused:  # somebody started or set aside the file in the meantime
        say(request, " ".join(refused.messages))

"""The administrator's pages of releases: the list, starting one, looking at its protected table."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from reporting.disclosure import services, words
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.rules.protection import Shape
from reporting.disclosure.selectors import releases
from reporting.disclosure.selectors.tables import lines_of
from reporting.disclosure.table_view import file_heads, file_rows, shown_table
from reporting.disclosure.web.forms import StartForm
from reporting.disclosure.web.presenters import shown_release, steps
from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL
from tenants.registry import spreadsheets

PURPOSE = "releases"
PREPARE = network_page(Permission.PREPARE_RELEASES, purpose=PURPOSE)


def release_or_404(release_id: UUID) -> FigureRelease:
    """The release; Http404 when there is none."""
    try:
        return releases.release_by_id(release_id)
    except FigureRelease.DoesNotExist as error:
        raise Http404 from error


@PREPARE
@require_safe
def releases_page(request: HttpRequest) -> HttpResponse:
    """Every release, and what comes next."""
    rows = [shown_release(one) for one in releases.releases()]
    standing = releases.in_the_way(CHILDREN_BY_NEED_LEVEL, Shape.PRACTICE_BY_STRATUM)
    is_free = standing is None or bool(standing.failure)
    refusal = "" if is_free or standing is None else words.taken(standing)
    context = {"rows": rows, "measure": CHILDREN_BY_NEED_LEVEL, "may_start": is_free, "refusal": refusal}
    return render(request, "disclosure/releases.html", context)


@PREPARE
@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest) -> HttpResponse:
    """Choose a closed quarter and start the work."""
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            release = services.request_release(by=reader_of(request), quarter=form.cleaned_data["quarter"])
        except services.NotClosedError:
            form.add_error("quarter", words.not_closed())
        except services.PlaceTakenError as error:
            form.add_error(None, words.taken(error.standing))
        else:
            return redirect("network_job", job_id=release.job_id)
    return answer(request, "disclosure/start.html", {"measure": CHILDREN_BY_NEED_LEVEL}, form)


@PREPARE
@require_safe
def release_page(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One release: its protected table, its decision, its history."""
    release = release_or_404(release_id)
    shown = shown_release(release)
    if shown.has_table:
        services.note_view(by=reader_of(request), release=release, subject="release.table")
    context = {
        "release": shown,
        "table": shown_table(release, lines_of(release)) if shown.has_table else None,
        "steps": steps(releases.history(release)),
    }
    return render(request, "disclosure/release.html", context)


@PREPARE
@require_safe
def release_file(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The protected table as CSV."""
    release = release_or_404(release_id)
    if not shown_release(release).has_table:
        raise Http404
    services.note_download(by=reader_of(request), release=release, subject="release.table")
    content = spreadsheets.as_csv(file_heads(), file_rows(release, lines_of(release)))
    name = f"protected-{release.measure.replace('_', '-')}-{release.quarter}.csv".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=spreadsheets.CSV_TYPE, headers=headers)


@PREPARE
@require_safe
def release_of_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """From the work to the release it was for."""
    try:
        return redirect("release", release_id=releases.release_of_job(job_id).pk)
    except FigureRelease.DoesNotExist as error:
        raise Http404 from error

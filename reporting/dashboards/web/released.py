"""The state reviewer's pages: the released figure, and its file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from reporting.dashboards.charts.figure import hatch
from reporting.dashboards.released.figures import released_figure
from reporting.disclosure import services
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.selectors.released import released, released_by_id
from reporting.disclosure.selectors.tables import lines_of
from reporting.disclosure.table_view import file_heads, file_rows
from reporting.measures.words import quarter_name
from tenants.registry import spreadsheets

SEE = network_page(Permission.SEE_RELEASED, purpose="released figures")


@SEE
@require_safe
def released_page(request: HttpRequest) -> HttpResponse:
    """The newest released figure, or the way to the first."""
    every = released()
    if not every:
        return render(request, "dashboards/nothing_released.html")
    return _show(request, every[0], every)


@SEE
@require_safe
def released_one(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One released figure."""
    return _show(request, _released_or_404(release_id), released())


@SEE
@require_safe
def released_file(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The released cells as CSV, one row a cell."""
    release = _released_or_404(release_id)
    services.note_download(by=reader_of(request), release=release, subject="released")
    content = spreadsheets.as_csv(file_heads(), file_rows(release, lines_of(release)))
    name = f"{release.measure.replace('_', '-')}-{release.quarter}.csv".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=spreadsheets.CSV_TYPE, headers=headers)


def _show(request: HttpRequest, release: FigureRelease, every: list[FigureRelease]) -> HttpResponse:
    services.note_view(by=reader_of(request), release=release, subject="released")
    context = {
        "figure": released_figure(release, lines_of(release)),
        "others": [(one, quarter_name(one.quarter)) for one in every if one.pk != release.pk],
        "hatch": hatch(),
    }
    return render(request, "dashboards/released.html", context)


def _released_or_404(release_id: UUID) -> FigureRelease:
    try:
        return released_by_id(release_id)
    except FigureRelease.DoesNotExist as error:
        raise Http404 from error

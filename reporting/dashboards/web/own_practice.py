"""The practice's own figures: a page and a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.practices import clock
from reporting.dashboards.own_practice.cells import own_quarters
from reporting.dashboards.web import presenters
from reporting.dashboards.web.departures import shown_departures
from reporting.measures.definitions import CHILDREN_BY_NEED_LEVEL
from tenants.registry import spreadsheets

PURPOSE = "own figures"


@require_GET
@practice_page(Permission.SEE_OWN_FIGURES, purpose=PURPOSE)
def figures(request: HttpRequest) -> HttpResponse:
    """What this practice counts for itself, and what of it has left."""
    record_view(by=reader_of(request), page="figures")
    measure = CHILDREN_BY_NEED_LEVEL
    shown = {
        "figure": presenters.present(measure, own_quarters(measure)),
        "measure": measure,
        "nothing_yet": presenters.nothing_yet(),
        "departures": shown_departures(),
    }
    return render(request, "dashboards/own_practice.html", shown)


@require_GET
@practice_page(Permission.SEE_OWN_FIGURES, purpose=PURPOSE)
def figures_file(request: HttpRequest) -> HttpResponse:
    """The same numbers as CSV, one row a cell."""
    measure = CHILDREN_BY_NEED_LEVEL
    rows = presenters.file_rows(measure, own_quarters(measure))
    content = spreadsheets.as_csv(presenters.file_heads(), rows)
    record_view(by=reader_of(request), page="figures.file")
    name = f"figures-{clock.today().isoformat()}.csv"
    return HttpResponse(
        content,
        content_type=spreadsheets.CSV_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

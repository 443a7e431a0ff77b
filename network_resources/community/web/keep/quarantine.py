"""Pages of what waits: the list, mending a row, leaving one out."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.community import wording
from network_resources.community.models import DirectoryQuarantine
from network_resources.community.rules.problems import Problem
from network_resources.community.rules.states import RowState
from network_resources.community.selectors import keeping as reads
from network_resources.community.services import mending
from network_resources.community.web.keep import presenters
from network_resources.community.web.keep.forms import MendForm, ReasonForm


@require_GET
@network_page(Permission.KEEP_DIRECTORY)
def quarantine(request: HttpRequest) -> HttpResponse:
    """Rows in one state: those that wait, those mended, those left out."""
    reader = reader_of(request)
    asked = request.GET.get("state")
    state = RowState(asked) if asked in list(RowState) else RowState.WAITING
    found = reads.quarantined(reader, state, by_itself=state is not RowState.WAITING)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    rows = [
        {
            "row": row,
            "title": presenters.row_title(row),
            "where": presenters.where(row),
            "problems": [presenters.problem_view(problem) for problem in row.problems],
            "dependents": reads.waiting_for(row) if row.stops_row and state is RowState.WAITING else 0,
        }
        for row in page
    ]
    states = [(one.value, wording.ROW_STATES[one][0], one is state) for one in RowState]
    more = reads.quarantined(reader).count() - page.paginator.count if state is RowState.WAITING else 0
    context = {"rows": rows, "page": page, "states": states, "more": more}
    return render(request, "community/keep/quarantine.html", context)


@require_http_methods(["GET", "POST"])
@network_page(Permission.KEEP_DIRECTORY)
def row_page(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """One row: what the source wrote, what is wrong, and the form to mend it."""
    row = _row(request, row_id)
    data = request.POST if request.method == "POST" else None
    form = MendForm(data, row=row, named=reads.rows_to_name(row))
    if request.method == "POST" and form.is_valid():
        try:
            problems = mending.mend_row(row=row, by=reader_of(request), changed=form.changed())
        except mending.AlreadySettledError:
            say(request, _("Somebody settled this row a moment ago."))
            return redirect("directory_row", row_id=row.pk)
        if not problems:
            say(request, _("Mended and taken in: %(name)s.") % {"name": presenters.row_title(row)})
            return redirect("directory_quarantine")
        _show(form, problems)
    return answer(request, "community/keep/row.html", _context(row), form)


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def leave_out(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Leave a row out with a reason; Undo puts it back."""
    row, form = _row(request, row_id), ReasonForm(request.POST, auto_id="drop-%s")
    if not form.is_valid():
        context = _context(row) | {
            "drop_form": form,
            "form": MendForm(row=row, named=reads.rows_to_name(row)),
        }
        return render(request, "community/keep/row.html", context, status=422)
    try:
        mending.leave_out(row=row, by=reader_of(request), reason=form.cleaned_data["reason"])
        say(request, _("The row is left out."), undo_url=reverse("directory_row_again", args=[row.pk]))
    except (mending.AlreadySettledError, ValidationError):
        say(request, _("Somebody settled this row a moment ago."))
    return redirect("directory_quarantine")


@require_POST
@network_page(Permission.KEEP_DIRECTORY)
def wait_again(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Take back leaving a row out."""
    mending.wait_again(row=_row(request, row_id), by=reader_of(request))
    say(request, _("The row waits again."))
    return redirect("directory_quarantine")


def _row(request: HttpRequest, row_id: UUID) -> DirectoryQuarantine:
    try:
        return reads.quarantined_row(reader_of(request), row_id)
    except DirectoryQuarantine.DoesNotExist:
        raise Http404 from None


def _show(form: MendForm, problems: list[Problem]) -> None:
    for problem in problems:
        words = wording.problem_words(problem.as_json())
        form.add_error(problem.field if problem.field in form.fields else None, words)


def _context(row: DirectoryQuarantine) -> dict[str, object]:
    word, colour = wording.ROW_STATES[row.state]
    return {
        "row": row,
        "title": presenters.row_title(row),
        "where": presenters.where(row),
        "word": word,
        "colour": colour,
        "problems": [presenters.problem_view(problem) for problem in row.problems],
        "waits": row.state == RowState.WAITING,
        "dependents": reads.waiting_for(row) if row.stops_row else 0,
        "drop_form": ReasonForm(auto_id="drop-%s"),
    }

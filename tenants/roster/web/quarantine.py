"""Pages of the quarantine: the list, mending one row or many alike, leaving a row out."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.audit.services import record_view
from nestwork.staff.selectors import name_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from tenants.roster.models import QuarantinedRow
from tenants.roster.rules.fields import Field
from tenants.roster.rules.problems import Problem
from tenants.roster.rules.states import RowState
from tenants.roster.selectors import quarantine as reads
from tenants.roster.services import mending, quarantining
from tenants.roster.services.quarantining import AlreadySettledError
from tenants.roster.web import presenters
from tenants.roster.web.files import reader_of
from tenants.roster.web.forms import AlikeForm, MendForm, ReasonForm, columns_of
from tenants.roster.wording import ROW_STATES, field_words


@require_GET
@practice_page(Permission.IMPORT_ROSTER)
def quarantine_page(request: HttpRequest) -> HttpResponse:
    """Rows in one state: those that wait, those mended, those left out."""
    reader = reader_of(request)
    state = RowState(request.GET["state"]) if request.GET.get("state") in list(RowState) else RowState.WAITING
    page = Paginator(reads.quarantined(reader, state), 25).get_page(request.GET.get("page"))
    alike = reads.alike_problems(list(page)) if state is RowState.WAITING else {}
    record_view(by=reader, page="roster.quarantine", shown=[row.child_id for row in page if row.child_id])
    rows = [
        {
            "row": row,
            "title": presenters.row_title(row),
            "problems": [
                presenters.problem_view(problem)
                | {"alike": alike.get((problem["field"], problem["value"], problem["reason"]), 0)}
                for problem in row.problems
            ],
        }
        for row in page
    ]
    states = [(one.value, ROW_STATES[one][0], one is state) for one in RowState]
    return render(
        request,
        "roster/quarantine.html",
        {"rows": rows, "page": page, "states": states, "state": state.value},
    )


@require_http_methods(["GET", "POST"])
@practice_page(Permission.IMPORT_ROSTER)
def row_page(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """One row: what stood there, what was wrong, and the form to mend it."""
    reader, row = reader_of(request), _row(request, row_id)
    form = _mend_form(request, row)
    if request.method == "POST" and form.is_valid() and row.state == RowState.WAITING:
        try:
            problems = mending.mend_row(row=row, by=reader, changed=form.changed())
        except AlreadySettledError:
            say(request, _("Somebody settled this row a moment ago."))
            return redirect("quarantine_row", row_id=row.pk)
        if not problems:
            say(request, _("Mended and taken in: %(name)s.") % {"name": presenters.row_title(row)})
            return redirect("quarantine")
        _show_problems(form, problems)
    record_view(by=reader, page="roster.row", child_id=row.child_id)
    return answer(request, "roster/row.html", _row_context(row), form)


@require_POST
@practice_page(Permission.IMPORT_ROSTER)
def leave_out(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Leave a row out with a reason; Undo puts it back."""
    row, form = _row(request, row_id), ReasonForm(request.POST)
    if not form.is_valid():
        context = _row_context(row) | {"drop_form": form}
        return render(
            request, "roster/row.html", context | {"form": _mend_form(request, row, False)}, status=422
        )
    try:
        quarantining.drop_row(row=row, by=reader_of(request), reason=form.cleaned_data["reason"])
        say(request, _("The row is left out."), undo_url=reverse("quarantine_again", args=[row.pk]))
    except (AlreadySettledError, ValidationError):
        say(request, _("Somebody settled this row a moment ago."))
    return redirect("quarantine")


@require_POST
@practice_page(Permission.IMPORT_ROSTER)
def wait_again(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Take back leaving a row out."""
    quarantining.wait_again(row=_row(request, row_id), by=reader_of(request))
    say(request, _("The row waits again."))
    return redirect("quarantine")


@require_http_methods(["GET", "POST"])
@practice_page(Permission.IMPORT_ROSTER)
def alike_page(request: HttpRequest, row_id: UUID, field: str) -> HttpResponse:
    """The same better value for every row with the same wrong one."""
    reader, row = reader_of(request), _row(request, row_id)
    problem = next((one for one in row.problems if one["field"] == field and one["value"]), None)
    if problem is None:
        raise Http404
    name, value = Field(field), problem["value"]
    form = AlikeForm(request.POST if request.method == "POST" else None, field=name, value=value)
    rows = reads.rows_with(reader, field=field, value=value)
    if request.method == "POST" and form.is_valid():
        taken, left = mending.mend_alike(
            by=reader, field=name, value=value, instead=form.cleaned_data["instead"]
        )
        if taken:
            say(request, _taken_words(taken, left))
            return redirect("quarantine")
        form.add_error("instead", _("None of these rows can be taken in with this value. They still wait."))
    record_view(by=reader, page="roster.alike", shown=[one.child_id for one in rows if one.child_id])
    context = {
        "row": row,
        "label": field_words(field),
        "problem": presenters.problem_view(problem),
        "rows": [{"row": one, "title": presenters.row_title(one)} for one in rows],
    }
    return answer(request, "roster/alike.html", context, form)


def _taken_words(taken: int, left: int) -> str:
    words = ngettext("%(count)s row was taken in.", "%(count)s rows were taken in.", taken) % {"count": taken}
    if left:
        words += " " + ngettext(
            "%(count)s still waits for something else.", "%(count)s still wait for something else.", left
        ) % {"count": left}
    return words


def _row(request: HttpRequest, row_id: UUID) -> QuarantinedRow:
    try:
        return reads.quarantined_row(reader_of(request), row_id)
    except QuarantinedRow.DoesNotExist:
        raise Http404 from None


def _mend_form(request: HttpRequest, row: QuarantinedRow, bound: bool = True) -> MendForm:
    return MendForm(
        request.POST if bound and request.method == "POST" else None,
        written={**row.written, **row.mended},
        wrong=[problem["field"] for problem in row.problems if problem["field"]],
        columns=columns_of(row.upload),
    )


def _show_problems(form: MendForm, problems: list[Problem]) -> None:
    for problem in problems:
        words = presenters.problem_view(problem.as_json())
        form.add_error(
            problem.field if problem.field in form.fields else None, f"{words['what']} {words['instead']}"
        )


def _row_context(row: QuarantinedRow) -> dict[str, object]:
    word, colour = ROW_STATES[row.state]
    return {
        "row": row,
        "title": presenters.row_title(row),
        "word": word,
        "colour": colour,
        "problems": [presenters.problem_view(problem) for problem in row.problems],
        "settled_by": name_of(row.settled_by_id) if row.settled_by_id else "",
        "waits": row.state == RowState.WAITING,
        "drop_form": ReasonForm(auto_id="drop-%s"),
    }

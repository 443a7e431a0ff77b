"""The audit pages of the administrator. Looking at the audit is itself a line of it."""

import csv
from collections.abc import Iterator
from datetime import UTC
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.audit.selectors import AuditFilter, audit_lines
from nestwork.audit.services import record, record_view
from nestwork.audit.visibility import children
from nestwork.audit.web.forms import AuditForm, FindChildForm
from nestwork.audit.web.presenters import AuditRow, rows
from nestwork.staff.selectors import names

PER_PAGE = 50
CHUNK = 1000
COLUMNS = ("at", "person", "role", "action", "subject", "child", "shown", "purpose", "through")


@require_GET
@practice_page(Permission.SEE_AUDIT, purpose="audit review")
def audit_page(request: HttpRequest) -> HttpResponse:
    """Lines by child, person, day and action; the filter stands in the address."""
    reader, people = reader_of(request), names()
    form = AuditForm(request.GET, people=people)
    if not form.is_valid():
        return render(
            request, "audit/audit.html", {"form": form, "rows": [], "find": FindChildForm()}, status=422
        )
    asked = form.asked()
    page = Paginator(audit_lines(reader, asked), PER_PAGE).get_page(request.GET.get("page"))
    shown = rows(page.object_list, reader=reader, people=people)
    record_view(
        by=reader,
        page="audit",
        child_id=_seen(reader, asked),
        shown=sorted({row.child_id for row in shown if row.child_id}),
        filter=asked.as_detail(),
        purpose="audit review",
    )
    context = {
        "form": form,
        "find": FindChildForm(),
        "page": page,
        "rows": shown,
        "child_name": _child_name(reader, asked),
        "person_name": people.get(asked.person_id, "") if asked.person_id else "",
        "query": request.GET.urlencode(),
    }
    return render(request, "audit/audit.html", context)


@require_POST
@practice_page(Permission.SEE_AUDIT, purpose="audit review")
def audit_find(request: HttpRequest) -> HttpResponse:
    """Children that fit a name, each with a link to its audit."""
    reader, form = reader_of(request), FindChildForm(request.POST)
    found = children().find(reader, form.cleaned_data["q"]) if form.is_valid() else []
    if form.is_valid():
        record_view(
            by=reader,
            page="audit search",
            shown=[child_id for child_id, _name in found],
            purpose="audit review",
        )
    status = 200 if form.is_valid() else 422
    return render(request, "audit/find.html", {"form": form, "found": found}, status=status)


@require_GET
@practice_page(Permission.SEE_AUDIT, purpose="audit review", step_up=True)
def audit_export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same lines as a CSV file, under step-up and with a line of its own."""
    reader, people = reader_of(request), names()
    form = AuditForm(request.GET, people=people)
    if not form.is_valid():
        return render(
            request, "audit/audit.html", {"form": form, "rows": [], "find": FindChildForm()}, status=422
        )
    asked = form.asked()
    record(
        by=reader,
        action="export audit",
        subject="audit",
        child_id=_seen(reader, asked),
        detail=asked.as_detail(),
    )
    return StreamingHttpResponse(
        _csv(reader, asked, people),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"', "Cache-Control": "no-store"},
    )


class _Echo:
    def write(self, text: str) -> str:
        return text


def _csv(reader: Reader, asked: AuditFilter, people: dict[UUID, str]) -> Iterator[bytes]:
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"  # spreadsheets take UTF-8 for granted only with this mark
    yield writer.writerow(COLUMNS).encode()
    pages = Paginator(audit_lines(reader, asked), CHUNK)
    for number in pages.page_range:
        for row in rows(pages.page(number).object_list, reader=reader, people=people):
            yield writer.writerow([_cell(row, column) for column in COLUMNS]).encode()


def _cell(row: AuditRow, column: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if column == "at":
        return row.at.astimezone(UTC).isoformat(timespec="seconds")
    text = str(getattr(row, column))
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _seen(reader: Reader, asked: AuditFilter) -> UUID | None:
    """The child asked about, when it is there for this reader."""
    if asked.child_id is None or not children().ids_of(reader, asked.child_id):
        return None
    return asked.child_id


def _child_name(reader: Reader, asked: AuditFilter) -> str:
    if asked.child_id is None:
        return ""
    if _seen(reader, asked) is None:
        return _("No such child")
    return children().names(reader, [asked.child_id]).get(asked.child_id, _("A child not open to you"))

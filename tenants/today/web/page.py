"""Put the page together: the list, the open call panel, the day's work. One context for page and fragment."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nestwork.access.readers import Reader
from nestwork.audit.services import record_view
from nestwork.practices import clock
from tenants.activity.selectors import day_of
from tenants.registry.selectors import cadences
from tenants.today import selectors, services
from tenants.today.selectors import ROWS_AT_ONCE, Row, TodayList
from tenants.today.web import own_time, people, presenters
from tenants.today.web.forms import CallForm
from tenants.today.web.here import Here
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind, needs_phone


def answer(request: HttpRequest, here: Here, form: CallForm | None = None, status: int = 200) -> HttpResponse:
    """The page, or only its work area when htmx asks."""
    context = build(request, here, form)
    htmx = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    whole = not htmx or htmx.history_restore_request
    return render(request, "today/page.html" if whole else "today/_answer.html", context, status=status)


def after(request: HttpRequest, here: Here, at: Item | None = None) -> HttpResponse:
    """The list again after an act: a redirect, or for htmx the work area and the new address.

    `at` is the item whose button the browser puts the focus on, where that is not the next one's.
    """
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect(here.url() + (f"#at-{at.id}" if at else ""))
    response = answer(request, here)
    response["HX-Replace-Url"] = here.url()
    return response


def build(
    request: HttpRequest, here: Here, form: CallForm | None = None, limit: int | None = None
) -> dict[str, Any]:
    """Everything the templates need, from a number of queries that does not grow with the list."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    page = selectors.today_list(
        reader, whole_team=here.whole_team, kind=here.kind, limit=limit or _limit(request)
    )
    row = _open_row(reader, page, here.open_id)
    here = here.opening(row.item.id if row else None)
    day = day_of(reader)
    context: dict[str, Any] = {
        "here": here,
        "heading": presenters.heading(clock.today()),
        "lead": presenters.lead(page, len(day.entries)),
        "page": page,
        "groups": presenters.groups(page, here),
        "chips": presenters.chips(page, here),
        "mine_url": here.at(whole_team=False).url(),
        "team_url": here.at(whole_team=True).url(),
        "more": page.matching - page.shown,
        "more_at_once": page.shown + ROWS_AT_ONCE,
        "day": day,
        "bars": own_time.bars(day),
        "missing_minutes": own_time.missing_minutes(day),
        "done": own_time.done_today(day, here),
    }
    if row is not None and needs_phone(row.item.kind):
        context |= _panel(reader, row, form)
    _tell(request, reader, page, here)
    return context


def _limit(request: HttpRequest) -> int:
    asked = request.GET.get("rows", "")
    return min(int(asked), 2000) if asked.isdecimal() and int(asked) > ROWS_AT_ONCE else ROWS_AT_ONCE


def _open_row(reader: Reader, page: TodayList, item_id: uuid.UUID | None) -> Row | None:
    if item_id is None:
        return None
    for row in page.rows:
        if row.item.id == item_id:
            return row
    try:  # not due yet, or outside the filter: a colleague or the child's page leads here
        row = selectors.row_for(reader, item_id)
    except Item.DoesNotExist:
        return None
    page.groups.setdefault(row.place.group, []).insert(0, row)
    return row


def _panel(reader: Reader, row: Row, form: CallForm | None) -> dict[str, Any]:
    links = selectors.contacts_of(row.child)
    if form is None:
        first = row.contact.contact_id if row.contact else ""
        form = CallForm(links=links, initial={"contact": str(first)})
    hint = ""
    if row.item.kind == Kind.NEEDED_CONTACT:
        hint = people.next_contact_hint(cadences()[row.level], clock.today())
    return {
        "form": form,
        "started_at": services.open_call(item=row.item, by=reader),
        "people": people.people(links, row.contact),
        "next_hint": hint,
        "open_row": row,
    }


def _tell(request: HttpRequest, reader: Reader, page: TodayList, here: Here) -> None:
    record_view(
        by=reader,
        page="today",
        shown=sorted({row.child.id for row in page.rows}),
        filter={"who": "team" if here.whole_team else "mine", "kind": here.kind},
        purpose=request.purpose,  # type: ignore[attr-defined]  # set by the door
    )

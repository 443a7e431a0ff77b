"""Put the registry page together, with a number of queries that does not grow with the list."""

from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record_view
from nestwork.staff.selectors import active_staff
from tenants.registry import selectors
from tenants.registry.filters import Filters, read
from tenants.registry.web import presenters
from tenants.registry.web.forms import BulkForm, FilterForm, LevelForm, ViewForm

ROWS = 50


def show(request: HttpRequest, filters: Filters, *, status: int = 200, **forms: BaseForm) -> HttpResponse:
    """The list; a form with errors may be handed in to be shown with what was typed."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    staff = list(active_staff())
    names = {member.pk: str(member) for member in staff}
    offered = [(str(member.pk), str(member)) for member in staff]
    views = list(selectors.saved_views(reader))
    everybody, unscored, total, *each = selectors.counts(
        reader, [Filters(), Filters(level="unscored"), filters, *(read(view.filters) for view in views)]
    )
    page = _page(request, reader, filters, total)
    rows = [presenters.row_view(row, names, filters) for row in selectors.rows_of(page.object_list, reader)]
    record_view(
        by=reader,
        page="registry",
        shown=[view.row.child.id for view in rows],
        filter=filters.as_query(),
        purpose=request.purpose,  # type: ignore[attr-defined]  # set by the door
    )
    context: dict[str, Any] = {
        "filters": filters,
        "query": filters.as_query(),
        "filters_text": urlencode(filters.as_query()),
        "page": page,
        "rows": rows,
        "lead": presenters.lead(total, everybody),
        "chips": presenters.chips(
            everybody, unscored, list(zip(views, each, strict=True)), filters, reader.person_id
        ),
        "filter_form": FilterForm(
            initial=filters.as_query(), staff=offered, languages=selectors.languages(reader)
        ),
        "bulk_form": forms.get("bulk_form") or BulkForm(staff=offered),
        "level_form": forms.get("level_form") or LevelForm(),
        "view_form": forms.get("view_form") or ViewForm(),
        "form": next((form for form in forms.values() if form.errors), None),
        "may_propose": reader.may(Permission.PROPOSE_LEVEL) or reader.may(Permission.CONFIRM_LEVEL),
        "may_export": reader.may(Permission.EXPORT_LISTS),
        "may_edit": reader.may(Permission.EDIT_CHILDREN),
        "csv_url": _file(filters, "csv"),
        "xlsx_url": _file(filters, "xlsx"),
        "clear_url": presenters.address(Filters()),
        "here": presenters.address(filters),
    }
    return render(request, "registry/list.html", context, status=status)


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # no rows are typed here
    """Pages of a list that was counted already."""

    def __init__(self, rows: Any, per_page: int, total: int) -> None:
        """Keep the total."""
        super().__init__(rows, per_page)
        self.total = total

    @property
    def count(self) -> int:
        """How many there are in all."""
        return self.total


def _page(request: HttpRequest, reader: Reader, filters: Filters, total: int) -> Any:
    pages = CountedPaginator(selectors.registry_list(reader, filters), ROWS, total)
    return pages.get_page(request.GET.get("page"))


def _file(filters: Filters, kind: str) -> str:
    url = presenters.address(filters, "registry_export")
    return f"{url}{'&' if '?' in url else '?'}format={kind}"

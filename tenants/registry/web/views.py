"""The registry's pages: the list, acts on one child or many, saved views, files."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record, record_view
from nestwork.practices import clock
from nestwork.staff.selectors import active_staff, names
from nestwork.web import toast
from tenants.patients.models import Child
from tenants.patients.selectors import child_for
from tenants.registry import selectors, services, spreadsheets
from tenants.registry.filters import NOBODY, Filters, read
from tenants.registry.models import BulkAct, SavedView
from tenants.registry.rules import BulkKind, CannotScoreError
from tenants.registry.services.bulk import MOST_CHILDREN, BulkUndoneError
from tenants.registry.web import page, presenters, score_words
from tenants.registry.web.forms import BulkForm, LevelForm, ViewForm

PURPOSE = "care of a population"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def registry(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by the address."""
    return page.show(request, read(request.GET))


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def bulk(request: HttpRequest) -> HttpResponse:
    """One act for the ticked children, or for all the filters find."""
    reader, filters = _reader(request), _filters(request)
    offered = [(str(member.pk), str(member)) for member in active_staff()]
    form = BulkForm(request.POST, staff=offered)
    if not form.is_valid():
        return page.show(request, filters, status=422, bulk_form=form)
    children = _chosen(request, reader, filters)
    if not children:
        toast.say(request, _("Nobody was ticked. Tick the children first."))
        return redirect(presenters.address(filters))
    act = _do(form, children, reader)
    words = ngettext("Changed for %(count)s child.", "Changed for %(count)s children.", len(act.before))
    undo = f"{reverse('registry_bulk_undo', args=[act.id])}?{urlencode(filters.as_query())}"
    toast.say(request, words % {"count": len(act.before)}, undo if act.before else None)
    return redirect(presenters.address(filters))


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def bulk_undo(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """Take a bulk act back, except where somebody has changed it since."""
    reader = _reader(request)
    try:
        act = selectors.bulk_act_for(reader, act_id)
    except BulkAct.DoesNotExist as missing:
        raise Http404 from missing
    try:
        count = services.undo_bulk(act=act, by=reader)
    except BulkUndoneError:
        toast.say(request, _("This was taken back already."))
    else:
        kept = len(act.before) - count
        words = ngettext("Put back for %(count)s child.", "Put back for %(count)s children.", count)
        more = ngettext(
            " %(kept)s was changed since and stays.", " %(kept)s were changed since and stay.", kept
        )
        toast.say(request, words % {"count": count} + (more % {"kept": kept} if kept else ""))
    return redirect(presenters.address(read(request.GET)))


@require_POST
@practice_page(Permission.PROPOSE_LEVEL, purpose=PURPOSE)
def level(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Set or propose a need level, with a reason."""
    reader, child, form = _reader(request), _child(request, child_id), LevelForm(request.POST)
    filters = _filters(request)
    if not form.is_valid():
        return page.show(request, filters, status=422, level_form=form)
    try:
        row = services.set_level(
            child=child, by=reader, level=form.cleaned_data["level"], reason=form.cleaned_data["reason"]
        )
    except CannotScoreError as error:
        toast.say(request, score_words.not_scored(error.why))
    else:
        toast.say(request, presenters.level_saved(row, child.display_name))
    return redirect(presenters.address(filters))


@require_POST
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters in use under a name."""
    filters, form = _filters(request), ViewForm(request.POST)
    if not form.is_valid():
        return page.show(request, filters, status=422, view_form=form)
    try:
        view = services.save_view(
            by=_reader(request),
            name=form.cleaned_data["name"],
            filters=filters.as_query(),
            for_practice=form.cleaned_data["for_practice"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return page.show(request, filters, status=422, view_form=form)
    toast.say(request, _("Saved: %(name)s") % {"name": view.name})
    return redirect(presenters.address(filters))


@require_POST
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def delete_view(request: HttpRequest, view_id: uuid.UUID) -> HttpResponse:
    """Take a saved view away."""
    reader = _reader(request)
    try:
        view = selectors.saved_view_for(reader, view_id)
    except SavedView.DoesNotExist as missing:
        raise Http404 from missing
    if reader.person_id not in (view.owner_id, view.created_by_id):
        raise Http404
    services.delete_view(view=view, by=reader)
    toast.say(request, _("View removed: %(name)s") % {"name": view.name})
    return redirect("registry")


@require_GET
@practice_page(Permission.EXPORT_LISTS, purpose="export", step_up=True)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file, with the reader's rights; the file's name says the day and nothing else."""
    reader, filters = _reader(request), read(request.GET)
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    rows = selectors.rows_of(selectors.registry_list(reader, filters), reader)
    people = names()
    cells = (presenters.export_row(row, people) for row in rows)
    heads = presenters.export_heads()
    content, content_type = (
        (spreadsheets.as_xlsx(_("Registry"), heads, cells), spreadsheets.XLSX_TYPE)
        if kind == "xlsx"
        else (spreadsheets.as_csv(heads, cells), spreadsheets.CSV_TYPE)
    )
    query = filters.as_query()
    record(
        by=reader, action="registry.exported", subject="registry", detail={"format": kind, "rows": len(rows)}
    )
    record_view(
        by=reader,
        page="registry.export",
        shown=[row.child.id for row in rows],
        filter=query,
        purpose="export",
    )
    name = f"registry-{clock.today().isoformat()}.{kind}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _do(form: BulkForm, children: list[Child], reader: Reader) -> BulkAct:
    typed = form.cleaned_data
    if typed["act"] == BulkKind.CALL_LIST:
        return services.put_on_call_list(children=children, by=reader)
    if typed["act"] == BulkKind.NEXT_CONTACT:
        return services.set_next_contacts(children=children, by=reader, on=typed["on"])
    person = typed["coordinator"]
    return services.assign_coordinator(
        children=children, by=reader, coordinator_id=None if person == NOBODY else uuid.UUID(person)
    )


def _chosen(request: HttpRequest, reader: Reader, filters: Filters) -> list[Child]:
    if request.POST.get("everybody"):
        return list(selectors.registry_list(reader, filters)[:MOST_CHILDREN])
    ids = []
    for text in request.POST.getlist("child"):
        try:
            ids.append(uuid.UUID(text))
        except ValueError as error:
            raise Http404 from error
    return selectors.chosen(reader, ids)


def _filters(request: HttpRequest) -> Filters:
    """The list's filters, from the hidden field that carries its query."""
    return read(QueryDict(request.POST.get("filters", "")))


def _child(request: HttpRequest, child_id: uuid.UUID) -> Child:
    try:
        return child_for(_reader(request), child_id)
    except Child.DoesNotExist as missing:
        raise Http404 from missing


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    return reader

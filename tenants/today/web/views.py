"""Today's pages. Every act works as a plain form; htmx only swaps the list instead of the page."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.activity import selectors as activity
from tenants.activity import services as activity_verbs
from tenants.activity.models import Entry
from tenants.activity.rules import minutes_between
from tenants.activity.services import CannotUndoError
from tenants.today import selectors, services
from tenants.today.services import Call
from tenants.today.web import here as place
from tenants.today.web import page, phrases
from tenants.today.web.forms import CallForm, MoveForm
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import AlreadyClosedError, CannotMoveError, DecideFirstError

PURPOSE = "daily work"
PRINTED_ROWS = 500


@require_GET
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
@vary_on_headers("HX-Request")
def today(request: HttpRequest) -> HttpResponse:
    """The list of due work, with one call panel open when the address names an item."""
    return page.answer(request, place.read(request.GET))


@require_GET
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def print_list(request: HttpRequest) -> HttpResponse:
    """The same list for paper, with numbers and hours."""
    context = page.build(request, place.read(request.GET).opening(None), limit=PRINTED_ROWS)
    return render(request, "today/print.html", context)


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def save_call(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Log the call and go to the next, or stay. Errors keep the panel open with what was typed."""
    reader, here, item = _reader(request), place.read(request.POST), _item(request, item_id)
    form = CallForm(request.POST, links=selectors.contacts_of(item.child))
    if not form.is_valid():
        return page.answer(request, here.opening(item.id), form, status=422)
    try:
        saved = services.save_call(item=item, by=reader, call=_timed(form, reader, item))
    except DecideFirstError:
        phrases.say_decide_first(request)
    else:
        phrases.say_saved(request, item, saved, here)
    return page.after(request, here.opening(place.item_named(request.POST, "go_to")))


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def hang_up(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Close the panel without saving; the timer stops."""
    services.drop_call(item=_item(request, item_id), by=_reader(request))
    return page.after(request, place.read(request.POST).opening(None))


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def finish(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Mark an item done without a call."""
    here, item = place.read(request.POST), _item(request, item_id)
    try:
        saved = services.finish(item=item, by=_reader(request))
    except DecideFirstError:
        phrases.say_decide_first(request)
    else:
        phrases.say_saved(request, item, saved, here)
    return page.after(request, here.opening(None))


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def move(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Put an item on another day."""
    here, item, form = place.read(request.POST), _item(request, item_id), MoveForm(request.POST)
    if not form.is_valid():
        phrases.say_errors(request, form)
        return page.after(request, here)
    try:
        moved = worklist_verbs.move(item=item, by=_reader(request), to=form.cleaned_data["to"])
    except CannotMoveError as error:
        phrases.say_cannot_move(request, error)
    except AlreadyClosedError as closed:
        phrases.say_closed(request, closed, kept_note=False)
    else:
        phrases.say_moved(request, moved, here)
    return page.after(request, here.opening(None))


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def move_back(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Undo a move: the item stands on its old day again."""
    here, item = place.read(request.GET), _item(request, item_id)
    try:
        back = worklist_verbs.take_back_attempt(item=item, by=_reader(request))
    except AlreadyClosedError as closed:
        phrases.say_closed(request, closed, kept_note=False)
    else:
        phrases.say_moved_back(request, back)
    return page.after(request, here, at=item)


@require_POST
@practice_page(Permission.LOG_WORK, purpose=PURPOSE)
def undo(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Take back a call or a done mark of today."""
    here = place.read(request.GET)
    try:
        entry = activity.entry_for(_reader(request), entry_id)
    except Entry.DoesNotExist as missing:
        raise Http404 from missing
    try:
        activity_verbs.undo(entry=entry, by=_reader(request))
    except CannotUndoError as error:
        phrases.say_cannot_undo(request, error)
    else:
        phrases.say_undone(request, entry)
    return page.after(request, here, at=entry.item)


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the gate
    return reader


def _item(request: HttpRequest, item_id: uuid.UUID) -> Item:
    try:
        return worklist.item_for(_reader(request), item_id)
    except Item.DoesNotExist as missing:
        raise Http404 from missing


def _timed(form: CallForm, reader: Reader, item: Item) -> Call:
    """The call with its start from the panel's timer, which also fills minutes nobody typed."""
    started = selectors.started_call(reader, item)
    call = form.call(started)
    if call.minutes is None and started is not None:
        return form.call(started, minutes_between(started, clock.now()))
    return call

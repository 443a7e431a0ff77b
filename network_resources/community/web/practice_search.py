"""The directory in a practice: searching, also for a child, and reading a service's page."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from network_resources.community.asking import Asker, asker
from network_resources.community.models import DirectorySearch
from network_resources.community.rules.needs import is_need
from network_resources.community.selectors.cards import Card
from network_resources.community.selectors.search import card_of
from network_resources.community.web.search import page, presenters
from network_resources.community.web.search.service import service_view

PURPOSE = "finding help"


@require_http_methods(["GET", "HEAD", "POST"])
@practice_page(Permission.SEE_DIRECTORY, purpose=PURPOSE)
def directory(request: HttpRequest) -> HttpResponse:
    """Search. The audit learns that somebody searched for a child, and nothing of what was typed."""
    child = _asker(request)
    if child is not None:
        record_view(by=reader_of(request), page="directory.search", child_id=child.child_id)
    return page.show(request, page.Place("directory", "directory_service", child))


@require_GET
@practice_page(Permission.SEE_DIRECTORY, purpose=PURPOSE)
def service(request: HttpRequest, service_id: uuid.UUID) -> HttpResponse:
    """Everything a family needs to know of one service; with a child also why it fits."""
    child, reader = _asker(request), reader_of(request)
    try:
        card = _card(service_id, child)
    except DirectorySearch.DoesNotExist as missing:
        raise Http404 from missing
    if child is not None:
        record_view(by=reader, page="directory.service", child_id=child.child_id)
    need = request.GET.get("need", "")
    context = {
        "view": service_view(card),
        "shown": presenters.card_view(card, page="directory_service", asker=child),
        "asker": child,
        "need": need if is_need(need) else "",
        "search_url": "directory",
        "refer_url": presenters.refer_url(child, may_refer=reader.may(Permission.START_REFERRALS)),
    }
    return render(request, "community/service.html", context)


def _card(service_id: uuid.UUID, child: Asker | None) -> Card:
    if child is None:
        return card_of(service_id)
    age = None if child.age_months is None else child.age_months / 12
    return card_of(service_id, zip_code=child.zip_code, age=age, language=child.language)


def _asker(request: HttpRequest) -> Asker | None:
    """The child of `?child=`; no child, a blocked one and one of another practice are alike: not found."""
    try:
        child_id = presenters.child_of(request.GET.get("child", ""))
    except ValueError as error:
        raise Http404 from error
    if child_id is None:
        return None
    reader = reader_of(request)
    found = asker(reader, child_id) if reader.may(Permission.SEE_CHILDREN) else None
    if found is None:
        raise Http404
    return found

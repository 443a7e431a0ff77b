"""The directory on the network host: the same search and the same page, without children."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from network_resources.community.models import DirectorySearch
from network_resources.community.selectors.search import card_of
from network_resources.community.web.search import page, presenters
from network_resources.community.web.search.service import service_view


@require_http_methods(["GET", "HEAD", "POST"])
@network_page(Permission.SEE_DIRECTORY)
def search(request: HttpRequest) -> HttpResponse:
    """Search as a practice does."""
    return page.show(request, page.Place("directory_search", "directory_find"))


@require_GET
@network_page(Permission.SEE_DIRECTORY)
def service(request: HttpRequest, service_id: uuid.UUID) -> HttpResponse:
    """A service as practices and families see it."""
    try:
        card = card_of(service_id)
    except DirectorySearch.DoesNotExist as missing:
        raise Http404 from missing
    shown = presenters.card_view(card, page="directory_find")
    context = {"view": service_view(card), "shown": shown, "search_url": "directory_search"}
    return render(request, "community/service.html", context)

"""The search page, put together once for both hosts."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from network_resources.community.asking import Asker
from network_resources.community.selectors.search import Found, listed_count, search
from network_resources.community.web.search import presenters
from network_resources.community.web.search.forms import SearchForm, start


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page stands: the names of its two addresses, and for whom is asked."""

    search: str
    service: str
    asker: Asker | None = None
    more: dict[str, Any] = field(default_factory=dict)


def show(request: HttpRequest, place: Place) -> HttpResponse:
    """The page: as asked by a form, else begun with a need from a link or with a child."""
    first = start(place.asker, need=request.GET.get("need", ""), within=request.GET.get("within", "25"))
    form = SearchForm(request.POST if request.method == "POST" else first)
    is_asked = request.method == "POST" or place.asker is not None or bool(first["need"])
    if not form.is_valid():
        return _render(request, place, form, None, status=422 if request.method == "POST" else 200)
    found = search(**form.asked) if is_asked else None
    return _render(request, place, form, found)


def _render(
    request: HttpRequest, place: Place, form: SearchForm, found: Found | None, status: int = 200
) -> HttpResponse:
    reader, asker = reader_of(request), place.asker
    asked = form.asked if form.is_valid() else {}
    context = {
        "form": form,
        "found": found,
        "asker": asker,
        "search_url": place.search,
        "need": asked.get("need", ""),
        "groups": presenters.chips(asked.get("need", "")),
        "lead": presenters.lead(found, 0 if found else listed_count()),
        "cards": [presenters.card_view(card, page=place.service, asker=asker) for card in found.cards]
        if found
        else [],
        "said": presenters.understood(found) if found else [],
        "loosen": list(presenters.loosen(asked, found)) if found and not found.total else [],
        "refer_url": presenters.refer_url(asker, may_refer=reader.may(Permission.START_REFERRALS)),
        **place.more,
    }
    return render(request, "community/search.html", context, status=status)

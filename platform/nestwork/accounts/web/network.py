"""The network host's own pages as far as they exist today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.practices.selectors import practices


@network_page(Permission.SEE_PRACTICES, purpose="network")
@require_safe
def practices_page(request: HttpRequest) -> HttpResponse:
    """The practices of the network by name; nothing is counted here."""
    return render(request, "accounts/practices.html", {"practices": practices()})


@network_page(Permission.SEE_RELEASED, purpose="figures")
@require_safe
def released_page(request: HttpRequest) -> HttpResponse:
    """Released figures: none exist before the release engine has released the first."""
    return render(request, "accounts/released.html")

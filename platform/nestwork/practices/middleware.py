"""Finds the practice of a host. The connection stays at the door: identity comes first."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nestwork.practices import hosts
from nestwork.practices.selectors import forget_hosts, practice_at
from nestwork.sealing.backend.errors import RoomRefusedError


class HostMiddleware:
    """Sets `request.practice` (None on the network's host) and the URL map of that kind of host.

    An unknown host answers 404, a closed practice 410; neither says whether a person or record exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = hosts.plain(request.get_host())
        request.practice = None  # type: ignore[attr-defined]  # read by the gate and the views
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        if host == hosts.network_host():
            return self.get_response(request)
        practice = practice_at(host)
        if practice is None:
            return render(request, "web/errors/unknown_practice.html", status=404)
        if not practice.is_open:
            return render(request, "web/errors/closed_practice.html", status=410)
        request.practice = practice  # type: ignore[attr-defined]  # read by the gate and the views
        request.urlconf = settings.ROOT_URLCONF
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 410 when the practice was closed a moment ago and PostgreSQL no longer lets anybody in."""
        if isinstance(error, RoomRefusedError) or isinstance(error.__cause__, RoomRefusedError):
            forget_hosts()
            return render(request, "web/errors/closed_practice.html", status=410)
        return None

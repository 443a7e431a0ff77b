"""Answers to what went wrong, each saying what happened, what was kept and what to do next.

They are drawn without the request's context: no database, no session and no person is needed, so they also stand
when one of those is what failed.
"""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from nestwork.web.preferences import COOKIE, Preferences


def answer(request: HttpRequest, page: str, status: int) -> HttpResponseBase:
    """The error page `web/errors/<page>.html`, or the same code as JSON for a path of the API."""
    kept = Preferences().changed(QueryDict(request.COOKIES.get(COOKIE, "")))
    language = getattr(request, "LANGUAGE_CODE", "") or kept.language or _asked_language(request)
    with translation.override(language):
        if request.path.startswith("/api/"):
            said = {"code": page, "message": HTTPStatus(status).phrase, "fields": {}}
            return JsonResponse({"error": said}, status=status)
        practice = getattr(request, "practice", None)
        room = "network" if practice is None else "practice"
        shell = {
            "html_class": f"room-{room} text-{kept.text_size} theme-{kept.theme} keys-{kept.keys}",
            "place": str(practice.name) if practice is not None else _("Nestwork network"),
            "home_url": "/",
        }
        return HttpResponse(render_to_string(f"web/errors/{page}.html", {"shell": shell}), status=status)


def _asked_language(request: HttpRequest) -> str:
    return translation.get_language_from_request(request) or settings.LANGUAGE_CODE


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """400: the request could not be read."""
    return answer(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """403: signed in, but the role does not include it."""
    return answer(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """404: nothing here, or nothing this person may see; the answer does not tell which."""
    return answer(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500: a fault of ours."""
    return answer(request, "500", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """403 for a form that was too old (CSRF_FAILURE_VIEW)."""
    return answer(request, "csrf", 403)


def too_many(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """429 after too many attempts (AXES_LOCKOUT_CALLABLE passes the credentials; they are not read)."""
    return answer(request, "429", 429)


def unknown_practice(request: HttpRequest) -> HttpResponseBase:
    """404 for a host that is no practice of this network."""
    return answer(request, "unknown_practice", 404)


def closed_practice(request: HttpRequest) -> HttpResponseBase:
    """410 for a practice that was closed."""
    return answer(request, "closed_practice", 410)

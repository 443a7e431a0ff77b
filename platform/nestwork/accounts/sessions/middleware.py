"""Loads and saves the session at the door, on either side of the practice."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse

from nestwork.accounts.sessions.devices import device_words
from nestwork.accounts.sessions.hosts import host_of
from nestwork.accounts.sessions.store import SessionStore


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's session middleware with a store that knows its host and moves its idle clock.

    It stands outside the gate: when it saves, the gate has already left the practice.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its session, still unread."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        device = device_words(request.headers.get("User-Agent", ""))
        request.session = SessionStore(key, host=host_of(request), device=device)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save what changed; otherwise only move the idle clock."""
        answer = super().process_response(request, response)
        session = getattr(request, "session", None)
        if isinstance(session, SessionStore) and not session.modified:
            session.touch()
        return answer

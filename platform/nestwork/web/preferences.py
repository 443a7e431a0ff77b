"""How one person likes to read: language, text size, single keys, light or dark. Nothing else is kept here.

A signed-in person's choice travels in the session (whoever signs a person in copies it there from the account);
without a session a small cookie of this host carries it, so the sign-in page already reads right.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

SESSION_KEY = "preferences"
COOKIE = "nw_look"
COOKIE_AGE = 365 * 24 * 60 * 60

TEXT_SIZES = [("normal", _("Normal")), ("large", _("Large")), ("largest", _("Largest"))]
THEMES = [("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))]
KEYS = [("on", _("On")), ("off", _("Off"))]

_CHOICES = {
    "language": {"", *(code for code, _name in settings.LANGUAGES)},
    "text_size": {code for code, _label in TEXT_SIZES},
    "keys": {code for code, _label in KEYS},
    "theme": {code for code, _label in THEMES},
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's choices; an empty language means: as the browser asks."""

    language: str = ""
    text_size: str = "normal"
    keys: str = "on"
    theme: str = "auto"

    def changed(self, values: Any) -> "Preferences":
        """These preferences with the known, valid entries of a mapping taken over; the rest is ignored."""
        known = {key: values[key] for key in _CHOICES if key in values and values[key] in _CHOICES[key]}
        return replace(self, **known)


def of(request: HttpRequest) -> Preferences:
    """The preferences this request should be answered in: session, then cookie, then the defaults."""
    kept = Preferences().changed(QueryDict(request.COOKIES.get(COOKIE, "")))
    session = getattr(request, "session", None)
    if session is not None and settings.SESSION_COOKIE_NAME in request.COOKIES:
        kept = kept.changed(session.get(SESSION_KEY) or {})
    return kept


def language_of(request: HttpRequest) -> str:
    """The language code of the answer: the person's choice, then the cookie, then Accept-Language."""
    return of(request).language or translation.get_language_from_request(request)


def remember(request: HttpRequest, response: HttpResponseBase, preferences: Preferences) -> None:
    """Keep the preferences in the session, when there is one, and in the cookie of this host."""
    session = getattr(request, "session", None)
    if session is not None and settings.SESSION_COOKIE_NAME in request.COOKIES:
        session[SESSION_KEY] = asdict(preferences)
    value = QueryDict(mutable=True)
    value.update(asdict(preferences))
    response.set_cookie(
        COOKIE,
        value.urlencode(),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

"""Headers that keep pages private, and the language a page is answered in."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from nestwork.web import preferences

type Answer = Callable[[HttpRequest], HttpResponseBase]

# Nothing of this product needs these; passkeys are the one exception and stay with our own origin.
_POLICY = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "autoplay",
                "browsing-topics",
                "camera",
                "display-capture",
                "encrypted-media",
                "fullscreen",
                "geolocation",
                "gyroscope",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "usb",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class PrivacyHeadersMiddleware:
    """No page is stored anywhere, framed, indexed or given a device of the person's computer."""

    def __init__(self, get_response: Answer) -> None:
        """Take the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers an answer does not carry yet; static files keep their own caching."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", _POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "no-store" in response.headers["Cache-Control"]:
            patch_vary_headers(response, ("HX-Request",))
        return response


class LanguageMiddleware:
    """Answers in the person's language: their choice, then this host's cookie, then Accept-Language."""

    def __init__(self, get_response: Answer) -> None:
        """Take the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hold the language for as long as the request runs, and name it in the answer."""
        language = preferences.language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if not response.has_header("Content-Language"):
                response.headers["Content-Language"] = language
        return response

"""Host-only cookies of the hand-over."""

from django.conf import settings
from django.http import HttpResponse


def cookie_name(word: str) -> str:
    """The cookie's name, with the prefix that ties it to one host wherever cookies travel over TLS."""
    return f"__Host-{word}" if settings.SESSION_COOKIE_SECURE else word


def set_host_cookie(response: HttpResponse, word: str, value: str, *, seconds: int) -> None:
    """Set a cookie that only this host and no script can read."""
    response.set_cookie(
        cookie_name(word),
        value,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop_host_cookie(response: HttpResponse, word: str) -> None:
    """Take the cookie back."""
    response.delete_cookie(cookie_name(word), samesite="Lax")

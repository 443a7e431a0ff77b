"""Durable lockout after wrong passwords, kept by axes."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def username(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The address somebody tried to sign in with.

    allauth calls it `email`, axes looks for `username`: without this, everybody behind one address of the internet
    would lock everybody else out.
    """
    sources: list[Mapping[str, Any]] = [credentials or {}]
    if request is not None:
        sources.append(request.POST)
    found = (source.get(key) for source in sources for key in ("email", "username", "login"))
    return str(next((value for value in found if value), "")).strip().lower()[:254]


def client_ip(request: HttpRequest) -> str | None:
    """The caller's address: past our own proxies when there are any, never a header anybody can write."""
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if settings.TRUSTED_PROXIES and len(forwarded) >= settings.TRUSTED_PROXIES:
        return forwarded[-settings.TRUSTED_PROXIES]
    address: str | None = request.META.get("REMOTE_ADDR")
    return address

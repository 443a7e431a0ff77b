"""One sentence after each change, with Undo for ten seconds.

Toasts may name a child, so they travel in a signed cookie of the practice's host (MESSAGE_STORAGE), never in a
session: sessions are rows of the shared schema.
"""

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo:"


def say(request: HttpRequest, text: str, undo_url: str | None = None) -> None:
    """Show the text on the next page or fragment; `undo_url` takes a POST that undoes the change."""
    messages.success(
        request, str(text), extra_tags=f"{_UNDO}{undo_url}" if undo_url else "", fail_silently=True
    )


def undo_url(extra_tags: str) -> str:
    """The address kept by say(), or nothing."""
    return extra_tags.removeprefix(_UNDO) if extra_tags and extra_tags.startswith(_UNDO) else ""

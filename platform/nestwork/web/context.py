"""What every template may read: the practice, the reader and the shell around the page."""

from typing import Any

from django.http import HttpRequest

from nestwork.web.shell import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Works for any request, also one no practice or person was found for."""
    around = Shell(request)
    return {"shell": around, "practice": around.practice, "reader": around.reader}

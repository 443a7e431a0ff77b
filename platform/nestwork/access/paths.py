"""Where to go next, as a path of this host and nothing else."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 1000


def local_path(address: str | None, default: str = "/") -> str:
    """The address when it is a plain local path, else the default; an attacker's host never gets through."""
    path = address or ""
    if len(path) > LONGEST or not path.startswith("/") or not path.isprintable():
        return default
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else default


def path_to_return_to(request: HttpRequest) -> str:
    """The page the person is on: this one for a GET, the one the form stood on for anything else."""
    if request.method in ("GET", "HEAD") and not getattr(request, "htmx", None):
        return local_path(request.get_full_path())
    address = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if address.netloc != request.get_host():
        return "/"
    return local_path(f"{address.path}?{address.query}" if address.query else address.path)

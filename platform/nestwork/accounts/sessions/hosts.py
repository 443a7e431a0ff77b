"""The host a session or cookie belongs to."""

from django.http import HttpRequest
from django.http.request import split_domain_port


def host_of(request: HttpRequest) -> str:
    """The request's host name in lower case, without its port; raises DisallowedHost for a forged header."""
    name, _port = split_domain_port(request.get_host())
    return name.rstrip(".")

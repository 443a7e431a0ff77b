"""Host names: which is the network's, which belong to a practice, and the addresses to print."""

from django.conf import settings

from nestwork.practices.models import Practice


def network_host() -> str:
    """The network's host name without port."""
    return str(settings.NETWORK_HOST)


def practice_host(slug: str) -> str:
    """The host name of a practice without port."""
    return f"{slug}.{network_host()}"


def network_origin() -> str:
    """Scheme, host and port of the network, without a slash at the end."""
    return _origin(network_host())


def practice_origin(practice: Practice) -> str:
    """Scheme, host and port of a practice, without a slash at the end."""
    return _origin(practice_host(practice.slug))


def _origin(host: str) -> str:
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}"


def plain(host: str) -> str:
    """A Host header as a bare name: without port, lower case, without the root's dot."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") and ":" in host else host
    return name.lower().removesuffix(".")

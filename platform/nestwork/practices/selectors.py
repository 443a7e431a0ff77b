"""Reads of the practice map; each runs at the door or as owner, never inside a practice."""

import time

from nestwork.practices.models import Domain, Practice

HOST_SECONDS = 10  # how long a process may keep a host; a closed practice's role is gone at once all the same
_hosts: dict[str, tuple[float, Practice]] = {}


def practice_at(host: str) -> Practice | None:
    """The practice of a bare host name, from a short memory of this process; None for a stranger's host."""
    known = _hosts.get(host)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    if domain is None:
        _hosts.pop(host, None)  # strangers' names are not remembered: they would fill the memory
        return None
    practice: Practice = domain.tenant
    _hosts[host] = (time.monotonic() + HOST_SECONDS, practice)
    return practice


def forget_hosts() -> None:
    """Read the map again at the next request of this process."""
    _hosts.clear()


def practices() -> list[Practice]:
    """Every practice of the network by name, closed ones too."""
    return list(Practice.objects.all())


def open_practices() -> list[Practice]:
    """The practices that work, by name."""
    return list(Practice.objects.filter(state="open").exclude(schema_name="public"))


def practice_by_slug(slug: str) -> Practice:
    """The practice of a short name; raises Practice.DoesNotExist."""
    practice: Practice = Practice.objects.get(slug=slug)
    return practice

"""Every address of the two hosts, found by walking the URL map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver

PRACTICE = "nestwork.urls.practice"
NETWORK = "nestwork.urls.network"


@dataclass(frozen=True, slots=True)
class Address:
    """One route: its name, the words its path takes with their converters, and the code behind it."""

    name: str
    converters: tuple[tuple[str, str], ...]
    module: str
    pattern: str
    verbs: tuple[str, ...]  # what an API view names permissions for; empty for a page

    @property
    def words(self) -> tuple[str, ...]:
        """The names of the path's words."""
        return tuple(word for word, _converter in self.converters)

    @property
    def is_api(self) -> bool:
        """Whether it belongs to the REST door."""
        return self.pattern.startswith("api/")


def addresses_of(urlconf: str) -> list[Address]:
    """All routes of a host."""
    return list(_walk(import_module(urlconf).urlpatterns, ""))


def _walk(patterns: Sequence[Any], prefix: str) -> Iterator[Address]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            converters = tuple(
                (word, type(converter).__name__) for word, converter in pattern.pattern.converters.items()
            )
            module = getattr(pattern.callback, "__module__", "")
            verbs = tuple(getattr(getattr(pattern.callback, "cls", None), "needs", ()))
            yield Address(str(pattern.name), converters, module, here, verbs)

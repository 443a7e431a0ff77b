"""Every address of the two hosts, found by walking the URL map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver

from nestwork.access.permissions import Permission

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
    view: Any = field(compare=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The names of the path's words."""
        return tuple(word for word, _converter in self.converters)

    @property
    def is_api(self) -> bool:
        """Whether it belongs to the REST door."""
        return self.pattern.startswith("api/")

    @property
    def is_guarded(self) -> bool:
        """Whether the view says whom it lets in; the few that run at the door decide for themselves."""
        return bool(self.verbs) or hasattr(self.view, "permission")

    def permission(self, verb: str) -> Permission | None:
        """What the view asks for this verb; None opens it to anybody with a role on the host."""
        needs = getattr(getattr(self.view, "cls", None), "needs", {})
        found: Permission | None = needs.get(verb) if needs else self.view.permission
        return found


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
            yield Address(str(pattern.name), converters, module, here, verbs, pattern.callback)

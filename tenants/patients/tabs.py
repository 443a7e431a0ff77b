"""The tabs of a child's page. Rooms add theirs when they start; only tabs that exist are shown."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the record; `url_name` takes child_id."""

    key: str
    label: str | Promise
    url_name: str
    order: int
    permission: Permission = Permission.SEE_CHILDREN


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as the page draws it."""

    label: str | Promise
    url: str
    is_current: bool


_tabs: dict[str, Tab] = {}


def register(tab: Tab) -> None:
    """Add a tab; a second one under the same key replaces the first."""
    _tabs[tab.key] = tab


def shown(reader: Reader, child_id: UUID, current: str) -> list[ShownTab]:
    """The tabs this reader may open, in order."""
    found = []
    for tab in sorted(_tabs.values(), key=lambda one: one.order):
        if not reader.may(tab.permission):
            continue
        try:
            url = reverse(tab.url_name, kwargs={"child_id": child_id})
        except NoReverseMatch:  # the room's pages are not built in
            continue
        found.append(ShownTab(tab.label, url, tab.key == current))
    return found

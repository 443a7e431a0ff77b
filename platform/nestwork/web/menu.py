"""The menu: rooms register their entries when they start; a page shows those its reader may open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader

# Where an entry stands. The first three are on a practice's host, the last on the network's.
GROUPS = ("practice", "shared", "office", "network")


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the side menu; the first four of a host also stand in the phone's dock."""

    key: str
    label: str | Promise
    icon: str
    url_name: str
    permission: Permission | None
    order: int = 100
    count: Callable[[Reader], int | None] | None = None  # a question of its own; the pulse answers for free
    group: str = "practice"
    jump: str = ""  # the letter after G that goes there
    short: str | Promise = ""  # the dock's word, where the label is long


@dataclass(frozen=True, slots=True)
class Tool:
    """A button at the end of the bar, such as "Log time"."""

    key: str
    label: str | Promise
    icon: str
    url_name: str
    permission: Permission | None
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """The search box of the bar. It posts `q`, because a child's name never stands in an address."""

    url_name: str
    placeholder: str | Promise
    permission: Permission | None
    group: str = "practice"


@dataclass(frozen=True, slots=True)
class RunningCall:
    """The call whose timer stands in the bar, and where its panel is."""

    start: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the frame tells about the day: counts by the key of a menu entry, and the call that runs."""

    counts: Mapping[str, int] = field(default_factory=dict)
    running_call: RunningCall | None = None


_pulses: dict[str, Callable[[Reader], Pulse]] = {}
_entries: dict[str, MenuEntry] = {}
_tools: dict[str, Tool] = {}
_finders: dict[str, Finder] = {}


def register(entry: MenuEntry) -> None:
    """Add a line to the menu; a second entry under the same key replaces the first."""
    if entry.group not in GROUPS:
        raise ValueError(f"{entry.group!r} is not a group of the menu")
    _entries[entry.key] = entry


def register_tool(tool: Tool) -> None:
    """Add a button to the bar of a practice."""
    _tools[tool.key] = tool


def register_pulse(pulse: Callable[[Reader], Pulse]) -> None:
    """Name who tells how the day stands in a practice; asked once a page, so it must be one short question."""
    _pulses["practice"] = pulse


def pulse(reader: Reader) -> Pulse:
    """How the reader's day stands in the active practice."""
    ask = _pulses.get("practice")
    return ask(reader) if ask else Pulse()


def register_finder(finder: Finder) -> None:
    """Name the page that answers the search box, one for a practice and one for the network."""
    _finders[finder.group] = finder


def entries(reader: Reader, groups: tuple[str, ...]) -> list[MenuEntry]:
    """The entries of these groups that the reader may open, in order."""
    allowed = [
        entry for entry in _entries.values() if entry.group in groups and _open_to(entry.permission, reader)
    ]
    return sorted(allowed, key=lambda entry: (GROUPS.index(entry.group), entry.order, entry.key))


def tools(reader: Reader) -> list[Tool]:
    """The bar's buttons that the reader may use."""
    return [tool for tool in _tools.values() if _open_to(tool.permission, reader)]


def finder(reader: Reader, group: str) -> Finder | None:
    """The search of this host, when the reader may use it."""
    found = _finders.get(group)
    return found if found and _open_to(found.permission, reader) else None


def _open_to(permission: Permission | None, reader: Reader) -> bool:
    return permission is None or reader.may(permission)

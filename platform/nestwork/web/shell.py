"""What stands around every page: whose room this is, who is here, the menu and how the person likes to read."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission, Role
from nestwork.access.readers import Reader
from nestwork.web import menu, preferences


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the menu as the page shows it."""

    key: str
    label: str
    short: str
    icon: str
    url: str
    jump: str
    count: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; the first group has none."""

    heading: str
    lines: list[Line]


class Shell:
    """Read by base.html. Everything is worked out when a template asks, so a fragment costs nothing."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request; it may lack a practice, a reader and a session."""
        self.request = request
        self.practice: Any = getattr(request, "practice", None)
        self.reader: Reader | None = getattr(request, "reader", None)

    @cached_property
    def preferences(self) -> preferences.Preferences:
        """Language, text size, keys and theme of this answer."""
        return preferences.of(self.request)

    @property
    def keys_on(self) -> bool:
        """Whether single keys do something for this person."""
        return self.preferences.keys == "on"

    @property
    def room(self) -> str:
        """practice, state or network: the bar's colour tells them apart, and only a practice is ever teal.

        A page at the door, where no reader is known yet, may name its room in `request.room`.
        """
        if self.practice is not None:
            return "practice"
        named = getattr(self.request, "room", "network")
        reviews = self.reader is not None and self.reader.role == Role.STATE_REVIEWER
        return "state" if reviews else str(named)

    @property
    def html_class(self) -> str:
        """The classes of <html>: room, text size, theme, keys."""
        kept = self.preferences
        return f"room-{self.room} text-{kept.text_size} theme-{kept.theme} keys-{kept.keys}"

    @property
    def place(self) -> str:
        """The name at the start of the bar."""
        if self.practice is not None:
            return str(self.practice.name)
        return _("State program") if self.room == "state" else _("Nestwork network")

    @property
    def place_note(self) -> str:
        """The line under the name: in which role the person is here."""
        if self.reader is None or self.reader.role is None:
            return "" if self.practice is not None else _("Care coordination for children")
        return self.reader.role.label

    @property
    def person_name(self) -> str:
        """Who is signed in here; on the network's host also a person without a network role."""
        if self.reader is not None:
            return self.reader.name
        user = getattr(self.request, "user", None)
        return str(user) if self.practice is None and user is not None and user.is_authenticated else ""

    @property
    def initials(self) -> str:
        """Up to two letters for the account button; never used for a child."""
        words = self.person_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @cached_property
    def groups(self) -> list[Group]:
        """The side menu."""
        headings = {"shared": _("Shared by the network"), "office": _("This practice")}
        lines = self._lines
        grouped = [
            Group(headings.get(name, ""), [line for group, line in lines if group == name])
            for name in menu.GROUPS
        ]
        return [group for group in grouped if group.lines]

    @property
    def dock(self) -> list[Line]:
        """The phone's bottom bar: the first four lines; the fifth place is "More"."""
        return [line for _group, line in self._lines][:4]

    @cached_property
    def _lines(self) -> list[tuple[str, Line]]:
        if self.reader is None:
            return []
        groups = ("practice", "shared", "office") if self.practice is not None else ("network",)
        found = [(entry, self.url(entry.url_name)) for entry in menu.entries(self.reader, groups)]
        current = self._current([(entry.key, url) for entry, url in found if url])
        return [(entry.group, self._line(entry, url, current)) for entry, url in found if url]

    def _line(self, entry: menu.MenuEntry, url: str, current: str) -> Line:
        label = str(entry.label)
        asked = entry.count(self.reader) if entry.count and self.reader else None
        count = self.pulse.counts.get(entry.key) if asked is None else asked
        return Line(
            entry.key,
            label,
            str(entry.short) or label,
            entry.icon,
            url,
            entry.jump,
            count,
            entry.key == current,
        )

    def _current(self, places: list[tuple[str, str]]) -> str:
        """The entry the page names (`request.menu_key`), or the one with the longest matching address."""
        named = getattr(self.request, "menu_key", None)
        if named is not None:
            return str(named)
        path = self.request.path
        fits = [
            (len(url), key) for key, url in places if path == url or (url != "/" and path.startswith(url))
        ]
        return max(fits)[1] if fits else ""

    @property
    def tools(self) -> list[tuple[menu.Tool, str]]:
        """The bar's buttons with their addresses."""
        if self.reader is None or self.practice is None:
            return []
        found = [(tool, self.url(tool.url_name)) for tool in menu.tools(self.reader)]
        return [(tool, url) for tool, url in found if url]

    @property
    def finder(self) -> dict[str, str] | None:
        """The search box: where it posts and what it says."""
        if self.reader is None:
            return None
        found = menu.finder(self.reader, "practice" if self.practice is not None else "network")
        url = self.url(found.url_name) if found else ""
        return {"url": url, "placeholder": str(found.placeholder)} if found and url else None

    @cached_property
    def pulse(self) -> menu.Pulse:
        """Counts of the menu and the running call, asked once a page and only inside a practice."""
        if self.reader is None or self.practice is None:
            return menu.Pulse()
        return menu.pulse(self.reader)

    @property
    def timer(self) -> Any:
        """The call that runs: the one a view names in `request.running_call`, else the person's open one."""
        return getattr(self.request, "running_call", None) or self.pulse.running_call

    @property
    def home_url(self) -> str:
        """Where the name in the bar leads."""
        if self.practice is None or self.reader is None:
            return "/"
        sees_children = self.reader.may(Permission.SEE_CHILDREN)
        return self.url("today" if sees_children else "me") or "/"

    @property
    def me_url(self) -> str:
        """The person's own page on this host, when there is one."""
        return self.url("me") if self.person_name else ""

    def url(self, name: str) -> str:
        """The address of a named page on this host, or nothing when this host has no such page."""
        try:
            return reverse(name, urlconf=getattr(self.request, "urlconf", None))
        except NoReverseMatch:
            return ""

"""A shell with sample menu lines, dressed by the address: ?room= ?theme= ?text= ?dir= ?keys=."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from nestwork.web.preferences import Preferences
from nestwork.web.shell import Group, Line, Shell

ROOMS = {"practice": "Blackstone Pediatrics", "state": "State program", "network": "Nestwork network"}
_NOTES = {
    "practice": "Care coordinator",
    "state": "Combined figures only, no names",
    "network": "Facilitator",
}


@dataclass(frozen=True, slots=True)
class SampleTool:
    """The bar's button of the samples."""

    label: str
    icon: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class Toggle:
    """One link that shows the page in another dress."""

    label: str
    query: str
    is_on: bool


class SampleShell(Shell):
    """What base.html reads, from the address instead of from a person."""

    def __init__(self, request: HttpRequest) -> None:
        """Read the dress from the address."""
        super().__init__(request)
        self.dress = request.GET

    @property
    def preferences(self) -> Preferences:
        """Theme and text size as the address says."""
        asked = {
            "theme": self.dress.get("theme", "auto"),
            "text_size": self.dress.get("text", "normal"),
            "keys": self.dress.get("keys", "on"),
        }
        return Preferences().changed(asked)

    @property
    def room(self) -> str:
        """The room the address names."""
        room = self.dress.get("room", "practice")
        return room if room in ROOMS else "practice"

    @property
    def place(self) -> str:
        """A sample name."""
        return ROOMS[self.room]

    @property
    def place_note(self) -> str:
        """A sample role."""
        return _NOTES[self.room]

    @property
    def person_name(self) -> str:
        """The sample person."""
        return "Renata Alves"

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        return "rtl" if self.dress.get("dir") == "rtl" else "ltr"

    @property
    def groups(self) -> list[Group]:
        """Sample menu lines."""
        path = self.request.path
        main = [
            _line("today", "Today", "sun", reverse("styleguide_today"), path, 14, "t"),
            _line("child", "Child page", "folder-heart", reverse("styleguide_child"), path, None, ""),
            _line("parts", "Parts", "layers", reverse("styleguide"), path, None, ""),
            _line("list", "List and filters", "users", reverse("styleguide_list"), path, 212, "r"),
        ]
        office = [
            _line(
                "errors",
                "Error page",
                "circle-alert",
                reverse("styleguide_error", args=["404"]),
                path,
                None,
                "",
            )
        ]
        return [Group("", main), Group("This practice", office)]

    @property
    def dock(self) -> list[Line]:
        """The first four."""
        return self.groups[0].lines

    @property
    def tools(self) -> list[tuple[SampleTool, str]]:  # type: ignore[override]  # a sample button
        """Log time."""
        return [(SampleTool("Log time", "plus", "L"), "#log")]

    @property
    def finder(self) -> dict[str, str]:
        """A search box that leads nowhere."""
        return {"url": "#", "placeholder": "Find a child, a specialist or a service"}

    @property
    def home_url(self) -> str:
        """The guide itself."""
        return reverse("styleguide")

    @property
    def me_url(self) -> str:
        """Nowhere: nobody need be signed in."""
        return "#me"

    @property
    def toggles(self) -> list[list[Toggle]]:
        """The dress links, one list per choice."""
        choices = {
            "theme": [("Light", "light"), ("Dark", "dark"), ("As the device", "")],
            "dir": [("Left to right", ""), ("Right to left", "rtl")],
            "text": [("Normal text", ""), ("Large", "large"), ("Largest", "largest")],
            "room": [("Practice", ""), ("State", "state"), ("Network", "network")],
        }
        return [
            [self._toggle(key, label, value) for label, value in values] for key, values in choices.items()
        ]

    def _toggle(self, key: str, label: str, value: str) -> Toggle:
        query = QueryDict(mutable=True)
        query.update({name: str(text) for name, text in self.dress.items() if name != key})
        if value:
            query[key] = value
        return Toggle(label, f"?{query.urlencode()}", self.dress.get(key, "") == value)


def _line(key: str, label: str, icon: str, url: str, path: str, count: int | None, jump: str) -> Line:
    return Line(key, label, label, icon, url, jump, count, url == path)

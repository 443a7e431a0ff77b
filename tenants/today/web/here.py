"""Where on Today a person is: whose work, which kind, which panel. It all stands in the address, without names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from tenants.worklist.rules import Kind


@dataclass(frozen=True, slots=True)
class Here:
    """The filters of the page; `url()` is the address that shows the same list again."""

    whole_team: bool = False
    kind: str = ""
    open_id: uuid.UUID | None = None

    def url(self) -> str:
        """The address of this list."""
        return self.after(reverse("today"))

    def after(self, address: str) -> str:
        """Another address that comes back to this list."""
        query = {
            "who": "team" if self.whole_team else "",
            "kind": self.kind,
            "open": str(self.open_id) if self.open_id else "",
        }
        kept = {name: value for name, value in query.items() if value}
        return address + (f"?{urlencode(kept)}" if kept else "")

    def at(self, *, whole_team: bool | None = None, kind: str | None = None) -> "Here":
        """The same place with another filter and no open panel."""
        return Here(
            self.whole_team if whole_team is None else whole_team, self.kind if kind is None else kind, None
        )

    def opening(self, item_id: uuid.UUID | None) -> "Here":
        """The same list with the panel of an item open."""
        return replace(self, open_id=item_id)


def read(values: Mapping[str, str]) -> Here:
    """Read the place from an address or from a form's hidden fields; nonsense is left out."""
    kind = values.get("kind", "")
    return Here(
        whole_team=values.get("who") == "team",
        kind=kind if kind in Kind else "",
        open_id=_uuid(values.get("open", "")),
    )


def item_named(values: Mapping[str, str], name: str) -> uuid.UUID | None:
    """The id under this name, if there is a readable one."""
    return _uuid(values.get(name, ""))


def child_url(child_id: uuid.UUID) -> str:
    """The child's page."""
    try:
        return reverse("child", args=[child_id])
    except NoReverseMatch:
        return ""


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

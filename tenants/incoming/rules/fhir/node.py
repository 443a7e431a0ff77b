"""A JSON object of a FHIR file that knows where it stands: every value is checked for its form when it is read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Never

from nestwork.uploads.faults import BrokenFileError, Fault

TEXT = 4_000  # letters of a value that is read at all; longer ones are cut


@dataclass(frozen=True, slots=True)
class Node:
    """One object. `path` names it in the file ("Bundle.entry[3].resource"), `line` in a file of lines."""

    data: dict[str, Any]
    path: str
    line: int = 0

    def refuse(self, fault: Fault, name: str = "") -> Never:
        """Refuse the file for this value."""
        raise BrokenFileError(fault, self.line, self.at(name))

    def at(self, name: str) -> str:
        """The path of a value of this object."""
        return f"{self.path}.{name}" if name else self.path

    @property
    def place(self) -> str:
        """Where it stands, for a report."""
        return f"line {self.line}" if self.line else self.path

    def text(self, name: str) -> str:
        """A text without control letters and double spaces; empty when there is none."""
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(Fault.WRONG_TYPE, name)
        return clean(value)

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        found = [value for value in self._list(name) if value is not None]
        if not all(isinstance(value, str) for value in found):
            self.refuse(Fault.WRONG_TYPE, name)
        return [text for value in found if (text := clean(value))]

    def code(self, name: str, allowed: Collection[str], *, needed: bool = False) -> str:
        """A code of a closed list; a file with another one is refused."""
        value = self.text(name)
        if not value and needed:
            self.refuse(Fault.MISSING_VALUE, name)
        if value and value not in allowed:
            self.refuse(Fault.UNKNOWN_CODE, name)
        return value

    def flag(self, name: str) -> bool | None:
        """Yes, no or not said."""
        value = self.data.get(name)
        if value is not None and not isinstance(value, bool):
            self.refuse(Fault.WRONG_TYPE, name)
        return value

    def number(self, name: str) -> Decimal | None:
        """A number, exactly as written."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(Fault.WRONG_TYPE, name)
        return Decimal(value)

    def node(self, name: str) -> "Node | None":
        """An object."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(Fault.WRONG_TYPE, name)
        return Node(value, self.at(name), self.line)

    def nodes(self, name: str) -> "list[Node]":
        """A list of objects."""
        return list(self._nodes(name))

    def first(self, name: str) -> "Node | None":
        """The first of a list of objects."""
        return next(self._nodes(name), None)

    def _nodes(self, name: str) -> "Iterator[Node]":
        for at, value in enumerate(self._list(name)):
            if not isinstance(value, dict):
                self.refuse(Fault.WRONG_TYPE, f"{name}[{at}]")
            yield Node(value, f"{self.at(name)}[{at}]", self.line)

    def _list(self, name: str) -> list[Any]:
        value = self.data.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(Fault.WRONG_TYPE, name)
        return value


def clean(text: str) -> str:
    """One line without letters that no page can show and no database keeps."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text[:TEXT])
    return " ".join(text[:TEXT].split())

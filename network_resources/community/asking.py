"""For whom a practice searches: a small hook, because the directory knows nothing of children.

A room of the practice says who is asked for (age, language, ZIP code) inside the practice; nothing of it is stored or
leaves in an address. See `register`.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from nestwork.access.readers import Reader


@dataclass(frozen=True, slots=True)
class Asker:
    """A child as far as a search needs one. `age_months` are completed months; language and ZIP code may be empty."""

    child_id: uuid.UUID
    name: str  # how the child is called, for a button: "Refer Amara"
    line: str  # one line for the head of the page: "Amara Baptiste, 4 y"
    age_months: int | None
    language: str = ""
    zip_code: str = ""


type AskFor = Callable[[Reader, uuid.UUID], Asker | None]
_asked: dict[str, AskFor] = {}


def register(ask: AskFor) -> None:
    """Name who tells about a child; None for one the reader may not open. A second call replaces the first."""
    _asked["practice"] = ask


def asker(reader: Reader, child_id: uuid.UUID) -> Asker | None:
    """The child, or None when the reader may not open the record or no room tells about children."""
    ask = _asked.get("practice")
    return ask(reader, child_id) if ask else None

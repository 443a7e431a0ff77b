"""The filters of the registry list: what may stand in an address or a saved view. Plain Python, never a name."""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

LEVEL_CHOICES = ("0", "1", "2", "3", "4", "none", "proposed", "unscored")
LAST_CONTACT_CHOICES = ("30", "90", "180", "365", "never")  # days without a talk
NEXT_CONTACT_CHOICES = ("late", "today", "week", "month", "none")
AGE_CHOICES = {"0-4": (0, 4), "5-11": (5, 11), "12-17": (12, 17), "18-26": (18, 26)}
ROSTER_CHOICES = ("on", "left")
SORT_CHOICES = ("next", "name", "level", "last", "young", "old")
NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty text means no narrowing."""

    level: str = ""
    clinician: str = ""
    coordinator: str = ""
    language: str = ""
    condition: str = ""
    last_contact: str = ""
    next_contact: str = ""
    age: str = ""
    roster: str = ""
    sort: str = "next"

    def as_query(self) -> dict[str, str]:
        """What stands in the address: the filters that narrow, and a sort that is not the usual one."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in kept.items() if value and (name, value) != ("sort", "next")}

    @property
    def narrows(self) -> bool:
        """Whether anything but the order is chosen."""
        return any(name != "sort" for name in self.as_query())


def read(values: Mapping[str, object]) -> Filters:
    """Read filters from an address, a form or a saved view; what is no filter or makes no sense is left out."""
    checks: dict[str, Callable[[str], object]] = {
        "level": lambda text: text in LEVEL_CHOICES,
        "clinician": lambda text: _is_uuid(text) or text == NOBODY,
        "coordinator": lambda text: _is_uuid(text) or text == NOBODY,
        "language": lambda text: re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", text),
        "condition": lambda text: re.fullmatch(r"[A-Z][0-9A-Z.]{0,7}", text),
        "last_contact": lambda text: text in LAST_CONTACT_CHOICES,
        "next_contact": lambda text: text in NEXT_CONTACT_CHOICES,
        "age": lambda text: text in AGE_CHOICES,
        "roster": lambda text: text in ROSTER_CHOICES,
        "sort": lambda text: text in SORT_CHOICES,
    }
    found = {}
    for name, makes_sense in checks.items():
        text = str(values.get(name, "") or "").strip()
        text = text.upper() if name == "condition" else text
        if text and makes_sense(text):
            found[name] = text
    return Filters(**found)


def only_allowed(values: Mapping[str, object]) -> dict[str, str]:
    """The filters a saved view keeps; anything else is dropped."""
    return read(values).as_query()


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True

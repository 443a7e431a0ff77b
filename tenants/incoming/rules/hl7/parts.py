"""Fields of a message by number, whatever they are made of: repetitions of components, as plain text."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import hl7

from tenants.incoming.rules.hl7.splitting import RawMessage
from tenants.incoming.rules.shapes import Precision
from tenants.roster.rules.values.text import clean

NULL = '""'  # "the value was deleted"
_DATE = re.compile(r"(\d{4})(\d{2})?(\d{2})?")


class UnreadableMessageError(Exception):
    """The message cannot be read; says at which segment and field."""

    def __init__(self, field: str, segment: int = 0) -> None:
        super().__init__(field)
        self.field = field
        self.segment = segment


class Part:
    """One repetition of a field: `part[1]` is its first component, as HL7 counts."""

    def __init__(self, components: list[str]) -> None:
        self._components = components

    def __getitem__(self, at: int) -> str:
        return self._components[at - 1] if 0 < at <= len(self._components) else ""

    def __bool__(self) -> bool:
        return any(self._components)


@dataclass(slots=True)
class Segment:
    """One segment with its place in the message."""

    name: str
    at: int
    raw: Any
    message: Any

    def parts(self, field: int) -> list[Part]:
        """The repetitions of a field, empty ones left out."""
        try:
            found = self.raw[field]
        except IndexError:
            return []
        parts = [Part([self._text(one) for one in _components(repetition)]) for repetition in found]
        return [part for part in parts if part]

    def part(self, field: int) -> Part:
        """The first repetition, or an empty one."""
        return next(iter(self.parts(field)), Part([]))

    def text(self, field: int) -> str:
        """The first component of the first repetition."""
        return self.part(field)[1]

    def _text(self, component: Any) -> str:
        told = component if isinstance(component, str) else str(component[0] if component else "")
        if told == NULL:
            return ""
        # an escape nobody can read stays as it was written
        with suppress(ValueError, IndexError, KeyError, TypeError):
            told = self.message.unescape(told)
        return clean(told)


def _components(repetition: Any) -> list[Any]:
    return [repetition] if isinstance(repetition, str) else list(repetition)


def split(raw: RawMessage) -> list[Segment]:
    """The message's segments; raises UnreadableMessageError where even the header says nothing usable."""
    try:
        message = hl7.parse(raw.text)
    except (hl7.HL7Exception, IndexError, ValueError, KeyError, TypeError, AssertionError):
        raise UnreadableMessageError("MSH-2") from None
    return [Segment(str(one[0]), at, one, message) for at, one in enumerate(message)]


def named(segments: list[Segment], name: str) -> Iterator[Segment]:
    """Segments of one name."""
    return (one for one in segments if one.name == name)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as ISO text with how exactly it was told; empty when it was not, or cannot be."""

    on: str
    precision: str = Precision.DAY

    def __bool__(self) -> bool:
        return bool(self.on)


def day(text: str) -> Day:
    """The first eight digits; a month or a year stands under its first day. Time and zone are left away."""
    found = _DATE.match(text)
    if not found:
        return Day("")
    year, month, of_month = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        told = date(year, month, of_month)
    except ValueError:
        return Day("")
    precision = Precision.DAY if found[3] else Precision.MONTH if found[2] else Precision.YEAR
    return Day(told.isoformat(), precision)

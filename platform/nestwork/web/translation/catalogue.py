"""The Spanish catalogue on disk: read, brought up to date, judged, written the same way every time."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from nestwork.web.translation.collect import ROOT

PO = ROOT / "platform" / "nestwork" / "locale" / "es" / "LC_MESSAGES" / "django.po"
# A real date would change the file at each run; version control knows when it changed.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADER = (
    "# Spanish of Nestwork. Brought up to date by `make messages`; translations are written here by hand."
)


@dataclass(slots=True)
class State:
    """What is wrong with a catalogue; empty lists mean nothing."""

    untranslated: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # in the code, not in the catalogue
    unused: list[str] = field(default_factory=list)  # in the catalogue, not in the code
    broken: list[str] = field(default_factory=list)  # a placeholder lost or invented
    is_compiled: bool = True

    @property
    def is_good(self) -> bool:
        """Whether every sentence is there, in Spanish, whole and compiled."""
        return self.is_compiled and not (self.untranslated or self.missing or self.unused or self.broken)


def read(po: Path = PO) -> Catalog:
    """The catalogue, or an empty one where no file is yet."""
    if not po.exists():
        return Catalog(locale="es", charset="utf-8", fuzzy=False)
    with po.open("rb") as file:
        return read_po(file, locale="es")


def brought_up_to_date(kept: Catalog, found: Catalog) -> Catalog:
    """The found messages with the kept translations; what the code no longer says is dropped."""
    fresh = Catalog(locale="es", charset="utf-8", fuzzy=False, header_comment=HEADER)
    fresh.project, fresh.version = "Nestwork", "1"
    fresh.creation_date = fresh.revision_date = NO_DATE
    for message in sorted((message for message in found if message.id), key=_sorting):
        old = kept.get(message.id, context=message.context)
        text = old.string if old is not None and _same_shape(old.id, message.id) else None
        fresh.add(message.id, text, locations=sorted(set(message.locations)), context=message.context)
    return fresh


def write(catalogue: Catalog, po: Path = PO) -> None:
    """The .po for people and the .mo for Django, beside each other."""
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False, ignore_obsolete=True)
    po.with_suffix(".mo").write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    """The bytes Django reads."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def judge(found: Catalog, po: Path = PO) -> State:
    """Compare the code with the catalogue on disk, and the catalogue with its compiled file."""
    kept = read(po)
    in_code = {(_first(message.id), message.context) for message in found if message.id}
    in_file = {(_first(message.id), message.context): message for message in kept if message.id}
    mo = po.with_suffix(".mo")
    return State(
        untranslated=sorted(text for (text, _c), message in in_file.items() if not _has_text(message.string)),
        missing=sorted(text for text, _context in in_code - set(in_file)),
        unused=sorted(text for text, _context in set(in_file) - in_code),
        broken=sorted(
            _first(message.id) for message in in_file.values() if _is_broken(message.id, message.string)
        ),
        is_compiled=mo.exists() and mo.read_bytes() == compiled(kept),
    )


def _is_broken(original: Any, translated: Any) -> bool:
    """Whether a placeholder was lost or invented. The singular may say "one" instead of its number."""
    if not _has_text(translated):
        return False
    if isinstance(original, str):
        return _placeholders(original) != _placeholders(translated)
    invented = any(_placeholders(text) - _placeholders(original[-1]) for text in translated)
    return invented or _placeholders(original[-1]) != _placeholders(translated[-1])


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _sorting(message: Any) -> tuple[str, str, str]:
    return (min(place for place, _line in message.locations), _first(message.id), message.context or "")


def _first(message: Any) -> str:
    return str(message if isinstance(message, str) else message[0])


def _same_shape(old: Any, new: Any) -> bool:
    return isinstance(old, str) == isinstance(new, str)


def _has_text(text: Any) -> bool:
    return bool(text) if isinstance(text, str) else bool(text) and all(text)

"""Finds translatable text in Python and in templates."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[4]
FLOORS = ("platform", "tenants", "network_resources", "reporting")
SKIPPED = frozenset({"migrations", "tests", "styleguide", "__pycache__"})

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Every Python file and template of the floors, in a fixed order."""
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*")):
            readable = path.suffix == ".py" or (
                path.suffix in {".html", ".txt"} and "templates" in path.parts
            )
            if readable and not SKIPPED & set(path.parts):
                yield path


def messages_of(path: Path) -> Iterator[tuple[Any, str | None]]:
    """The messages of one file: (id or (one, many), context)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns everything but the messages into X; stripped of its indentation it reads as Python.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
        yield message, context


def collect(root: Path = ROOT) -> Catalog:
    """A template catalogue of everything found; places are files without line numbers, so it changes only with words."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in sources(root):
        place = path.relative_to(root).as_posix()
        for message, context in messages_of(path):
            if message and message != ("", ""):
                found.add(message, locations=[(place, 1)], context=context)
    return found

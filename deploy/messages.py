"""Collect every translatable text of pages and code into the Spanish catalogue, and compile it. No system tool is needed.

`python deploy/messages.py` updates `locale/es/LC_MESSAGES/django.po` and its compiled `.mo`; texts that are gone leave
the catalogue. `--check` changes nothing and fails when a text is missing there, untranslated or not compiled.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

CLONE = Path(__file__).resolve().parent.parent
FLOORS = ("platform", "tenants", "network_resources", "reporting")
LOCALE = CLONE / "platform" / "nestwork" / "locale" / "es" / "LC_MESSAGES"
ONE, TWO, IN_CONTEXT = None, (1, 2), ((1, "c"), 2)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), TWO),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PREFIXED = re.compile(
    r"([(,]\s*)u(?=['\"])"
)  # templatize writes u'text', which the reader of calls does not know


def sources() -> Iterator[tuple[Path, str, str]]:
    """Yield each file with the kind of reader and the text to read."""
    for floor in FLOORS:
        for path in sorted((CLONE / floor).rglob("*.py")):
            yield path, "python", path.read_text()
        for path in sorted((CLONE / floor).rglob("*.html")):
            yield path, "javascript", PREFIXED.sub(r"\1", templatize(path.read_text(), origin=str(path)))


def collected() -> Catalog:
    """Read all sources into a catalogue without translations."""
    catalog = Catalog(locale="es", project="Nestwork", charset="utf-8", fuzzy=False)
    for path, kind, text in sources():
        place = path.relative_to(CLONE).as_posix()
        found = extract(kind, io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=("Translators:",))
        for _line, message, comments, context in found:
            catalog.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    return catalog


def merged(known: Path) -> Catalog:
    """Return the collected texts with the translations that are known."""
    template = collected()
    if not known.exists():
        return template
    with known.open("rb") as file:
        catalog = read_po(file, locale="es", charset="utf-8")
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as text that stays the same while its texts do: sorted, without dates."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def as_mo(po: bytes) -> bytes:
    """Compile a catalogue's text."""
    out = io.BytesIO()
    catalog = read_po(io.BytesIO(po), locale="es", charset="utf-8")
    catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)  # same words, same bytes
    write_mo(out, catalog)
    return out.getvalue()


def faults(po: bytes) -> list[str]:
    """Return what keeps the committed catalogue from being complete."""
    written = (LOCALE / "django.po").read_bytes() if (LOCALE / "django.po").exists() else b""
    compiled = (LOCALE / "django.mo").read_bytes() if (LOCALE / "django.mo").exists() else b""
    said = (
        [] if written == po else ["The catalogue does not hold the texts of the code: run `make messages`."]
    )
    if compiled != as_mo(written or b'msgid ""\nmsgstr ""\n'):
        said.append("The compiled catalogue is not that of django.po: run `make messages`.")
    catalog = read_po(io.BytesIO(po), locale="es", charset="utf-8")
    empty = [
        m.id if isinstance(m.id, str) else m.id[0] for m in catalog if m.id and not all(_strings(m.string))
    ]
    return [*said, *(f"Not translated into Spanish: {text!r}" for text in empty)]


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string


def main() -> int:
    """Update or check the catalogue."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail when anything is missing")
    wished = parser.parse_args()
    po = as_po(merged(LOCALE / "django.po"))
    if not wished.check:
        LOCALE.mkdir(parents=True, exist_ok=True)
        (LOCALE / "django.po").write_bytes(po)
        (LOCALE / "django.mo").write_bytes(as_mo(po))
    said = faults(po)
    for sentence in said:
        sys.stdout.write(f"{sentence}\n")
    sys.stdout.write(f"{po.count(b'msgid') - 1} texts, {len(said)} faults.\n")
    return 1 if said and wished.check else 0


if __name__ == "__main__":
    sys.exit(main())

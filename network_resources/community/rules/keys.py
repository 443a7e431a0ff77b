"""Names of rows: digests of what was written, stable ids for what has none."""

import hashlib
import json
import uuid
from collections.abc import Mapping

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://nestwork.example/directory")
KEY_LENGTH = 240


def storable(text: str) -> str:
    """The text without letters that no database keeps: NUL and halves of a pair."""
    if "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return "".join(
        "\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text
    )


def source_key(text: str) -> str:
    """A source's id as it is kept: a UUID in small letters, anything else as written, a very long one shortened."""
    plain = text.strip()
    found = as_uuid(plain)
    if found is not None:
        return str(found)
    if len(plain) <= KEY_LENGTH:
        return plain
    return plain[:100] + "…" + hashlib.sha256(plain.encode()).hexdigest()


def as_uuid(text: str) -> uuid.UUID | None:
    """The UUID that the text is, if it is one."""
    if len(text) not in (32, 36, 38):
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def made_id(source: str, table: str, key: str) -> uuid.UUID:
    """The same id each time for a source's row that has no UUID of its own."""
    return uuid.uuid5(_SPACE, "\x1f".join((source, table, key)))


def digest(written: Mapping[str, str]) -> str:
    """What names a row as written; fields the source leaves empty do not count."""
    told = {name: text for name, text in written.items() if text.strip()}
    line = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()

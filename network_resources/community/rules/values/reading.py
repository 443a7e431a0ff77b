"""A text to the value of a kind."""

from collections.abc import Callable
from typing import Any

from network_resources.community.rules import hsds
from network_resources.community.rules.problems import Reason, RefusedError
from network_resources.community.rules.values import measures, reach, words

_NAME_LENGTH = 500
_TEXT_LENGTH = 20_000
# Letters that turn the order of others around: a name could show as another one. No listing needs them.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def _text(text: str) -> str:
    if len(text) > _TEXT_LENGTH:
        raise RefusedError(Reason.TOO_LONG)
    return text


def _name(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) > _NAME_LENGTH:
        raise RefusedError(Reason.TOO_LONG)
    return plain


_READERS: dict[str, Callable[[str], Any]] = {
    "text": _text,
    "name": _name,
    "url": reach.url,
    "uri": reach.uri,
    "email": reach.email,
    "phone": reach.phone,
    "extension": reach.extension,
    "postal": reach.postal,
    "number": measures.number,
    "whole": measures.whole,
    "age": measures.age,
    "year": measures.year,
    "date": measures.day,
    "moment": measures.moment,
    "time": measures.clock,
    "latitude": lambda text: measures.degrees(text, 90),
    "longitude": lambda text: measures.degrees(text, 180),
    "status": words.status,
    "location_type": lambda text: words.one_of(text, hsds.LOCATION_TYPES),
    "address_type": lambda text: words.one_of(text, hsds.ADDRESS_TYPES),
    "weekday": lambda text: words.one_of(text, hsds.WEEKDAYS, upper=True),
    "frequency": lambda text: words.one_of(text, hsds.FREQUENCIES, upper=True),
    "yes_no": words.yes_no,
    "language_code": words.language_code,
    "currency": words.currency,
    "table": words.table,
}
_KEEPS_NOTHING_WORDS = frozenset({"text", "name"})


def read(kind: str, text: str) -> Any:
    """The value, or None for an empty text or a word that means nothing. Raises RefusedError."""
    plain = text.translate(_TURNING).strip()
    if not plain or (kind not in _KEEPS_NOTHING_WORDS and plain.lower() in words.NOTHING):
        return None
    return _READERS[kind](plain)

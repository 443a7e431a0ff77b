"""Numbers that never enter: Social Security, driving licence, passport. Found by column heading and by shape."""

import re
import unicodedata
from enum import StrEnum


class Identifier(StrEnum):
    """A kind of number that is dropped and reported."""

    SSN = "ssn"
    LICENCE = "licence"
    PASSPORT = "passport"


REMOVED = "[removed]"

# Headings after `plain_words`: words anywhere in them, and headings that are nothing else.
_HEADINGS: tuple[tuple[Identifier, re.Pattern[str]], ...] = (
    (
        Identifier.SSN,
        re.compile(
            r"\b(ssn|ssns|itin|nss|soc sec|social sec|social security|seguro social|tax id|taxpayer id)\b"
            r"|^(ss|soc|social|ss no|ss number|social no|social number)$"
        ),
    ),
    (
        Identifier.LICENCE,
        re.compile(
            r"\b(driver|drivers|driver s|driving|dl|state) (licen[cs]e|lic|id|no|number)\b|^(drivers?|dl|licen[cs]e)$"
            r"|\blicencia( de)? conducir\b|^licencia$"
        ),
    ),
    (Identifier.PASSPORT, re.compile(r"\b(passport|pasaporte)\b")),
)

# 3-2-4 digits with any common separator, not inside a longer number. Nine digits in a row only after a telling word.
_SEPARATOR = r"[-\u2010-\u2015. /\u00a0]"
_SSN = re.compile(rf"(?<!\d)\d{{3}}\s?{_SEPARATOR}\s?\d{{2}}\s?{_SEPARATOR}\s?\d{{4}}(?!\d)")
_SSN_SAID = re.compile(
    r"\b(?:ssn|ss\s?#|soc(?:ial)?\.?\s?sec(?:urity)?|seguro\s+social|itin)[^\d\n]{0,20}(\d[\d\s.-]{7,12}\d)",
    re.IGNORECASE,
)
_PASSPORT_SAID = re.compile(
    r"\b(?:passport|pasaporte)\b[^\dA-Z\n]{0,12}([A-Z]{0,2}\d{6,9}[A-Z]?)\b", re.IGNORECASE
)
_LICENCE_SAID = re.compile(
    r"\b(?:driver'?s?|driving|dl)\s*(?:licen[cs]e)?\s*(?:no\.?|number|#|:)*\s*([A-Z]{0,2}\d{6,12})\b",
    re.IGNORECASE,
)
_NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")


def plain_words(text: str) -> str:
    """Lower case words without accents, split where a heading changes from letter case to letter case."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def named_by_heading(heading: str) -> Identifier | None:
    """The identifier a column holds by its heading, if any."""
    words = plain_words(heading)
    for kind, pattern in _HEADINGS:
        if pattern.search(words):
            return kind
    return None


def without_identifiers(text: str) -> tuple[str, list[Identifier]]:
    """The text with such numbers taken out, and the kinds that were in it."""
    found: list[Identifier] = []
    if len(text) < 7 or not any(letter.isdigit() for letter in text):
        return text, found
    for kind, pattern in (
        (Identifier.SSN, _SSN_SAID),
        (Identifier.PASSPORT, _PASSPORT_SAID),
        (Identifier.LICENCE, _LICENCE_SAID),
        (Identifier.SSN, _SSN),
    ):
        text, times = pattern.subn(REMOVED, text)
        found += [kind] * times
    return text, found


def without_nine_digits(text: str) -> tuple[str, int]:
    """The text of a field of words with bare nine-digit numbers taken out, and how many there were."""
    return _NINE_DIGITS.subn(REMOVED, text)

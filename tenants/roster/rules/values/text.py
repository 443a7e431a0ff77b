"""Names, addresses and numbers that stay text."""

import re
import unicodedata

from tenants.roster.rules.problems import Reason
from tenants.roster.rules.values.refusal import ValueRefusedError

NAME_LENGTH = 80
TEXT_LENGTH = 200
KEY_LENGTH = 64
_ZIP = re.compile(r"(\d{5})(?:[- ]?\d{4})?")
_EATEN = re.compile(r"\d+(?:\.\d+)?[eE][+]?\d+")
_ERROR_CELLS = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


def clean(text: str) -> str:
    """One line, composed letters, single spaces, no control or invisible marks; "Jos\u00e9" in one form."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_name(text: str) -> str:
    """A name as it was written, with at least one letter; credentials and case are left alone."""
    if len(text) > NAME_LENGTH:
        raise ValueRefusedError(Reason.TOO_LONG, str(NAME_LENGTH))
    if not any(letter.isalpha() for letter in text):
        raise ValueRefusedError(Reason.NO_LETTERS)
    return text


def read_optional_name(text: str) -> str:
    """A middle name or initial."""
    return read_name(text)


def read_text(text: str) -> str:
    """Any short text."""
    if len(text) > TEXT_LENGTH:
        raise ValueRefusedError(Reason.TOO_LONG, str(TEXT_LENGTH))
    if _ERROR_CELLS.fullmatch(text):
        raise ValueRefusedError(Reason.SPOILED_BY_SHEET)
    return text


def read_key(text: str) -> str:
    """An id or record number; one that a spreadsheet turned into 8.88E+09 is refused, its digits are gone."""
    if len(text) > KEY_LENGTH:
        raise ValueRefusedError(Reason.TOO_LONG, str(KEY_LENGTH))
    if _EATEN.fullmatch(text) or _ERROR_CELLS.fullmatch(text):
        raise ValueRefusedError(Reason.SPOILED_BY_SHEET)
    return text


def read_zip(text: str) -> str:
    """Five digits; ZIP+4 is cut to five; four digits are a ZIP whose leading zero a spreadsheet ate."""
    if text.isascii() and text.isdigit() and len(text) == 4:
        text = "0" + text
    found = _ZIP.fullmatch(text)
    if not found:
        raise ValueRefusedError(Reason.NOT_A_ZIP)
    return found[1]


def split_full_name(text: str) -> tuple[str, str, str]:
    """Given, middle and family name of "Family, Given Middle". Without a comma nothing is guessed."""
    family, comma, rest = text.partition(",")
    given, _, middle = rest.strip().partition(" ")
    if not comma or not family.strip() or not given:
        raise ValueRefusedError(Reason.NAME_NOT_SPLIT)
    return given, middle.strip(), family.strip()

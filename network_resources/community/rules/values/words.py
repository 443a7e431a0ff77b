"""Words of a closed list, yes and no, words that mean nothing, languages."""

import re

from network_resources.community.rules import hsds
from network_resources.community.rules.problems import Reason, RefusedError

NOTHING = frozenset({"n/a", "na", "none", "null", "nil", "-", "--", "unknown", "not applicable", "tbd"})
_YES = frozenset({"yes", "y", "true", "t", "1", "x"})
_NO = frozenset({"no", "n", "false", "f", "0"})
_STATUS = {"open": "active", "closed": "defunct", "temporarily_closed": "temporarily closed"}
_CODE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.IGNORECASE)
_CURRENCY = re.compile(r"^[a-z]{3}$", re.IGNORECASE)


def one_of(text: str, words: tuple[str, ...], upper: bool = False) -> str:
    """A word of the list, however it is cased. Raises RefusedError."""
    plain = " ".join(text.split())
    found = plain.upper() if upper else plain.lower()
    if found not in words:
        raise RefusedError(Reason.UNKNOWN_WORD)
    return found


def status(text: str) -> str:
    """A service's status. Raises RefusedError."""
    plain = text.strip().lower()
    return one_of(_STATUS.get(plain, plain), hsds.STATUSES)


def yes_no(text: str) -> bool:
    """Yes or no. Raises RefusedError."""
    plain = text.strip().lower()
    if plain not in _YES | _NO:
        raise RefusedError(Reason.NO_YES_NO)
    return plain in _YES


def language_code(text: str) -> str:
    """A language by its ISO 639 code. Raises RefusedError."""
    if not _CODE.match(text):
        raise RefusedError(Reason.UNKNOWN_WORD)
    return text.lower()


def currency(text: str) -> str:
    """A currency by its three letters. Raises RefusedError."""
    if not _CURRENCY.match(text):
        raise RefusedError(Reason.UNKNOWN_WORD)
    return text.upper()


def table(text: str) -> str:
    """A table of the standard. Raises RefusedError."""
    found = hsds.table_of(text)
    if found not in hsds.TABLES:
        raise RefusedError(Reason.UNKNOWN_WORD)
    return found

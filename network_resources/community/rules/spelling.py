"""Typed words made plain, and mistyped ones compared. Case and accents never matter."""

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 8  # of one search; the rest of a pasted page is not looked at
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """The words of a text in lower case without accents or signs, one space between them."""
    bare = unicodedata.normalize(
        "NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("'", "")
    )
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _NOT_WORDS.sub(" ", letters.lower()).strip()


def words_of(text: str) -> list[str]:
    """The first words of what somebody typed."""
    return plain(text[:400]).split()[:MOST_WORDS]


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may hold: none in short ones, where each letter makes another word."""
    if len(word) < 4 or word.isdigit():
        return 0
    return 1 if len(word) < 6 else 2


def slips_between(typed: str, meant: str) -> int:
    """Letters added, left out, changed or swapped with the next one between two words (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(meant, start=1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest(typed: str, known: Iterable[str]) -> list[str]:
    """The known words this one may have been meant to be, nearest first; those that need most slips are left out."""
    allowed = slips_allowed(typed)
    near = (word for word in known if abs(len(word) - len(typed)) <= allowed)
    found = sorted((slips_between(typed, word), word) for word in near)
    fewest = min((slips for slips, _word in found), default=0)
    return [word for slips, word in found if slips <= allowed and slips == fewest]

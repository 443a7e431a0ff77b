"""Names made comparable: accents, case and order do not count; how alike two words are."""

import unicodedata
from functools import lru_cache

# What hospitals write before a newborn has a name; it says nothing about who the child is.
_NO_NAME_YET = frozenset(
    {"baby", "babygirl", "babyboy", "bb", "bg", "girl", "boy", "newborn", "nb", "infant", "unknown"}
)
# Letters without an accent to take away.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d"}
)


@lru_cache(maxsize=65_536)
def name_words(text: str) -> tuple[str, ...]:
    """Lower-case words of letters without accents: "O'Brien-Peña" is ("obrien", "pena")."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("'", "").replace("\u2019", "").replace("`", "")
    return tuple("".join(letter if letter.isalnum() else " " for letter in plain).split())


def given_words(text: str) -> tuple[str, ...]:
    """The words of a given name; none for "Baby girl"."""
    return tuple(word for word in name_words(text) if word not in _NO_NAME_YET)


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> float:
    """Jaro-Winkler likeness of two words, 0 to 1: counts letters in common near their place, start counts more."""
    if one == other:
        return 1.0
    jaro = _jaro(one, other)
    start = 0
    for left, right in zip(one[:4], other[:4], strict=False):
        if left != right:
            break
        start += 1
    return jaro + start * 0.1 * (1 - jaro)


def _jaro(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    reach = max(len(one), len(other)) // 2 - 1
    taken = [False] * len(other)
    first: list[str] = []
    for at, letter in enumerate(one):
        for there in range(max(0, at - reach), min(len(other), at + reach + 1)):
            if not taken[there] and other[there] == letter:
                taken[there] = True
                first.append(letter)
                break
    if not first:
        return 0.0
    second = [letter for letter, used in zip(other, taken, strict=True) if used]
    swapped = sum(left != right for left, right in zip(first, second, strict=True)) / 2
    common = len(first)
    return (common / len(one) + common / len(other) + (common - swapped) / common) / 3


def words_alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two names of several words are, whatever their order; 1 when the shorter is part of the longer."""
    if not one or not other:
        return 0.0
    if {word for word in one if word.isdigit()} != {word for word in other if word.isdigit()}:
        return 0.0  # a number is another number, however alike its digits
    short, long = sorted((one, other), key=len)
    left, alike = list(long), 0.0
    for word in short:
        best = max(left, key=lambda there: likeness(word, there))
        alike += likeness(word, best)
        left.remove(best)
    if len(one) == len(other):
        return alike / len(short)
    return max(alike / len(short), likeness("".join(one), "".join(other)))  # "Mac Gowan", "Macgowan"

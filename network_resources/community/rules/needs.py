"""What families look for, in a small vocabulary of our own with a crosswalk to other classifications.

The keys are the codes of our taxonomy's terms (`network_resources.community.services.vocabulary`). `words` are what
people type in English and Spanish, without accents and in lower case; a phrase counts as a whole. `terms` are names
and codes under which other HSDS taxonomies say the same: a service filed there is filed under our need too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from network_resources.community.rules.spelling import plain
from network_resources.community.rules.vocabulary import ROWS

TAXONOMY = "Nestwork needs"


@dataclass(frozen=True, slots=True)
class Need:
    """One need: its key, the group it is shown in, and how people and other directories call it."""

    key: str
    group: str
    name: str  # English, for the taxonomy's own row
    words: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A need recognised in typed words: which one, and which of the words said so (first, one after the last)."""

    need: str
    start: int
    end: int


NEEDS: tuple[Need, ...] = tuple(Need(*row) for row in ROWS)
BY_KEY = {need.key: need for need in NEEDS}
GROUPS = tuple(dict.fromkeys(need.group for need in NEEDS))


def is_need(key: str) -> bool:
    """Whether the key is one of ours."""
    return key in BY_KEY


def of_term(*, name: str, code: str = "") -> set[str]:
    """The needs a term of any taxonomy stands for: by our own code, by crosswalk, or by its name as people say it."""
    said = plain(name)
    found = {code} & BY_KEY.keys()
    found |= _by_term().get(said, set()) | _by_term().get(plain(code), set())
    return found or of_name(name)


def of_name(text: str) -> set[str]:
    """The needs that the words of a name speak of."""
    return {found.need for found in recognise(plain(text).split())}


def recognise(words: list[str]) -> list[Found]:
    """The needs in these plain words, longest phrase first; no word is used twice."""
    phrases, taken = _phrases(), set[int]()
    found: list[Found] = []
    for length in range(min(_longest(), len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            place = range(start, start + length)
            keys = phrases.get(" ".join(words[start : start + length]))
            if keys and taken.isdisjoint(place):
                taken.update(place)
                found.extend(Found(key, start, start + length) for key in keys)
    return sorted(found, key=lambda one: one.start)


def single_words() -> frozenset[str]:
    """Every word of the vocabulary, for putting a mistyped one right."""
    return _single_words()


@cache
def _single_words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase.split() if len(word) > 2)


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """Each phrase with the needs it stands for; singular and plural alike."""
    found: dict[str, dict[str, None]] = {}
    for need in NEEDS:
        for phrase in _forms((plain(need.name), plain(need.key.replace("_", " ")), *need.words)):
            found.setdefault(phrase, {})[need.key] = None
    return {phrase: tuple(keys) for phrase, keys in found.items()}


def _forms(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield phrase
        if re.search(r"[^s]$", phrase):
            yield phrase + "s"


@cache
def _longest() -> int:
    return max(len(phrase.split()) for phrase in _phrases())


@cache
def _by_term() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for need in NEEDS:
        for term in need.terms:
            found.setdefault(plain(term), set()).add(need.key)
    return found

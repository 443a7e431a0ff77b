"""What somebody typed into the search box, taken apart: needs, words, and words put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from network_resources.community.rules import needs
from network_resources.community.rules.spelling import nearest

# Words that say nothing beside a need or another word, in English and Spanish.
_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "at",
        "by",
        "for",
        "from",
        "get",
        "help",
        "i",
        "in",
        "is",
        "me",
        "my",
        "near",
        "need",
        "needs",
        "of",
        "on",
        "or",
        "our",
        "please",
        "program",
        "programs",
        "service",
        "services",
        "some",
        "someone",
        "that",
        "the",
        "to",
        "we",
        "where",
        "who",
        "with",
        "algo",
        "ayuda",
        "busco",
        "cerca",
        "con",
        "de",
        "del",
        "el",
        "en",
        "la",
        "las",
        "los",
        "mi",
        "necesito",
        "para",
        "por",
        "programa",
        "que",
        "servicio",
        "servicios",
        "un",
        "una",
        "y",
    ]
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing a service must meet: any of these needs, or words of which each alternative will do."""

    needs: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]  # all of these; each any of its alternatives

    @property
    def said(self) -> str:
        """The words as they are shown in a reason."""
        return " ".join(alternatives[0] for alternatives in self.words)


@dataclass(frozen=True, slots=True)
class Understood:
    """A search box's text. `changed` are mistyped words with what was taken instead; `unknown` were left out."""

    clauses: tuple[Clause, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def understand(words: Sequence[str], *, listed: Mapping[str, Sequence[str]]) -> Understood:
    """Take typed words apart. `listed` names for each the words of listings that look like it, itself when known."""
    meant = {word: _meant(word, listed.get(word, ())) for word in words}
    unknown = tuple(word for word in words if not meant[word] and word not in _FILLERS)
    kept = [word for word in words if meant[word]]
    clauses = _clauses([meant[word][0] for word in kept], [tuple(meant[word]) for word in kept])
    changed = tuple((word, meant[word][0]) for word in kept if meant[word][0] != word)
    return Understood(tuple(clauses), changed, unknown)


def _meant(word: str, listed: Sequence[str]) -> list[str]:
    """The words this one may mean, the likeliest first: itself, a slip of the keyboard, the beginning of a longer one."""
    ours = needs.single_words()
    if word in listed or word in ours or word in _FILLERS:
        return [word]
    slips = nearest(word, {*listed, *ours})
    begun = sorted(other for other in {*listed, *ours} if len(word) > 2 and other.startswith(word))
    # a word of our own vocabulary is what families look for; it goes before a name that looks as similar
    found = sorted(slips, key=lambda other: (other not in ours, other)) or begun
    return found[:6]


def _clauses(words: list[str], alternatives: list[tuple[str, ...]]) -> list[Clause]:
    found: dict[tuple[int, int], list[str]] = {}
    for one in needs.recognise(words):
        found.setdefault((one.start, one.end), []).append(one.need)
    taken = {place for start, end in found for place in range(start, end)}
    clauses = [Clause(tuple(keys), tuple(alternatives[a:b])) for (a, b), keys in found.items()]
    rest = [at for at in range(len(words)) if at not in taken]
    telling = [at for at in rest if words[at] not in _FILLERS]
    clauses += [Clause((), (alternatives[at],)) for at in telling]
    return clauses

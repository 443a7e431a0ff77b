"""Words of a published standard: English always, other languages where somebody wrote them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

DEFAULT = "en"
LANGUAGES = ("en", "es")  # the languages a standard's text may be written in

_asks: list[Callable[[], str | None]] = []


def follow(ask: Callable[[], str | None]) -> None:
    """Name who tells the reader's language; the room does it once at start, so that the rules know no framework."""
    _asks[:] = [ask]


def active_language() -> str:
    """The reader's language without its region; English where nobody tells."""
    told = _asks[0]() if _asks else None
    return (told or DEFAULT).split("-")[0].lower()


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the languages it was written in."""

    en: str
    es: str = ""

    @classmethod
    def of(cls, content: Mapping[str, str] | None) -> "Text":
        """The text of a piece of content; None is an empty text."""
        given = content or {}
        return cls(en=given.get("en", "").strip(), es=given.get("es", "").strip())

    def said(self, language: str = "") -> str:
        """The text in the given language, else in the reader's; English where it was not written in that one."""
        wanted = language or active_language()
        return (self.es if wanted == "es" else "") or self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.es)

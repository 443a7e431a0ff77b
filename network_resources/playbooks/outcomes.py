"""What came of a version in the practice that uses it: a small hook, because standards know nothing of children."""

from collections.abc import Callable
from dataclasses import dataclass

from nestwork.access.readers import Reader
from network_resources.playbooks.models import PlaybookAdoption


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line below the version in use, with the page that says more. The practice's own numbers, for its own eyes."""

    words: str
    url: str


type TellOutcome = Callable[[Reader, PlaybookAdoption], Outcome | None]
_tellers: dict[str, TellOutcome] = {}


def register(kind: str, tell: TellOutcome) -> None:
    """Name who tells what came of a standard of this kind. A second call replaces the first."""
    _tellers[kind] = tell


def outcome_of(reader: Reader, adoption: PlaybookAdoption) -> Outcome | None:
    """What came of it as this reader may see it; None where nobody tells."""
    tell = _tellers.get(adoption.version.playbook.kind)
    return tell(reader, adoption) if tell else None

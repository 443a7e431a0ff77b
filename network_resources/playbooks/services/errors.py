"""Why an act on a standard was refused. In every case nothing was changed."""

from collections.abc import Iterable

from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.problems import ContentError, Problem


class StaleDraftError(Exception):
    """Somebody saved or moved the version first; `current` is how it stands now."""

    def __init__(self, current: PlaybookVersion) -> None:
        self.current = current
        super().__init__(f"revision {current.revision} stands now")


class WrongStateError(Exception):
    """The version's state does not allow the act; `state` is the one it is in."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


class AuthorPublishesError(Exception):
    """Somebody who wrote a part of the version wants to publish it: a second person does that."""


class KeyTakenError(Exception):
    """Another standard has this key, or this one has an open draft already."""


class NotNewerError(Exception):
    """The practice already uses or plans this version."""


class UnfinishedError(ContentError):
    """A version with problems cannot go to review."""


class GuardError(ContentError):
    """Text that may point at a child; the problems say where."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(problems)

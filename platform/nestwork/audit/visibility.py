"""What the audit page must ask about children. The room that keeps them answers; the foundation knows none."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from nestwork.access.readers import Reader


class ChildDirectory(Protocol):
    """The answers of the room of children, each for one reader. A blocked child is as if it were not there."""

    def ids_of(self, reader: Reader, child_id: UUID) -> Collection[UUID]:
        """The child and everything merged into it; empty for a blocked or unknown child."""
        ...

    def hidden(self, reader: Reader) -> Collection[UUID]:
        """Children that must not be found by this reader anywhere."""
        ...

    def names(self, reader: Reader, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of those of the children that the reader may see."""
        ...

    def find(self, reader: Reader, text: str) -> Sequence[tuple[UUID, str]]:
        """Children that fit the text, with their names."""
        ...


_directory: ChildDirectory | None = None


def register(directory: ChildDirectory) -> None:
    """Called once by the room of children when the program starts."""
    global _directory  # noqa: PLW0603 - one registration for the process, set while apps are loaded
    _directory = directory


def children() -> ChildDirectory:
    """The registered answers; raises RuntimeError without any, so that nothing is shown by mistake."""
    if _directory is None:
        raise RuntimeError("No room of children has registered with nestwork.audit.visibility.")
    return _directory

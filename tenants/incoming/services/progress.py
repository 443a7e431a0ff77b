"""What the work needs of whoever runs it: a job, a command, a test."""

from typing import Any, Protocol


class Progress(Protocol):
    """Shows how far it is, keeps the checkpoint, says whether to stop."""

    saved: dict[str, Any]

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show how far it is."""

    def checkpoint(self, saved: dict[str, Any], /) -> None:
        """Note where to take up again, in the transaction of the work."""

    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop."""


class HereAndNow:
    """Runs in the caller's own process, to its end."""

    def __init__(self) -> None:
        self.saved: dict[str, Any] = {}

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Nobody looks."""

    def checkpoint(self, saved: dict[str, Any], /) -> None:
        """Keep it."""
        self.saved = dict(saved)

    def is_cancelled(self) -> bool:
        """Nobody asks."""
        return False

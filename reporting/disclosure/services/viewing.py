"""The audit lines of whoever looks at a release."""

from nestwork.access.readers import Reader
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.services.steps import write_line


def note_view(*, by: Reader, release: FigureRelease, subject: str) -> None:
    """Somebody opened the table; `subject` says which page or address."""
    write_line(release, "view", by, subject)


def note_download(*, by: Reader, release: FigureRelease, subject: str) -> None:
    """Somebody took the table as a file."""
    write_line(release, "release.downloaded", by, subject)

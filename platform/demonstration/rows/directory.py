"""The resource directory: invented organizations around the Blackstone, sent by an invented help line as HSDS 3.0.

Names, streets and numbers are made up. The file also carries rows that a directory desk meets every week: an
organization that is not in the file, ages the wrong way round, latitude and longitude exchanged. They wait for the
steward.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.access.readers import Reader, person
from network_resources.community.models import DirectorySource
from network_resources.community.rules.states import UploadState
from network_resources.community.services import reading
from network_resources.community.services.uploads import new_upload, source_named
from network_resources.community.services.vocabulary import ensure_needs

SOURCE = "Two Rivers Help Line"
FILE = Path(__file__).resolve().parent / "directory.json"


class _AtOnce:
    """Stands in the place of a job: nobody looks at its progress, nobody cancels it."""

    def __init__(self) -> None:
        self.saved: dict[str, Any] = {}

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Nobody looks."""

    def checkpoint(self, saved: Mapping[str, Any]) -> None:
        """The whole step is one transaction."""
        self.saved = dict(saved)

    def is_cancelled(self) -> bool:
        """Nobody asks."""
        return False


def import_directory(today: date) -> None:
    """Take the file in through the importer that any directory comes through; once."""
    steward = _steward()
    if steward is not None:
        take_in(steward)


def take_in(steward: Reader) -> None:
    """Import the file as this person; nothing when it was imported before."""
    if DirectorySource.objects.filter(name=SOURCE).exists():
        return
    ensure_needs()
    upload = new_upload(
        by=steward,
        source=source_named(SOURCE),
        file_name=FILE.name,
        size=FILE.stat().st_size,
        is_whole=True,
    )
    work = _AtOnce()
    with FILE.open("rb") as file:
        reading.keep_rows(upload=upload, file=file, by=steward)
    reading.preview(upload=upload, by=steward, work=work)
    upload.state = UploadState.IMPORTING
    upload.save(update_fields=["state"])
    reading.import_upload(upload=upload, by=steward, work=work)


def _steward() -> Reader | None:
    """Whoever keeps the directory."""
    members = Membership.objects.filter(practice=None, role=Role.DIRECTORY_STEWARD, is_active=True)
    member = members.select_related("user").order_by("started_at").first()
    if member is None:
        return None
    return person(person_id=member.user.pk, name=str(member.user), role=Role.DIRECTORY_STEWARD)

"""History of the directory: one line for each field that took another value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nestwork.practices import clock
from network_resources.community.models import DirectoryChange, DirectorySource, DirectoryUpload
from network_resources.community.rules.states import Act


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes rows and from where. An import names its source and file, a steward nothing but themselves."""

    person_id: UUID | None
    name: str
    source: DirectorySource | None = None
    upload: DirectoryUpload | None = None

    def line(
        self, act: Act, table: str, row_id: UUID, field: str = "", old: Any = None, new: Any = None
    ) -> DirectoryChange:
        """One line, not yet written."""
        return DirectoryChange(
            table=table,
            row_id=row_id,
            act=act,
            field=field,
            old=old,
            new=new,
            at=clock.now(),
            by_id=self.person_id,
            by_name=self.name,
            source=self.source,
            upload=self.upload,
        )

    def lines(
        self, act: Act, table: str, row_id: UUID, changed: Mapping[str, tuple[Any, Any]]
    ) -> Iterable[DirectoryChange]:
        """One line for each field with its old and new value."""
        return [self.line(act, table, row_id, field, old, new) for field, (old, new) in changed.items()]


def write(lines: Iterable[DirectoryChange]) -> None:
    """Write the lines in the caller's transaction."""
    DirectoryChange.objects.bulk_create(lines, batch_size=1000)

"""Which rows of the directory the rows of a batch name, in one question a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from network_resources.community.models import (
    DirectoryQuarantine,
    DirectoryRecord,
    DirectorySource,
    DirectoryStaged,
    DirectoryUpload,
)
from network_resources.community.rules.keys import as_uuid, source_key
from network_resources.community.rules.states import RowState
from network_resources.community.services.importing.rows import MODELS

type Name = tuple[str, str]  # table, source key


class Names:
    """What the names of a batch stand for."""

    def __init__(
        self, source: DirectorySource, upload: DirectoryUpload | None, coming: Mapping[Name, UUID]
    ) -> None:
        self._source, self._upload, self._coming = source, upload, coming
        self._found: dict[Name, UUID] = {}
        self._waiting: set[Name] = set()
        self._staged: set[Name] = set()

    def look_up(self, names: Iterable[Name]) -> None:
        """Find all of them: the source's own rows first, then rows of the directory under that very id.

        A row that the source itself brings and that waits is waited for: another source may have a row of that id.
        """
        asked: dict[str, set[str]] = defaultdict(set)
        for table, text in names:
            asked[table].add(source_key(text))
        for table, keys in asked.items():
            self._own(table, keys)
            missing = {key for key in keys if (table, key) not in self._found}
            if missing:
                self._nowhere_yet(table, missing)
            missing -= {key for key in missing if self.waits((table, key))}
            if missing:
                self._any(table, missing)

    def row_id(self, name: Name) -> UUID | None:
        """The row that is named, or None."""
        return self._found.get((name[0], source_key(name[1])))

    def waits(self, name: Name) -> bool:
        """Whether the row that is named is known but not in the directory."""
        key = (name[0], source_key(name[1]))
        return key in self._waiting or key in self._staged

    def comes_later(self, name: Name) -> bool:
        """Whether the file that is being imported holds the row that is named."""
        return (name[0], source_key(name[1])) in self._staged

    def _own(self, table: str, keys: set[str]) -> None:
        records = DirectoryRecord.objects.filter(source=self._source, table=table, source_key__in=keys)
        for key, row_id in records.values_list("source_key", "row_id"):
            self._found[table, key] = row_id
        for key in keys:
            if (table, key) in self._coming:
                self._found[table, key] = self._coming[table, key]

    def _any(self, table: str, keys: set[str]) -> None:
        ids = {found: key for key in keys if (found := as_uuid(key)) is not None}
        for row_id in MODELS[table]._default_manager.filter(pk__in=ids).values_list("pk", flat=True):
            self._found[table, ids[row_id]] = row_id

    def _nowhere_yet(self, table: str, keys: set[str]) -> None:
        waiting = DirectoryQuarantine.objects.filter(
            source=self._source, table=table, source_key__in=keys, state=RowState.WAITING
        )
        self._waiting |= {(table, key) for key in waiting.values_list("source_key", flat=True)}
        if self._upload is not None:
            staged = DirectoryStaged.objects.filter(upload=self._upload, table=table, source_key__in=keys)
            self._staged |= {(table, key) for key in staged.values_list("source_key", flat=True)}

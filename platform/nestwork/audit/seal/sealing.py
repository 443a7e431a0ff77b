"""Seal what was committed since the last seal."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from psycopg import sql

from nestwork.audit.fields import SEAL_FORMAT
from nestwork.audit.seal.chains import Chain, all_chains
from nestwork.audit.seal.digests import FIRST, line_digest, seal_head
from nestwork.audit.seal.heads import Head, append, read
from nestwork.audit.seal.reading import Line, Seal, last_seal, unsealed

logger = logging.getLogger(__name__)

LINES_PER_SEAL = 5000


class Sealer:
    """One run of the sealer, or many: remembers which heads the file already has."""

    def __init__(self, key: bytes, heads_file: Path) -> None:
        self._key, self._file = key, heads_file
        self._written = {head.chain: head.number for head in read(heads_file)}

    def seal_all(self) -> dict[str, int]:
        """Seal the network and every practice, each on its own; returns how many lines by chain.

        A chain that fails is logged and tried again next time; the others are not held up by it.
        """
        sealed: dict[str, int] = {}
        for chain in all_chains():
            try:
                sealed[chain.key] = self.seal(chain)
            except DatabaseError as error:
                logger.warning("The audit lines of %s were not sealed: %s", chain.key, type(error).__name__)
        return sealed

    def seal(self, chain: Chain) -> int:
        """Seal every unsealed line of one chain, LINES_PER_SEAL a seal; returns how many lines."""
        total = 0
        while lines := self._seal_once(chain):
            total += lines
            if lines < LINES_PER_SEAL:
                break
        return total

    def _seal_once(self, chain: Chain) -> int:
        with transaction.atomic():
            last = last_seal(chain)
            if last is not None and self._written.get(chain.key, 0) < last.number:
                self._note(chain, last)  # an earlier run ended between its commit and the file
            lines = unsealed(chain, last, LINES_PER_SEAL)
            if not lines:
                return 0
            seal = self._make(chain, last, lines)
            _insert(chain, seal)
        self._note(chain, seal)
        return len(lines)

    def _make(self, chain: Chain, last: Seal | None, lines: list[Line]) -> Seal:
        number, previous = (last.number + 1, last.head) if last else (1, FIRST)
        sealed_at, covers_until = datetime.now(UTC), max(line["at"] for line in lines)
        ids = [line["id"] for line in lines]
        digests = [line_digest(self._key, chain.key, line) for line in lines]
        head = seal_head(
            self._key,
            chain=chain.key,
            number=number,
            sealed_at=sealed_at,
            covers_until=covers_until,
            previous=previous,
            ids=ids,
            digests=digests,
        )
        return Seal(number, sealed_at, covers_until, ids, digests, previous, head)

    def _note(self, chain: Chain, seal: Seal) -> None:
        time = seal.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
        append(self._file, [Head(chain.key, seal.number, time, seal.head)])
        self._written[chain.key] = seal.number


def _insert(chain: Chain, seal: Seal) -> None:
    query = sql.SQL(
        "INSERT INTO {} (id, number, sealed_at, covers_until, event_ids, event_digests, previous, head, format) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
    ).format(chain.seals)
    with connection.cursor() as cursor:
        cursor.execute(query, [uuid4(), *seal, SEAL_FORMAT])

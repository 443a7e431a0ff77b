"""Read the ledger of releases: which generations are frozen, and whether all of it still is what was written.

Runs under the release login; the check needs the release key and says which release and practice, never a number.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection
from psycopg import sql

from nestwork.practices.models import Practice
from nestwork.practices.selectors import open_practices
from nestwork.sealing.backend.rooms import checked
from reporting.disclosure.engine.digests import block_digest, key_name, release_key
from reporting.disclosure.models import FigureRelease, LedgerLine
from reporting.measures.definitions import measure_of

_FROZEN = "SELECT stratum, count FROM {cells} WHERE generation = %s AND measure = %s AND measure_version = %s"


def frozen_generations(release: FigureRelease) -> dict[UUID, UUID]:
    """By practice, the generation that stood in a table of the same figure and quarter before, if only to be rejected.

    What an administrator saw once counts as seen: another count beside it would tell by how few children it moved.
    """
    lines = LedgerLine.objects.filter(
        kind="frozen",
        measure=release.measure,
        measure_version=release.measure_version,
        quarter_start=release.quarter_start,
        shape=release.shape,
    )
    return {
        UUID(block["practice"]): UUID(block["generation"])
        for blocks in lines.values_list("blocks", flat=True)
        for block in blocks
    }


def faults() -> Iterator[str]:
    """A sentence for each thing that is not as it was written; nothing when the ledger stands."""
    key, open_now = release_key(), {str(practice.pk): practice for practice in open_practices()}
    previous = ""
    for number, line in enumerate(LedgerLine.objects.all(), start=1):
        if line.number != number or line.previous_hash != previous:
            yield f"Line {line.number} does not follow the one before it."
        if line.line_hash != _hash_of(line.pk):
            yield f"Line {line.number} was changed after it was written."
        previous = line.line_hash
        if line.blocks and line.parameters.get("key") != key_name(key):
            yield f"Line {line.number} was written under another release key: its counts cannot be checked."
        else:
            yield from _block_faults(line, key, open_now)


def _hash_of(line_id: UUID) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT figure_ledger_hash(l) FROM figure_ledger l WHERE l.id = %s", [line_id])
        found: str = cursor.fetchone()[0]
    return found


def _block_faults(line: LedgerLine, key: bytes, open_now: dict[str, Practice]) -> Iterator[str]:
    for block in line.blocks:
        practice = open_now.get(block["practice"])
        if practice is None:
            continue  # a closed practice's counts are out of the engine's reach
        generation = UUID(block["generation"])
        digest = block_digest(
            key,
            release_id=line.release_id,
            practice_id=practice.pk,
            generation=generation,
            counts=_frozen(practice, generation, line),
        )
        if digest != block["digest"]:
            yield f"The counts of {practice.name} behind line {line.number} are not those that were released."


def _frozen(practice: Practice, generation: UUID, line: LedgerLine) -> dict[str, int]:
    cells = sql.Identifier(checked(practice.schema_name), "rollup_cell")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_FROZEN).format(cells=cells), [generation, line.measure, line.measure_version])
        found = dict(cursor.fetchall())
    return {key: found.get(key, -1) for key in measure_of(line.measure, line.measure_version).keys}

"""One run of the engine: go from practice to practice, protect, and write the whole table at once.

Killed at any point it leaves nothing: cells, ledger line and state are one transaction, and a second run starts over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nestwork.jobs.running import RunningJob
from nestwork.practices.models import Practice
from nestwork.practices.selectors import open_practices
from reporting.disclosure.engine.digests import block_digest, key_name, release_key
from reporting.disclosure.engine.ledger import frozen_generations
from reporting.disclosure.engine.reading import read_block
from reporting.disclosure.models import FigureRelease, LedgerLine, ReleasedCell
from reporting.disclosure.rules.protection import METHOD, Protected, not_counted, parameters, protect
from reporting.disclosure.rules.states import Failure, State, Step
from reporting.disclosure.services.steps import told


@dataclass(slots=True)
class Table:
    """The protected table as it grows; no count that is hidden stands in it."""

    release: FigureRelease
    key: bytes
    frozen: Mapping[UUID, UUID]  # by practice: the generation that stood in a table of this quarter before
    cells: list[ReleasedCell] = field(default_factory=list)
    blocks: list[dict[str, str]] = field(default_factory=list)

    def add(self, practice: Practice, protected: list[Protected]) -> None:
        """One practice's line."""
        self.cells += [
            ReleasedCell(
                release=self.release,
                practice_id=practice.pk,
                practice_role=practice.schema_name,
                practice_name=practice.name,
                position=position,
                stratum=cell.stratum,
                status=cell.status,
                value=cell.value,
            )
            for position, cell in enumerate(protected)
        ]


def compute(*, release_id: UUID, work: RunningJob) -> None:
    """Compute the protected table of a release; a table that stands already is left as it is.

    A practice whose line was seen in a rejected table of the same quarter keeps it.
    """
    release = FigureRelease.objects.get(pk=release_id, job_id=work.id)
    if release.state != State.COMPUTING:
        return
    practices, table = open_practices(), Table(release, release_key(), frozen_generations(release))
    for number, practice in enumerate(practices, start=1):
        if work.is_cancelled():
            return
        _take(practice, table)
        work.progress(number, len(practices), _("Practices protected one by one."))
    if not table.blocks:
        _fail(release, work)
    _keep(table, work)


def _take(practice: Practice, table: Table) -> None:
    release, measure = table.release, table.release.definition
    block = read_block(practice, measure, release.quarter_start, table.frozen.get(practice.pk))
    if block is None:
        table.add(practice, not_counted(measure.keys))
        return
    table.add(practice, protect(block.counts))
    digest = block_digest(
        table.key,
        release_id=release.pk,
        practice_id=practice.pk,
        generation=block.generation,
        counts=block.counts,
    )
    table.blocks.append({"practice": str(practice.pk), "generation": str(block.generation), "digest": digest})


def _keep(table: Table, work: RunningJob) -> None:
    """Cells, ledger line, state and history: all of it, or nothing."""
    with transaction.atomic():
        release = FigureRelease.objects.select_for_update().get(pk=table.release.pk)
        if release.state != State.COMPUTING:
            return
        ReleasedCell.objects.bulk_create(table.cells)
        LedgerLine.objects.create(
            kind="frozen",
            release=release,
            measure=release.measure,
            measure_version=release.measure_version,
            quarter_start=release.quarter_start,
            shape=release.shape,
            method=METHOD,
            parameters={**parameters(), "key": key_name(table.key)},
            blocks=table.blocks,
            by_id=release.requested_by_id,
        )
        release.state, release.protected_at = State.READY, timezone.now()
        release.save(update_fields=["state", "protected_at"])
        told(release, Step.PROTECTED, work.reader, name=release.requested_by_name)
        work.checkpoint({"protected": True})  # last: it checks that this run still holds the job


def _fail(release: FigureRelease, work: RunningJob) -> None:
    with transaction.atomic():
        release.state, release.failure = State.FAILED, Failure.NOBODY_COUNTED
        release.save(update_fields=["state", "failure"])
        told(release, Step.FAILED, work.reader, name=release.requested_by_name)
        work.checkpoint({"failed": True})
    work.fail(
        _(
            "No practice has counted this quarter, so there is nothing to protect. Nothing was kept. Practices count"
            " by themselves within a minute of a change; start the release again then."
        )
    )

"""The words of a child's level history."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from network_resources.playbooks.selectors.practice import AdoptedMethod
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import Decision
from tenants.registry.web import score_words
from tenants.registry.words import DECISION

_COLOURS = {
    Decision.CONFIRMED: ("ok", "check"),
    Decision.PROPOSED: ("info", "clock"),
    Decision.DECLINED: ("plain", "x"),
    Decision.KEPT: ("plain", "refresh-cw"),
    Decision.REPLACED: ("plain", "history"),
    Decision.UNDONE: ("plain", "undo-2"),
}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row of the table: what was said, from which level to which, by whom and why."""

    level: NeedLevel
    before: int | None  # the level that stood for that day when this was written down
    decision: str
    colour: str
    icon: str
    total: Decimal | None
    band: str
    method: str
    inputs: list[score_words.Input]
    proposer: str
    decider: str
    waits: bool


def history_rows(
    levels: Sequence[NeedLevel],
    methods: Mapping[uuid.UUID, AdoptedMethod],
    earlier: Mapping[uuid.UUID, Scoring],
    staff: Mapping[str, str],
) -> list[HistoryRow]:
    """The rows, last written first."""
    newest = sorted(levels, key=lambda row: row.recorded_at, reverse=True)
    answered = {row.answers_id for row in levels}
    return [_row(row, _before(row, levels), methods, earlier, staff, answered) for row in newest]


def _row(
    row: NeedLevel,
    before: int | None,
    methods: Mapping[uuid.UUID, AdoptedMethod],
    earlier: Mapping[uuid.UUID, Scoring],
    staff: Mapping[str, str],
    answered: set[uuid.UUID | None],
) -> HistoryRow:
    decision, scoring = Decision(row.decision), row.scoring
    adopted = methods[scoring.version_id] if scoring else None
    colour, icon = _COLOURS[decision]
    decided = decision in (Decision.CONFIRMED, Decision.DECLINED, Decision.UNDONE)
    return HistoryRow(
        level=row,
        before=before,
        decision=str(DECISION[decision]),
        colour=colour,
        icon=icon,
        total=score_words.points(row.score) if row.score is not None else None,
        band=score_words.band_of(adopted, scoring) if adopted and scoring else "",
        method=row.method_version,
        inputs=score_words.inputs(adopted, scoring, earlier.get(scoring.id)) if adopted and scoring else [],
        proposer=staff.get(str(row.proposed_by_id), ""),
        decider=staff.get(str(row.recorded_by_id), "") if decided else "",
        waits=decision == Decision.PROPOSED and row.id not in answered,
    )


def _before(row: NeedLevel, levels: Sequence[NeedLevel]) -> int | None:
    """The level that stood for the row's day as was known when the row was written."""
    undone = {other.undoes_id for other in levels if other.undoes_id and other.recorded_at < row.recorded_at}
    stood = [
        other
        for other in levels
        if other.decision == Decision.CONFIRMED
        and other.id not in undone
        and other.recorded_at < row.recorded_at
        and other.effective_on <= row.effective_on
    ]
    return max(stood, key=lambda other: (other.effective_on, other.recorded_at)).level if stood else None

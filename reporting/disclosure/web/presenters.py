"""Releases as the administrator's pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reporting.disclosure.models import FigureRelease, ReleaseEvent
from reporting.disclosure.rules.states import State
from reporting.disclosure.words import FAILURES, STATES, STEPS, TONES
from reporting.measures.definitions import Measure
from reporting.measures.words import quarter_name


@dataclass(frozen=True, slots=True)
class ShownRelease:
    """A release in words and colours."""

    id: UUID
    job_id: UUID
    measure: Measure
    title: str
    quarter: str
    state: str
    state_word: str
    tone: str
    requested_by: str
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    failure: str

    @property
    def is_computing(self) -> bool:
        """Whether the engine is at work."""
        return self.state == State.COMPUTING

    @property
    def has_table(self) -> bool:
        """Whether there is a protected table to look at."""
        return self.state in (State.READY, State.APPROVED, State.REJECTED)

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.state == State.READY


def shown_release(release: FigureRelease) -> ShownRelease:
    """The release for the administrator."""
    return ShownRelease(
        id=release.pk,
        job_id=release.job_id,
        measure=release.definition,
        title=str(release.definition.title),
        quarter=quarter_name(release.quarter),
        state=release.state,
        state_word=str(STATES[release.state]),
        tone=TONES[State(release.state)],
        requested_by=release.requested_by_name,
        requested_at=release.requested_at,
        decided_by=release.decided_by_name,
        decided_at=release.decided_at,
        reason=release.reason,
        failure=str(FAILURES.get(release.failure, "")),
    )


def steps(events: Iterable[ReleaseEvent]) -> list[tuple[ReleaseEvent, str]]:
    """The history with its words."""
    return [(event, str(STEPS[event.step])) for event in events]

"""What a handler holds while its job runs: arguments, reader, progress, checkpoints, cancelling."""

from collections.abc import Mapping
from typing import Any, Never
from uuid import UUID

from django.utils import timezone

from nestwork.access.readers import Reader
from nestwork.jobs.rows import JobRow, JobState
from nestwork.jobs.timing import LEASE


class JobError(Exception):
    """A fault with a sentence for the person who started the job: what happened, what was kept, what to do."""


class ClaimLostError(Exception):
    """Another runner holds the job; whatever this one has not committed must be rolled back."""


class RunningJob:
    """One run of a job under one claim. Every write checks the claim, so two runs never both save."""

    def __init__(self, *, job: JobRow, claim: UUID, reader: Reader) -> None:
        self._job_id: UUID = job.pk
        self._rows = type(job)._default_manager
        self._claim = claim
        self._done, self._total, self._message = job.done, job.total, job.message
        self.reader = reader
        self.arguments: dict[str, str] = dict(job.arguments)
        self.saved: dict[str, Any] = dict(job.saved)  # the last checkpoint; empty on a first run
        self.was_cancelled = False

    @property
    def id(self) -> UUID:
        """The job's identifier."""
        return self._job_id

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show how far the work is; a message holds counts, never a name. Raises ClaimLostError."""
        self._done, self._total, self._message = done, total, message[:300]
        self._write(done=self._done, total=self._total, message=self._message)

    def checkpoint(self, saved: Mapping[str, Any]) -> None:
        """Note where to take up again, inside the transaction of the work itself, as its last statement.

        A run after a crash starts with this in `job.saved`; work and note are committed together or not at all.
        Raises ClaimLostError when another runner took the job: the transaction must then roll back.
        """
        self.saved = dict(saved)
        self._write(saved=self.saved, attempts=0)

    def is_cancelled(self) -> bool:
        """Whether somebody asked the job to stop; the handler then returns, and what it committed stays."""
        self.was_cancelled = self._rows.filter(pk=self._job_id, cancel_asked_at__isnull=False).exists()
        return self.was_cancelled

    def fail(self, sentence: str) -> Never:
        """End the job with a sentence for the person who started it."""
        raise JobError(sentence)

    def finish(self, state: JobState, *, error: str = "") -> None:
        """Close the job; the runner calls this, in the transaction of the work where the handler is atomic."""
        self._write(
            state=state, error=error[:500], finished_at=timezone.now(), claim=None, claimed_until=None
        )

    def _write(self, **values: Any) -> None:
        values.setdefault("claimed_until", timezone.now() + LEASE)
        held = self._rows.filter(pk=self._job_id, claim=self._claim, state=JobState.RUNNING)
        changed = held.update(**values)
        if not changed:
            raise ClaimLostError(str(self._job_id))

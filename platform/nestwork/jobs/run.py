"""The course of one claimed job: its work, what a fault is called, and the end with its audit line."""

import logging
from collections.abc import Callable
from contextlib import nullcontext

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.jobs.registry import Handler
from nestwork.jobs.rows import JobRow, JobState
from nestwork.jobs.running import ClaimLostError, JobError, RunningJob

logger = logging.getLogger(__name__)

type WriteEnd[J: JobRow] = Callable[[Reader, J, JobState], None]


def unknown_kind() -> str:
    """The sentence for a job whose handler is gone."""
    return _("This kind of work no longer exists. Nothing was changed.")


def missing_right(reader: Reader, needs: Permission | None) -> str:
    """A sentence when the person who started the job may not do its work any more, else nothing."""
    if reader.permissions and (needs is None or reader.may(needs)):
        return ""
    return _("The person who started this no longer has the right to do it. What was saved is kept.")


class Run[J: JobRow]:
    """One run of a job. `write_end` adds the audit line, in the transaction that closes the job."""

    def __init__(self, job: J, running: RunningJob, write_end: WriteEnd[J]) -> None:
        self.job, self.running, self.write_end = job, running, write_end

    def go(self, handler: Handler | None, refusal: str) -> None:
        """Do the work, or end with the refusal's sentence; a runner that lost its claim leaves all as it is."""
        try:
            if handler is None or refusal:
                self._end(JobState.FAILED, refusal or unknown_kind())
            else:
                self._work(handler)
        except ClaimLostError:
            logger.warning(
                "Job %s was taken over by another runner; this one saved nothing more", self.job.pk
            )

    def _work(self, handler: Handler) -> None:
        """Do the work and close the job; a fault closes it with a sentence and leaves nothing half saved."""
        try:
            with transaction.atomic() if handler.atomic else nullcontext():
                handler.work(self.running)
                self._end(JobState.CANCELLED if self.running.was_cancelled else JobState.DONE, "")
        except ClaimLostError:
            raise
        except JobError as error:
            self._end(JobState.FAILED, str(error))
        except PermissionDenied:
            sentence = _("This needs a right that you do not have. What was saved is kept.")
            self._end(JobState.FAILED, sentence)
        except DatabaseError as error:
            if not _is_passing(error):
                self._fault(error)
                return
            # The lease runs out and the sweeper brings the job back to its checkpoint.
            logger.warning(
                "Job %s lost the database (%s); it will be taken up again", self.job.pk, type(error).__name__
            )
        except Exception as error:  # noqa: BLE001 - whatever a handler raises must end its job, not the worker
            self._fault(error)

    def _fault(self, error: Exception) -> None:
        # The text of an error may quote a person's data: only its kind and place are logged.
        trail = error.__traceback__
        while trail is not None and trail.tb_next is not None:
            trail = trail.tb_next
        place = f"{trail.tb_frame.f_code.co_filename}:{trail.tb_lineno}" if trail else "unknown place"
        name = type(error).__name__
        logger.error("Job %s (%s) stopped: %s at %s", self.job.pk, self.job.kind, name, place)
        sentence = _(
            "The program met a fault it did not expect. What was saved before is kept; start the work again."
        )
        self._end(JobState.FAILED, sentence)

    def _end(self, state: JobState, error: str) -> None:
        with transaction.atomic():
            self.running.finish(state, error=error)
            self.write_end(self.running.reader, self.job, state)


def _is_passing(error: DatabaseError) -> bool:
    """Whether trying again can help: a lost connection, a lock or a statement that waited too long, a deadlock."""
    return type(error).__name__ in {"OperationalError", "InterfaceError"}
